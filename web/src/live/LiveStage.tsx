import { useMediaQuery } from '@mantine/hooks';
import { IconArrowsMove, IconZoomIn, IconZoomReset } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import type { CameraView } from '../api/queries';
import { serverClock } from '../api/serverClock';
import type { RecordingCamera } from '../api/types';
import { wallText } from '../timeline/days';
import { fileNameOf } from '../ui/fileName';
import { useWords } from '../words/words';
import { Control, FloatControl, FullScreenControl, SnapshotControl, SoundControl, useFullScreen } from './controls';
import { LiveOverlay } from './LiveOverlay';
import { isSilent, LivePicture, shownPicture } from './LivePicture';
import { AgePill, hasSound, MotionPill, RecordingPill, WayPill } from './pills';
import { PtzPad } from './PtzPad';
import { useLive } from './useLive';
import { useZoom } from './useZoom';

const panStep = 60;
const panKeys: Record<string, [number, number]> = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The live picture at full size. */
export function LiveStage({ view, recording }: { view: CameraView; recording: RecordingCamera | undefined }) {
  const { t, language } = useWords();
  const { device, stream } = view;
  const off = stream ? stream.state === 'off' : !device.enabled;
  const live = useLive(view, 'stage', !off);
  const { state, frame, video } = live;
  const { zoom, style, reset, by, pan } = useZoom(frame, !off, false);
  const narrow = useMediaQuery('(max-width: 719px)', undefined, { getInitialValueInEffect: false });
  const full = useFullScreen(frame);
  const [steering, setSteering] = useState(!narrow);
  const movable = !off && stream?.hasPtz === true;
  const silent = isSilent(view, live);

  const moveZoomed = (event: KeyboardEvent) => {
    const step = panKeys[event.key];
    if (!step || zoom.scale === 1) return;
    event.preventDefault();
    pan(step[0] * panStep, step[1] * panStep);
  };

  // On a phone the pad would hide the picture: it goes below.
  const below = narrow && !full;
  const stage = (
    <div
      className="v-stage"
      ref={frame}
      data-zoomed={zoom.scale > 1}
      data-testid="live-stage"
      data-camera={device.id}
      data-phase={off ? 'off' : state.phase}
      data-transport={state.rung?.transport}
      data-stream={state.stream ?? state.rung?.stream}
      data-latency-ms={state.latencyMs}
    >
      <LivePicture view={view} live={live} off={off} style={style} />
      <LiveOverlay view={view} live={state} off={off} roomy />
      {movable && steering && !below && <PtzPad cameraId={device.id} />}
      <div className="v-stage-bar" style={{ gap: 6 }}>
        {!off && (
          <div className="v-stage-pills">
            {state.phase !== 'waiting' && state.phase !== 'ended' && <RecordingPill recording={recording} wanted={device.recording} />}
            <AgePill live={state} silent={silent} />
            <MotionPill motion={stream?.motion} />
            <WayPill live={state} stream={stream} />
          </div>
        )}
        <span className="v-push" />
        {!off && (
          <>
            {movable && (
              <Control label={t('ptz.title')} pressed={steering} onClick={() => setSteering(!steering)}>
                <IconArrowsMove size={19} />
              </Control>
            )}
            <SoundControl video={video} available={hasSound(state, stream?.audio)} />
            <span onKeyDown={moveZoomed} role="presentation" style={{ display: 'contents' }}>
              {zoom.scale > 1 && (
                <Control label={t('live.zoomReset', { times: zoom.scale.toLocaleString(language, { maximumFractionDigits: 1 }) })} onClick={reset}>
                  <IconZoomReset size={19} />
                </Control>
              )}
              <Control label={t('live.zoomIn')} onClick={() => by(1.5)}>
                <IconZoomIn size={19} />
              </Control>
            </span>
            <SnapshotControl shown={() => shownPicture(live)} fileName={() => fileNameOf(device.name, wallText(serverClock.now(), view.timeZone))} />
            <FloatControl video={video} available={state.rung?.transport === 'mse' || state.rung?.transport === 'hls'} />
          </>
        )}
        <FullScreenControl stage={frame} video={video} />
      </div>
    </div>
  );
  return (
    <>
      {stage}
      {movable && steering && below && <PtzPad cameraId={device.id} below />}
    </>
  );
}
