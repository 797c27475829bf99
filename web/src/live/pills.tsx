import { IconRun } from '@tabler/icons-react';
import type { RecordingCamera, StreamCamera } from '../api/types';
import { codecName, duration, gapTitle } from '../words/format';
import { useWords } from '../words/words';
import { codecFamily, codecsOf } from './ladder';
import type { CameraState } from './LiveCamera';
import type { LiveState } from './liveState';

export function RecordingPill({ recording, wanted }: { recording: RecordingCamera | undefined; wanted: boolean }) {
  const { t } = useWords();
  if (!recording && wanted) return null;
  if (recording?.recording) {
    return (
      <span className="v-pill" data-testid="recording-pill" data-recording="true">
        <span className="v-pill-rec" />
        {t('live.recording')}
      </span>
    );
  }
  const deliberate = !(recording?.wanted ?? wanted);
  return (
    <span
      className="v-pill"
      data-testid="recording-pill"
      data-recording="false"
      data-tone={deliberate ? undefined : 'warn'}
      title={recording?.currentGap ? gapTitle(recording.currentGap.cause, t) : undefined}
    >
      {deliberate ? t('live.recordingOff') : t('live.notRecording')}
    </span>
  );
}

/** How old the picture shown is, always; loud once it is no longer live. */
export function AgePill({ live, silent }: { live: CameraState; silent: boolean }) {
  const { t, language } = useWords();
  if (live.age === undefined) return null;
  if (live.stale || silent || live.phase !== 'playing') {
    return (
      <span className="v-pill v-num" data-tone="warn" data-testid="picture-age" data-age={live.age}>
        {t('live.frozen', { age: duration(live.age * 1000) })}
      </span>
    );
  }
  const seconds = live.age.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const single = live.rung?.transport === 'stills';
  return (
    <span className="v-pill v-num" title={t('live.age', { seconds })} data-testid="picture-age" data-age={live.age}>
      {t(single ? 'live.old' : 'live.behind', { seconds })}
    </span>
  );
}

/** What is shown, and why this. */
export function WayPill({ live, stream: camera }: { live: CameraState; stream: StreamCamera | undefined }) {
  const { t } = useWords();
  const { rung } = live;
  if (!rung || live.age === undefined || live.phase === 'silent') return null;
  const stream = live.stream ?? rung.stream;
  const mime = live.mime ?? camera?.streams.find(({ choice }) => choice === stream)?.mime;
  const codec = (mime ? codecFamily(mime) : undefined) ?? (camera?.codec ? codecName(camera.codec) : '');
  const words =
    rung.transport === 'stills'
      ? t('live.way.stills')
      : live.transcoded
        ? t('live.way.transcoded')
        : [codec, stream === 'sub' ? t('live.way.sub') : '', rung.transport === 'hls' ? 'HLS' : ''].filter(Boolean).join(' · ');
  if (!words) return null;
  const notable = rung.transport === 'stills' || live.transcoded;
  return (
    <span className="v-pill v-way" data-notable={notable} title={t(`live.why.${live.why}`)} data-testid="way" data-why={live.why}>
      {words}
    </span>
  );
}

/** The camera itself says that something moves. */
export function MotionPill({ motion }: { motion: boolean | null | undefined }) {
  const { t } = useWords();
  if (!motion) return null;
  return (
    <span className="v-pill" data-tone="motion" data-testid="motion-pill">
      <IconRun size={13} aria-hidden />
      {t('live.motion')}
    </span>
  );
}

/** Whether the picture shown comes with sound. */
export function hasSound(live: LiveState & Pick<CameraState, 'rung'>, streamAudio: string | null | undefined): boolean {
  if (live.rung?.transport === 'mse') return live.mime !== undefined && codecsOf(live.mime).length > 1;
  return live.rung?.transport === 'hls' && Boolean(streamAudio);
}
