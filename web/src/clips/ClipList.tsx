import { ActionIcon, Badge, Button, Progress, Text, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDownload, IconLink, IconMovie, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { Clip } from '../api/footageTypes';
import { browserTimeZone, useCameraViews, type CameraView } from '../api/queries';
import { useMay } from '../api/useMay';
import { Confirm } from '../ui/Confirm';
import { tell, tellProblem } from '../ui/notify';
import { followLink } from '../ui/saveFile';
import { useActorName } from '../ui/useActorName';
import { bytes, duration, gapTitle, moment } from '../words/format';
import { useWords } from '../words/words';
import { ShareForm } from './ShareForm';
import { useClipPicture } from './useClipPicture';

/** Clips, newest first. */
export function ClipList({ clips }: { clips: Clip[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { views } = useCameraViews();
  const [sharing, setSharing] = useState<Clip>();
  const [removing, setRemoving] = useState<Clip>();
  const nameOf = (cameraId: string) => views?.find(({ device }) => device.id === cameraId)?.device.name ?? t('exporting.removedCamera');
  return (
    <>
      <ul className="v-plain" data-testid="clips">
        {clips.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).map((clip) => (
          <ClipRow key={clip.id} clip={clip} views={views} nameOf={nameOf} onShare={() => setSharing(clip)} onRemove={() => setRemoving(clip)} />
        ))}
      </ul>
      {sharing && <ShareForm clip={sharing} nameOf={nameOf} onClose={() => setSharing(undefined)} />}
      <Confirm
        opened={removing !== undefined}
        title={t('clips.removeTitle')}
        text={t('clips.removeText')}
        action={t('common.remove')}
        onClose={() => setRemoving(undefined)}
        onConfirm={async () => {
          if (!removing) return;
          await footage.removeClip(removing.id);
          await client.invalidateQueries({ queryKey: footageKeys.clips });
          tell(t('clips.removed'));
        }}
      />
    </>
  );
}

const tones: Record<Clip['state'], string> = { waiting: 'gray', pending: 'gray', running: 'blue', ready: 'green', failed: 'red' };

interface ClipRowProps {
  clip: Clip;
  views: CameraView[] | undefined;
  nameOf: (cameraId: string) => string;
  onShare: () => void;
  onRemove: () => void;
}

function ClipRow({ clip, views, nameOf, onShare, onRemove }: ClipRowProps) {
  const { t, language } = useWords();
  const actorName = useActorName();
  const { may } = useMay();
  const picture = useClipPicture(clip.id, clip.hasSnapshot);
  const timeZone = views?.find(({ device }) => device.id === clip.cameraIds[0])?.timeZone ?? browserTimeZone;
  const at = (instant: string) => moment(instant, timeZone, language);
  const size = clip.files.reduce((sum, file) => sum + file.bytes, 0);

  const download = async (cameraId: string) => {
    try {
      followLink(await footage.clipFileUrl(clip.id, cameraId));
    } catch (error) {
      tellProblem(error, t);
    }
  };

  return (
    <li className="v-item" data-testid="clip" data-state={clip.state} data-id={clip.id}>
      <div className="v-still">{picture ? <img src={picture} alt={t('clips.snapshot')} /> : <IconMovie size={26} stroke={1.4} aria-hidden />}</div>
      <div className="v-item-main">
        <strong>{clip.reason}</strong>
        {clip.state !== 'ready' && (
          <Badge ml={8} variant="light" color={tones[clip.state]}>
            {t(`clips.state.${clip.state}`)}
          </Badge>
        )}
        <div>
          {clip.cameraIds.map(nameOf).join(', ')}
          <span className="v-num v-muted">
            {' · '}
            {at(clip.from)} – {at(clip.to)} ({duration(Date.parse(clip.to) - Date.parse(clip.from))})
          </span>
        </div>
        <div className="v-muted v-small v-num">
          {[t('clips.by', { name: actorName(clip.createdBy), time: at(clip.createdAt) }), size > 0 ? bytes(size, language) : undefined, clip.state === 'waiting' ? t('clips.waitingUntil', { time: at(clip.to) }) : undefined]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {(clip.state === 'running' || clip.state === 'pending') && <Progress mt={8} size="sm" value={Math.max(2, clip.progress * 100)} animated aria-label={t('clips.progress')} />}
        {clip.state === 'failed' && (
          <Text size="sm" c="red" role="alert">
            {t('clips.failed')} {clip.error}
          </Text>
        )}
        {clip.gaps.length > 0 && (
          <details className="v-small">
            <summary>{t('exporting.gapsLeftOut', { count: clip.gaps.length })}</summary>
            {clip.gaps.map((gap) => (
              <div key={`${gap.cameraId}${gap.start}`} className="v-muted v-num">
                {clip.cameraIds.length > 1 && `${nameOf(gap.cameraId)} · `}
                {at(gap.start)} · {duration(Date.parse(gap.end) - Date.parse(gap.start))} · {gapTitle(gap.cause, t)}
              </div>
            ))}
          </details>
        )}
        {clip.files.length > 0 && clip.state === 'ready' && (
          <div className="v-filebuttons">
            {clip.files.map((file) => (
              <Button
                key={file.cameraId}
                size="xs"
                variant="light"
                leftSection={<IconDownload size={14} />}
                title={`${file.name} · ${bytes(file.bytes, language)} · ${t('exporting.checksum')} ${file.sha256}`}
                aria-label={t('clips.downloadOf', { name: nameOf(file.cameraId) })}
                onClick={() => void download(file.cameraId)}
                data-testid="clip-download"
              >
                {clip.files.length > 1 ? nameOf(file.cameraId) : t('clips.download')}
              </Button>
            ))}
            <Button size="xs" variant="default" leftSection={<IconLink size={14} />} onClick={onShare}>
              {t('clips.share')}
            </Button>
          </div>
        )}
      </div>
      <div className="v-item-end">
        {may('delete') && (
          <Tooltip label={t('common.remove')}>
            <ActionIcon variant="subtle" color="gray" aria-label={`${t('common.remove')}: ${clip.reason}`} onClick={onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </li>
  );
}
