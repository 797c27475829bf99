import { Button, Progress, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { footage } from '../api/footage';
import { footageKeys, useScrub } from '../api/footageQueries';
import type { Scrub } from '../api/footageTypes';
import { browserTimeZone, useCameraViews } from '../api/queries';
import { Card } from '../ui/Card';
import { tell, tellProblem } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { bytes, duration, moment, percent } from '../words/format';
import { useWords } from '../words/words';

const shownAtFirst = 20;

/** Whether what is on the disks is still what was written. */
export function ScrubCard() {
  const { t } = useWords();
  const client = useQueryClient();
  const { data, error, refetch } = useScrub();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      await footage.startScrub();
      await client.invalidateQueries({ queryKey: footageKeys.scrub });
      tell(t('storage.scrubStarted'));
    } catch (problem) {
      tellProblem(problem, t);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card
      title={t('storage.scrub')}
      end={
        <Button className="v-push" size="xs" variant="default" leftSection={<IconShieldCheck size={15} />} loading={busy} disabled={!data || data.running} onClick={() => void start()}>
          {t('storage.scrubNow')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('storage.scrubIntro')}
      </Text>
      {!data && (error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={2} height={24} />)}
      {data && <Report scrub={data} />}
    </Card>
  );
}

function Report({ scrub }: { scrub: Scrub }) {
  const { t, language } = useWords();
  const { startedAt, finishedAt } = scrub;
  const counted = t('storage.checkedText', { count: scrub.checked, bytes: bytes(scrub.bytes, language) });
  return (
    <div data-testid="scrub" data-running={scrub.running}>
      {scrub.running && (
        <div role="status" style={{ marginBottom: 12 }}>
          <Text size="sm">{t('storage.scrubRunning')}</Text>
          <Progress my={6} value={Math.max(2, scrub.progress * 100)} animated aria-label={t('storage.scrubProgress', { percent: percent(scrub.progress, language) })} />
        </div>
      )}
      {!scrub.running && !finishedAt && <Text size="sm">{t('storage.scrubNever')}</Text>}
      {(scrub.running || finishedAt) && (
        <dl className="v-facts v-facts-left">
          {finishedAt && !scrub.running && (
            <>
              <dt>{t('storage.lastRun')}</dt>
              <dd className="v-num">
                {moment(finishedAt, browserTimeZone, language)}
                {startedAt && `, ${t('storage.took', { time: duration(Date.parse(finishedAt) - Date.parse(startedAt)) })}`}
              </dd>
            </>
          )}
          <dt>{t('storage.checked')}</dt>
          <dd className="v-num">{counted}</dd>
          <dt>{t('storage.damaged')}</dt>
          <dd>
            {scrub.damaged.length === 0 ? (
              <span className="v-good">
                <IconCircleCheck size={16} aria-hidden /> {t('storage.noDamage')}
              </span>
            ) : (
              <strong className="v-bad v-num">{scrub.damaged.length.toLocaleString(language)}</strong>
            )}
          </dd>
        </dl>
      )}
      {scrub.damaged.length > 0 && <Damage damaged={scrub.damaged} />}
    </div>
  );
}

function Damage({ damaged }: { damaged: Scrub['damaged'] }) {
  const { t, language } = useWords();
  const { views } = useCameraViews();
  const [all, setAll] = useState(false);
  const shown = all ? damaged : damaged.slice(0, shownAtFirst);
  return (
    <>
      <ul className="v-plain" aria-label={t('storage.damageList')}>
        {shown.map((file) => {
          const view = views?.find(({ device }) => device.id === file.cameraId);
          return (
            <li key={file.segmentId} className="v-damage" data-testid="damaged">
              <div>
                <Link to={`/cameras/${file.cameraId}?t=${file.start}`}>{view?.device.name ?? t('exporting.removedCamera')}</Link>{' '}
                <span className="v-num">{moment(file.start, view?.timeZone ?? browserTimeZone, language)}</span>
              </div>
              <div className="v-small" lang="en">
                {file.problem}
              </div>
              <div className="v-mono v-muted">{file.path}</div>
            </li>
          );
        })}
      </ul>
      {shown.length < damaged.length && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {t('storage.more', { count: damaged.length - shown.length })}
        </Button>
      )}
    </>
  );
}
