import { useRef } from 'react';
import { Link } from 'react-router';
import type { CameraView } from '../api/queries';
import type { RecordingCamera } from '../api/types';
import { useWords } from '../words/words';
import { LastPicture } from './LastPicture';
import { LiveOverlay } from './LiveOverlay';
import { AgePill, RecordingPill } from './pills';
import { useLive } from './useLive';

/** One camera of the wall. */
export function LiveTile({ view, recording }: { view: CameraView; recording: RecordingCamera | undefined }) {
  const { t } = useWords();
  const { device, stream, room } = view;
  const video = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLAnchorElement>(null);
  const off = stream ? stream.state === 'off' : !device.enabled;
  const { state } = useLive(device.id, video, frame, !off);
  const silent = stream?.state === 'silent' || state.phase === 'silent';
  const pictured = state.age !== undefined;
  const greyed = !off && (state.stale || silent || state.phase === 'waiting');

  return (
    <Link
      to={`/cameras/${device.id}`}
      ref={frame}
      className="v-tile"
      aria-label={t('wall.open', { name: device.name })}
      data-testid="live-tile"
      data-camera={device.id}
      data-phase={off ? 'off' : state.phase}
    >
      {!pictured && !off && <LastPicture view={view} enabled={silent} />}
      <video
        ref={video}
        className="v-picture"
        data-testid="live-video"
        data-stale={greyed}
        aria-label={t('wall.tile', { name: device.name })}
        muted
        playsInline
        style={{ visibility: pictured ? 'visible' : 'hidden' }}
      />
      <div className="v-shade-top">
        <span className="v-dot" data-state={off ? 'off' : (stream?.state ?? 'connecting')} />
        <span className="v-tile-name">{device.name}</span>
        <span className="v-tile-room">{room?.name}</span>
      </div>
      <LiveOverlay view={view} live={state} off={off} />
      <div className="v-shade-bottom">
        {!off && state.phase !== 'waiting' && <RecordingPill recording={recording} wanted={device.recording} />}
        <span className="v-push" />
        {!off && <AgePill live={state} silent={silent} />}
      </div>
    </Link>
  );
}
