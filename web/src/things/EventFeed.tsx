import type { ThingEvent } from '../api/placesTypes';
import type { Listening } from '../api/useReconnecting';
import { moment } from '../words/format';
import { useWords } from '../words/words';
import type { ThingEventSeen } from './live';
import { ValueText } from './ValueText';

interface EventFeedProps {
  declared: ThingEvent[];
  /** Newest first. */
  events: ThingEventSeen[];
  listening: Listening;
  timeZone: string;
}

/** What a thing says by itself, since the page was opened. */
export function EventFeed({ declared, events, listening, timeZone }: EventFeedProps) {
  const { t, language } = useWords();
  const named = (name: string) => declared.find((one) => one.name === name)?.title ?? name;
  return (
    <>
      {events.length === 0 && <p className="v-muted v-small">{t(listening === 'listening' ? 'thing.noEvents' : 'thing.notListening')}</p>}
      <ol className="v-plain v-feed" aria-label={t('thing.events')} aria-live="polite" aria-relevant="additions">
        {events.map(({ number, name, data, at }) => (
          <li key={number} data-testid="thing-event" data-name={name}>
            <span className="v-muted v-num v-small">{moment(at, timeZone, language)}</span> <strong>{named(name)}</strong>
            {data !== undefined && data !== null && (
              <div>
                <ValueText value={data} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
