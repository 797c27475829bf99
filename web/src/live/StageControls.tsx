import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCamera, IconMaximize, IconMinimize, IconPictureInPicture, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import { useWords } from '../words/words';

interface Props {
  video: RefObject<HTMLVideoElement | null>;
  stage: RefObject<HTMLElement | null>;
  /** Without extension. */
  fileName: () => string;
}

/** What can be done with any picture, live or recorded. */
export function StageControls({ video, stage, fileName }: Props) {
  const { t } = useWords();
  const [muted, setMuted] = useState(true);
  const [full, setFull] = useState(false);

  useEffect(() => {
    const element = video.current;
    const told = () => setFull(document.fullscreenElement !== null);
    const heard = () => setMuted(element?.muted ?? true);
    document.addEventListener('fullscreenchange', told);
    element?.addEventListener('volumechange', heard);
    return () => {
      document.removeEventListener('fullscreenchange', told);
      element?.removeEventListener('volumechange', heard);
    };
  }, [video]);

  const toggleFull = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (stage.current?.requestFullscreen) void stage.current.requestFullscreen().catch(() => undefined);
    // iPhones can only make the video itself full-screen.
    else (video.current as { webkitEnterFullscreen?: () => void } | null)?.webkitEnterFullscreen?.();
  };
  const float = () => {
    if (document.pictureInPictureElement) void document.exitPictureInPicture();
    else void video.current?.requestPictureInPicture().catch(() => undefined);
  };
  const save = () => {
    const element = video.current;
    if (!element?.videoWidth) return;
    const canvas = document.createElement('canvas');
    canvas.width = element.videoWidth;
    canvas.height = element.videoHeight;
    canvas.getContext('2d')?.drawImage(element, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (!blob) return;
        const link = document.createElement('a');
        link.href = URL.createObjectURL(blob);
        link.download = `${fileName()}.jpg`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      },
      'image/jpeg',
      0.94,
    );
  };

  return (
    <>
      <Control label={muted ? t('live.unmute') : t('live.mute')} onClick={() => video.current && (video.current.muted = !muted)}>
        {muted ? <IconVolumeOff size={19} /> : <IconVolume size={19} />}
      </Control>
      <Control label={t('live.snapshot')} onClick={save}>
        <IconCamera size={19} />
      </Control>
      {document.pictureInPictureEnabled && (
        <span className="v-desktop-only">
          <Control label={t('live.pictureInPicture')} onClick={float}>
            <IconPictureInPicture size={19} />
          </Control>
        </span>
      )}
      <Control label={full ? t('live.exitFullScreen') : t('live.fullScreen')} onClick={toggleFull}>
        {full ? <IconMinimize size={19} /> : <IconMaximize size={19} />}
      </Control>
    </>
  );
}

export function Control({ label, onClick, children, disabled }: { label: string; onClick: () => void; children: ReactNode; disabled?: boolean }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="transparent" size="lg" aria-label={label} onClick={onClick} disabled={disabled ?? false}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
