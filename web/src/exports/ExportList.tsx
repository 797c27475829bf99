import { ActionIcon, Badge, Button, Collapse, CopyButton, Progress, Text, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronDown, IconCopy, IconDownload, IconPackageExport, IconRosetteDiscountCheck, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { browserTimeZone, keys, useCameraViews, useExports, type CameraView } from '../api/queries';
import type { ExportJob } from '../api/types';
import { HowToVerify } from '../evidence/HowToVerify';
import { useMay } from '../api/useMay';
import { Confirm } from '../ui/Confirm';
import { tell, tellProblem } from '../ui/notify';
import { followLink } from '../ui/saveFile';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { bytes, duration, gapTitle, moment } from '../words/format';
import { useWords } from '../words/words';

/** Exports, newest first; of one camera or of all. */
export function ExportList({ cameraId }: { cameraId?: string }) {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useExports();
  const { views } = useCameraViews();
  if (isPending) return <div className="v-card-pad"><SkeletonRows count={3} height={56} /></div>;
  if (error && !data) return <div className="v-card-pad"><Trouble error={error} onRetry={() => void refetch()} /></div>;
  const jobs = data
    .filter((job) => cameraId === undefined || job.cameraIds.includes(cameraId))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  if (jobs.length === 0) {
    return (
      <Empty
        icon={<IconPackageExport size={cameraId ? 34 : 48} stroke={1.4} />}
        title={t('exporting.empty')}
        text={cameraId ? t('exporting.emptyCamera') : t('exporting.emptyText')}
      />
    );
  }
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} data-testid="export-list">
      {jobs.map((job) => (
        <ExportRow key={job.id} job={job} views={views} showCamera={cameraId === undefined} />
      ))}
    </ul>
  );
}

const tones = { pending: 'gray', running: 'blue', ready: 'green', failed: 'red' };

function ExportRow({ job, views, showCamera }: { job: ExportJob; views: CameraView[] | undefined; showCamera: boolean }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { may } = useMay();
  const [asking, setAsking] = useState(false);
  const [more, setMore] = useState(false);
  const cameras = job.cameraIds.map((id) => views?.find(({ device }) => device.id === id));
  const timeZone = cameras[0]?.timeZone ?? browserTimeZone;
  const names = cameras.map((view) => view?.device.name ?? t('exporting.removedCamera')).join(', ');
  const from = Date.parse(job.from);
  const to = Date.parse(job.to);
  const range = `${moment(from, timeZone, language)} – ${moment(to, timeZone, language)}`;
  const { sealed } = job;
  const detailed = job.files.length > 0 || job.gaps.length > 0 || sealed;

  const download = async () => {
    try {
      followLink(await api.exportDownloadUrl(job.id));
    } catch (error) {
      tellProblem(error, t);
    }
  };

  return (
    <li className="v-row" style={{ display: 'block', padding: '12px 14px' }} data-testid="export" data-state={job.state} data-id={job.id}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 10, flexWrap: 'wrap' }}>
        <div style={{ minWidth: 0, flex: '1 1 128px' }}>
          {showCamera && <div style={{ fontWeight: 600 }}>{names}</div>}
          <div className="v-num" style={showCamera ? { color: 'var(--v-muted)', fontSize: '0.8rem' } : undefined}>
            {range}
          </div>
          <div className="v-muted" style={{ fontSize: '0.78rem' }}>
            {[duration(to - from), job.bytes ? bytes(job.bytes, language) : undefined, job.reason].filter(Boolean).join(' · ')}
          </div>
        </div>
        {sealed && (
          <Badge variant="light" color="grape" leftSection={<IconRosetteDiscountCheck size={13} />} data-testid="sealed">
            {t('evidence.sealed')}
          </Badge>
        )}
        {job.state !== 'ready' && (
          <Badge variant="light" color={tones[job.state]}>
            {t(`exporting.state.${job.state}`)}
          </Badge>
        )}
        {job.state === 'ready' && (
          <Button size="xs" variant="light" leftSection={<IconDownload size={14} />} onClick={() => void download()} data-testid="export-download">
            {t('exporting.download')}
          </Button>
        )}
        {detailed && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('camera.details')} aria-expanded={more} onClick={() => setMore(!more)}>
            <IconChevronDown size={16} style={{ transform: more ? 'rotate(180deg)' : undefined }} />
          </ActionIcon>
        )}
        {may('delete') && (
          <Tooltip label={t('common.remove')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('common.remove')} onClick={() => setAsking(true)}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {(job.state === 'running' || job.state === 'pending') && (
        <Progress mt={8} size="sm" value={Math.max(2, job.progress * 100)} animated aria-label={t('exporting.progress')} />
      )}
      {job.state === 'failed' && (
        <Text size="sm" c="red" mt={6} role="alert">
          {t('exporting.failed')} {job.error}
        </Text>
      )}
      <Collapse expanded={more}>
        <div style={{ display: 'grid', gap: 8, paddingTop: 10 }}>
          {job.files.map((file) => (
            <div key={file.name} style={{ fontSize: '0.8rem' }}>
              {file.name} · {bytes(file.bytes, language)}
              <div style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
                <span className="v-mono v-muted">
                  {t('exporting.checksum')} {file.sha256}
                </span>
                <CopyButton value={file.sha256}>
                  {({ copied, copy }) => (
                    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={copied ? t('common.copied') : t('common.copy')} onClick={copy}>
                      <IconCopy size={13} />
                    </ActionIcon>
                  )}
                </CopyButton>
              </div>
            </div>
          ))}
          {sealed && job.state === 'ready' && <HowToVerify {...(job.files[0] ? { file: job.files[0].name } : {})} />}
          {job.gaps.length > 0 && (
            <div style={{ fontSize: '0.8rem' }}>
              <strong>{t('exporting.gapsLeftOut', { count: job.gaps.length })}</strong>
              {job.gaps.map((gap) => (
                <div key={`${gap.cameraId}${gap.start}`} className="v-muted v-num">
                  {moment(gap.start, timeZone, language)} · {duration(Date.parse(gap.end) - Date.parse(gap.start))} · {gapTitle(gap.cause, t)}
                </div>
              ))}
            </div>
          )}
        </div>
      </Collapse>
      <Confirm
        opened={asking}
        title={t('exporting.removeTitle')}
        text={t('exporting.removeText')}
        action={t('common.remove')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await api.removeExport(job.id);
          await client.invalidateQueries({ queryKey: keys.exports });
          tell(t('exporting.removed'));
        }}
      />
    </li>
  );
}
