import type { RecordingCamera } from '../api/types';
import { duration, gapTitle } from '../words/format';
import { useWords } from '../words/words';
import type { LiveState } from './LivePlayer';

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
export function AgePill({ live, silent }: { live: LiveState; silent: boolean }) {
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
  return (
    <span className="v-pill v-num" title={t('live.age', { seconds })} data-testid="picture-age" data-age={live.age}>
      {t('live.live')} · {t('live.ageShort', { seconds })}
    </span>
  );
}
