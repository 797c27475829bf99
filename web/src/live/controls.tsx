import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCamera, IconMaximize, IconMinimize, IconPictureInPicture, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { useWords } from '../words/words';

export function Control({ label, onClick, children, disabled, pressed }: { label: string; onClick: () => void; children: ReactNode; disabled?: boolean; pressed?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="transparent" size="lg" aria-label={label} aria-pressed={pressed} onClick={onClick} disabled={disabled ?? false}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

type VideoRef = RefObject<HTMLVideoElement | null>;

const volumeKey = 'vedette.volume';

/** Mute, and how loud. The loudness is kept; silence is not: a page begins muted, as browsers want it. */
export function SoundControl({ video, available = true, slider = true }: { video: VideoRef; available?: boolean; slider?: boolean }) {
  const { t } = useWords();
  const [muted, setMuted] = useState(true);
  const [volume, setVolume] = useState(() => readVolume());

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.volume = readVolume();
    const heard = () => {
      setMuted(element.muted);
      setVolume(element.volume);
    };
    heard();
    element.addEventListener('volumechange', heard);
    return () => element.removeEventListener('volumechange', heard);
  }, [video]);

  const toggle = () => {
    if (video.current) video.current.muted = !video.current.muted;
  };
  const set = (loudness: number) => {
    if (!video.current) return;
    video.current.volume = loudness;
    video.current.muted = loudness === 0;
    localStorage.setItem(volumeKey, String(loudness));
  };
  const silent = muted || !available;
  return (
    <span className="v-sound">
      <Control label={available ? (muted ? t('live.unmute') : t('live.mute')) : t('live.noSound')} onClick={toggle} disabled={!available}>
        {silent ? <IconVolumeOff size={19} /> : <IconVolume size={19} />}
      </Control>
      {slider && available && (
        <input
          type="range"
          className="v-volume"
          min={0}
          max={1}
          step={0.05}
          value={muted ? 0 : volume}
          aria-label={t('live.volume')}
          onChange={(event) => set(Number(event.currentTarget.value))}
        />
      )}
    </span>
  );
}

function readVolume(): number {
  const kept = Number(localStorage.getItem(volumeKey) ?? 1);
  return kept >= 0 && kept <= 1 ? kept : 1;
}

export function useFullScreen(stage: RefObject<HTMLElement | null>): boolean {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const told = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === stage.current);
    document.addEventListener('fullscreenchange', told);
    return () => document.removeEventListener('fullscreenchange', told);
  }, [stage]);
  return full;
}

export function FullScreenControl({ stage, video }: { stage: RefObject<HTMLElement | null>; video: VideoRef }) {
  const { t } = useWords();
  const full = useFullScreen(stage);
  const toggle = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (stage.current?.requestFullscreen) void stage.current.requestFullscreen().catch(() => undefined);
    // iPhones can only make the video itself full-screen.
    else (video.current as { webkitEnterFullscreen?: () => void } | null)?.webkitEnterFullscreen?.();
  };
  return (
    <Control label={full ? t('live.exitFullScreen') : t('live.fullScreen')} onClick={toggle}>
      {full ? <IconMinimize size={19} /> : <IconMaximize size={19} />}
    </Control>
  );
}

/** Nothing where the browser has no such thing, or no video plays that could float. */
export function FloatControl({ video, available = true }: { video: VideoRef; available?: boolean }) {
  const { t } = useWords();
  if (!document.pictureInPictureEnabled || !available) return null;
  const toggle = () => {
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
    else void video.current?.requestPictureInPicture().catch(() => undefined);
  };
  return (
    <span className="v-desktop-only">
      <Control label={t('live.pictureInPicture')} onClick={toggle}>
        <IconPictureInPicture size={19} />
      </Control>
    </span>
  );
}

/** A picture as it is on the screen, with its size in pixels of its own. */
export type Shown = () => { source: CanvasImageSource; width: number; height: number } | undefined;

export function SnapshotControl({ shown, fileName }: { shown: Shown; fileName: () => string }) {
  const { t } = useWords();
  return (
    <Control label={t('live.snapshot')} onClick={() => savePicture(shown(), fileName())}>
      <IconCamera size={19} />
    </Control>
  );
}

function savePicture(picture: ReturnType<Shown>, name: string): void {
  if (!picture) return;
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture.source, 0, 0);
  canvas.toBlob(
    (blob) => {
      if (!blob) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${name}.jpg`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
    'image/jpeg',
    0.94,
  );
}

export const videoPicture =
  (video: VideoRef): Shown =>
  () =>
    video.current?.videoWidth ? { source: video.current, width: video.current.videoWidth, height: video.current.videoHeight } : undefined;
