import { Alert, Badge, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ArchiveStatus } from '../api/footageTypes';
import { Card } from '../ui/Card';
import { bytes } from '../words/format';
import { useWords } from '../words/words';

const tones: Record<ArchiveStatus['state'], string> = { off: 'gray', healthy: 'green', waiting: 'blue', failing: 'red' };

/** How copying goes at this moment. */
export function ArchiveStatusCard({ status }: { status: ArchiveStatus }) {
  const { t, language } = useWords();
  const size = (count: number) => bytes(count, language);
  const { queue } = status;
  return (
    <Card
      title={t('archive.status')}
      end={
        <Badge variant="light" color={tones[status.state]} data-testid="archive-state" data-state={status.state}>
          {t(`archive.state.${status.state}`)}
        </Badge>
      }
    >
      {status.state === 'failing' && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} mb="sm">
          <span lang="en">{status.detail ?? t('archive.testFailed')}</span>
        </Alert>
      )}
      {status.kind === 'none' ? (
        <Text size="sm">{t('archive.offText')}</Text>
      ) : (
        <dl className="v-facts v-facts-left">
          <dt>{t('archive.target')}</dt>
          <dd className="v-mono">{status.target}</dd>
          <dt>{t('archive.queue')}</dt>
          <dd className="v-num" data-testid="archive-queue" data-segments={queue.segments}>
            {queue.segments === 0 ? t('archive.queueEmpty') : t('archive.queueText', { count: queue.segments, bytes: size(queue.bytes) })}
            {queue.eventSegments > 0 && <div className="v-muted">{t('archive.queueEvents', { count: queue.eventSegments })}</div>}
          </dd>
          <dt>{t('archive.rate')}</dt>
          <dd className="v-num">{t('archive.rateText', { bytes: size(status.bytesPerSecond) })}</dd>
          <dt>{t('archive.archived')}</dt>
          <dd className="v-num">{t('archive.queueText', { count: status.archivedSegments, bytes: size(status.archivedBytes) })}</dd>
          <dt>{t('archive.failures')}</dt>
          <dd className={status.deadLetters > 0 ? 'v-num v-bad' : 'v-num'}>{status.deadLetters.toLocaleString(language)}</dd>
          {status.kind === 's3' && typeof status.objectLock === 'boolean' && (
            <>
              <dt>{t('archive.objectLock')}</dt>
              <dd>{t(status.objectLock ? 'archive.objectLockOn' : 'archive.objectLockOff')}</dd>
            </>
          )}
          {status.detail && status.state !== 'failing' && (
            <>
              <dt>{t('audit.detail')}</dt>
              <dd lang="en">{status.detail}</dd>
            </>
          )}
        </dl>
      )}
    </Card>
  );
}
