import type { CSSProperties, ReactNode } from 'react';
import { Link } from 'react-router';
import type { CameraView } from '../api/queries';
import { serverClock } from '../api/serverClock';
import type { RecordingCamera } from '../api/types';
import { wallText } from '../timeline/days';
import { fileNameOf } from '../ui/fileName';
import { useWords } from '../words/words';
import { FloatControl, FullScreenControl, SnapshotControl, SoundControl, useFullScreen } from './controls';
import { LiveOverlay } from './LiveOverlay';
import { isSilent, LivePicture, shownPicture } from './LivePicture';
import { AgePill, hasSound, MotionPill, RecordingPill, WayPill } from './pills';
import { useLive } from './useLive';
import { useZoom } from './useZoom';

interface Props {
  view: CameraView;
  recording: RecordingCamera | undefined;
  style?: CSSProperties;
  /** Laid over the tile while the wall is arranged; the tile itself is then not to be used. */
  children?: ReactNode;
}

/** One camera of the wall. */
export function LiveTile({ view, recording, style, children }: Props) {
  const { t } = useWords();
  const { device, stream, room } = view;
  const off = stream ? stream.state === 'off' : !device.enabled;
  const live = useLive(view, 'grid', !off);
  const { state, frame, video } = live;
  const full = useFullScreen(frame);
  const zoom = useZoom(frame, full, false);
  const silent = isSilent(view, live);
  const arranging = children !== undefined;

  return (
    <div
      ref={frame}
      className="v-tile"
      style={style ?? {}}
      data-testid="live-tile"
      data-camera={device.id}
      data-phase={off ? 'off' : state.phase}
      data-transport={state.rung?.transport}
      data-stream={state.stream ?? state.rung?.stream}
      data-latency-ms={state.latencyMs}
    >
      <LivePicture view={view} live={live} off={off} style={zoom.style} />
      {!arranging && <LiveOverlay view={view} live={state} off={off} />}
      {!full && !arranging && <Link to={`/cameras/${device.id}`} className="v-tile-link" aria-label={t('wall.open', { name: device.name })} />}
      {!arranging && (
        <>
          <div className="v-shade-top">
            <span className="v-dot" data-state={off ? 'off' : (stream?.state ?? 'connecting')} />
            <span className="v-tile-name">{device.name}</span>
            <span className="v-tile-room">{room?.name}</span>
            <span className="v-push" />
            {!off && <WayPill live={state} stream={stream} />}
          </div>
          <div className="v-shade-bottom">
            {!off && state.phase !== 'waiting' && state.phase !== 'ended' && <RecordingPill recording={recording} wanted={device.recording} />}
            {!off && <MotionPill motion={stream?.motion} />}
            <span className="v-push" />
            {!off && <AgePill live={state} silent={silent} />}
          </div>
        </>
      )}
      {!off && !arranging && (
        <div className="v-tile-bar" role="group" aria-label={t('live.controls', { name: device.name })}>
          {hasSound(state, stream?.audio) && <SoundControl video={video} slider={false} />}
          <SnapshotControl shown={() => shownPicture(live)} fileName={() => fileNameOf(device.name, wallText(serverClock.now(), view.timeZone))} />
          <FloatControl video={video} available={state.rung?.transport === 'mse' || state.rung?.transport === 'hls'} />
          <FullScreenControl stage={frame} video={video} />
        </div>
      )}
      {children}
    </div>
  );
}
