import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArrowRight, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from 'react-router';
import { api } from '../api/client';
import type { CoverageDay } from '../api/footageTypes';
import { keys } from '../api/queries';
import { gapColour } from '../timeline/colours';
import { clockText, dayOf } from '../timeline/days';
import { Card } from '../ui/Card';
import { SkeletonRows, Trouble } from '../ui/states';
import { useNow } from '../ui/useNow';
import { duration, gapTitle, hours as hoursText, percent } from '../words/format';
import { useWords } from '../words/words';
import { dayName } from './words';

/** Played from shortly before a gap, so that one sees what led to it. */
const beforeMs = 10_000;

interface DayReportProps {
  cameraId: string;
  name: string;
  day: CoverageDay;
  timeZone: string;
}

/** What is missing of a day, why, and where. */
export function DayReport({ cameraId, name, day, timeZone }: DayReportProps) {
  const { t, language } = useWords();
  const { start, end } = dayOf(day.day, timeZone);
  const hours = Math.round((end - start) / 360_000) / 10;
  return (
    <Card
      title={t('coverage.dayTitle', { camera: name, day: dayName(day.day, language, 'full') })}
      end={
        <Button className="v-push" size="xs" variant="default" component={Link} to={`/cameras/${cameraId}?day=${day.day}`} rightSection={<IconArrowRight size={15} />}>
          {t('coverage.openDay')}
        </Button>
      }
    >
      <div data-testid="day-report" data-day={day.day} className="v-num">
        {day.ratio === null ? (
          t('coverage.notWanted')
        ) : (
          <>
            <strong>{percent(day.ratio, language)}</strong>
            {' · '}
            {t('coverage.recordedOf', { recorded: hoursText(day.recordedSeconds), wanted: hoursText(day.wantedSeconds) })}
          </>
        )}
        {hours !== 24 && <span className="v-muted"> · {t('coverage.dayLength', { hours })}</span>}
      </div>
      {day.gaps.length === 0 ? (
        <p className="v-muted">{t('coverage.nothingMissing')}</p>
      ) : (
        <>
          <h3>{t('coverage.byCause')}</h3>
          <ul className="v-plain">
            {day.gaps.toSorted((a, b) => b.seconds - a.seconds).map(({ cause, seconds, count }) => (
              <li key={cause} className="v-causerow" data-testid="cause" data-cause={cause}>
                <i className="v-swatch" style={{ background: gapColour(cause) }} />
                <span>{gapTitle(cause, t)}</span>
                <span className="v-muted v-num">{t('coverage.count', { count })}</span>
                <strong className="v-num v-push">{duration(seconds * 1000)}</strong>
              </li>
            ))}
          </ul>
          <GapsOfDay cameraId={cameraId} date={day.day} timeZone={timeZone} />
        </>
      )}
    </Card>
  );
}

function GapsOfDay({ cameraId, date, timeZone }: { cameraId: string; date: string; timeZone: string }) {
  const { t } = useWords();
  const now = useNow(10_000);
  const { start, end } = dayOf(date, timeZone);
  const { data, error, refetch } = useQuery({
    queryKey: [...keys.gaps(cameraId), start, end],
    queryFn: ({ signal }) => api.gaps(cameraId, new Date(start).toISOString(), new Date(end).toISOString(), signal),
  });
  return (
    <>
      <h3>{t('coverage.gaps')}</h3>
      {!data && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={2} height={32} />)}
      <ul className="v-plain v-gaps">
        {data?.map((gap) => {
          const from = Math.max(Date.parse(gap.start), start);
          const to = Math.min(gap.end ? Date.parse(gap.end) : now, end);
          const time = clockText(from, timeZone);
          return (
            <li key={`${gap.start}${gap.cause}`} className="v-causerow">
              <i className="v-swatch" style={{ background: gapColour(gap.cause) }} />
              <span className="v-num">
                {time} – {gap.end ? clockText(to, timeZone) : t('camera.ongoing')}
              </span>
              <span className="v-muted">{gapTitle(gap.cause, t)}</span>
              <span className="v-num v-push">{duration(to - from)}</span>
              <Link className="v-jump" to={`/cameras/${cameraId}?t=${new Date(from - beforeMs).toISOString()}`} aria-label={t('coverage.jump', { time })} title={t('coverage.jump', { time })}>
                <IconPlayerPlay size={16} />
              </Link>
            </li>
          );
        })}
      </ul>
    </>
  );
}
