import { Badge } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { InspectedThing } from '../api/placesTypes';
import { capabilityText, unitText } from '../devices/deviceWords';
import { useWords } from '../words/words';

/** What a thing says of itself, before it is taken in. */
export function InspectedFacts({ thing }: { thing: InspectedThing }) {
  const { t } = useWords();
  const named = ({ name, title }: { name: string; title: string | null }) => (title && title !== name ? `${title} (${name})` : name);
  return (
    <section className="v-card v-card-pad" aria-label={t('federate.says')} data-testid="inspected">
      <div className="v-cardhead">
        <IconCircleCheck size={19} color="var(--v-ok)" aria-hidden />
        <h3 style={{ margin: 0, fontSize: '0.98rem', color: 'inherit' }}>{thing.title}</h3>
      </div>
      {thing.description && <p className="v-intro">{thing.description}</p>}
      <dl className="v-facts v-facts-left">
        {thing.id && (
          <>
            <dt>{t('thing.id')}</dt>
            <dd className="v-mono">{thing.id}</dd>
          </>
        )}
        <dt>{t('devices.capabilities')}</dt>
        <dd>
          <span className="v-chips">
            {thing.capabilities.map((one, index) => (
              <Badge key={index} variant="light" tt="none" fw={500}>
                {capabilityText(one, t)}
              </Badge>
            ))}
          </span>
        </dd>
        <Names label={t('thing.properties')} of={thing.properties.map((one) => [named(one), unitText(one.unit)].filter(Boolean).join(', '))} />
        <Names label={t('thing.actions')} of={thing.actions.map(named)} />
        <Names label={t('thing.events')} of={thing.events.map(named)} />
        <Names label={t('thing.security')} of={thing.security.map((scheme) => (scheme === 'nosec' ? t('thing.nosec') : scheme))} />
      </dl>
      {thing.remarks.length > 0 && (
        <details className="v-small v-muted">
          <summary>{t('federate.remarks', { count: thing.remarks.length })}</summary>
          <ul className="v-faults" lang="en">
            {thing.remarks.map((remark, index) => (
              <li key={index}>{remark}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Names({ label, of }: { label: string; of: string[] }): ReactNode {
  if (of.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{of.join(' · ')}</dd>
    </>
  );
}
