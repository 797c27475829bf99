import { useRef } from 'react';
import type { CameraView } from '../api/queries';
import { serverClock } from '../api/serverClock';
import type { RecordingCamera } from '../api/types';
import { wallText } from '../timeline/days';
import { fileNameOf } from '../ui/fileName';
import { useWords } from '../words/words';
import { LastPicture } from './LastPicture';
import { LiveOverlay } from './LiveOverlay';
import { AgePill, RecordingPill } from './pills';
import { StageControls } from './StageControls';
import { useLive } from './useLive';

/** The live picture at full size. */
export function LiveStage({ view, recording }: { view: CameraView; recording: RecordingCamera | undefined }) {
  const { t } = useWords();
  const { device, stream } = view;
  const video = useRef<HTMLVideoElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const off = stream ? stream.state === 'off' : !device.enabled;
  const { state } = useLive(device.id, video, stage, !off);
  const silent = stream?.state === 'silent' || state.phase === 'silent';
  const pictured = state.age !== undefined;

  return (
    <div className="v-stage" ref={stage} data-testid="live-stage" data-phase={off ? 'off' : state.phase}>
      {!pictured && !off && <LastPicture view={view} enabled={silent} />}
      <video
        ref={video}
        className="v-picture"
        data-testid="live-video"
        data-stale={!off && (state.stale || silent || state.phase === 'waiting')}
        aria-label={t('wall.tile', { name: device.name })}
        muted
        playsInline
        style={{ visibility: pictured ? 'visible' : 'hidden' }}
      />
      <LiveOverlay view={view} live={state} off={off} roomy />
      <div className="v-stage-bar" style={{ gap: 8 }}>
        {!off && state.phase !== 'waiting' && <RecordingPill recording={recording} wanted={device.recording} />}
        {!off && <AgePill live={state} silent={silent} />}
        <span className="v-push" />
        <StageControls
          video={video}
          stage={stage}
          fileName={() => fileNameOf(device.name, wallText(serverClock.now(), view.timeZone))}
        />
      </div>
    </div>
  );
}
