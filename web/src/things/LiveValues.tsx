import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { figure, measureText, unitText } from '../devices/deviceWords';
import { useNow } from '../ui/useNow';
import { duration, moment } from '../words/format';
import { useWords } from '../words/words';
import { colourOf } from './chart';
import { lastHeard, type Series } from './live';
import { SeriesChart } from './SeriesChart';

interface LiveValuesProps {
  series: Series[];
  /** Whether it should be sending: it is switched on and has a sensor. */
  expected: boolean;
  /** How long it may say nothing, in milliseconds. */
  patience: number;
  /** Since when one listens: Unix milliseconds. */
  since: number;
  /** Whether the thing answers at all. */
  answers: boolean;
  timeZone: string;
}

/** What a thing measures, as it comes. An enabled thing that sends nothing is told as such. */
export function LiveValues({ series, expected, patience, since, answers, timeZone }: LiveValuesProps) {
  const { t, language } = useWords();
  const now = useNow();
  const last = lastHeard(series);
  const silent = expected && now - Math.max(last ?? 0, series.length === 0 ? since : 0) > patience;

  return (
    <>
      {silent && (
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} role="status" title={t('thing.silentTitle')} data-testid="sends-nothing">
          {!answers ? t('thing.silentOffline') : last === undefined ? t('thing.silentEver') : t('thing.silentSince', { time: moment(last, timeZone, language) })}
        </Alert>
      )}
      {series.length > 0 && (
        <div className="v-values">
          {series.map((one) => {
            const point = one.points.at(-1);
            if (!point) return null;
            const old = expected && now - point.at > patience;
            return (
              <section key={`${one.measure} ${one.unit}`} className="v-card v-card-pad v-value" data-old={old} aria-label={measureText(one.measure, t)} data-testid="live-value" data-measure={one.measure}>
                <div className="v-value-head">
                  <span className="v-swatch" style={{ background: colourOf(one.measure) }} />
                  <h2>{measureText(one.measure, t)}</h2>
                  <span className="v-push v-muted v-small v-num">{t('thing.ago', { time: duration(Math.max(0, now - point.at)) })}</span>
                </div>
                <div className="v-value-figure v-num">
                  {figure(point.value, language)}
                  <span>{unitText(one.unit)}</span>
                </div>
                <SeriesChart series={one} timeZone={timeZone} />
              </section>
            );
          })}
        </div>
      )}
      {series.length === 0 && expected && !silent && <div className="v-card v-card-pad v-muted">{t('thing.waiting')}</div>}
    </>
  );
}
