import { Loader, Switch, Tooltip } from '@mantine/core';
import type { CameraView } from '../api/queries';
import type { RecordingCamera } from '../api/types';
import { useDeviceSwitches } from '../devices/useDeviceSwitches';
import { useWords } from '../words/words';
import type { ConfirmedSwitch } from './useConfirmedSwitch';

/** On/off and recording of a camera. Both show what is confirmed: by the streams, by the recorder. */
export function CameraSwitches({ view, recording, labelled = false }: { view: CameraView; recording: RecordingCamera | undefined; labelled?: boolean }) {
  const { used, record, usable } = useCameraSwitches(view, recording);
  const { t } = useWords();
  const { name } = view.device;
  return (
    <div style={{ display: 'flex', gap: 22, flexWrap: 'wrap' }}>
      <OneSwitch label={t('cameras.useSwitch', { name })} words={labelled ? t('cameras.used') : undefined} state={used} testId="use-switch" />
      <OneSwitch
        label={t('cameras.recordSwitch', { name })}
        words={labelled ? t('cameras.record') : undefined}
        state={record}
        testId="record-switch"
        hint={usable ? undefined : t('cameras.turnOnFirst')}
      />
    </div>
  );
}

export function useCameraSwitches({ device, stream }: CameraView, recording: RecordingCamera | undefined) {
  const usable = stream ? stream.state !== 'off' : device.enabled;
  return { ...useDeviceSwitches(device, { used: usable, recorded: recording?.wanted ?? device.recording }), usable };
}

export function OneSwitch({ label, words, state, testId, hint }: { label: string; words?: string | undefined; state: ConfirmedSwitch; testId: string; hint?: string | undefined }) {
  const { t } = useWords();
  const title = state.pending ? t('cameras.pending') : hint;
  return (
    <Tooltip label={title} disabled={!title}>
      <span>
        <Switch
          aria-label={label}
          label={words}
          checked={state.on}
          disabled={hint !== undefined && !state.pending}
          onChange={state.toggle}
          aria-busy={state.pending}
          data-testid={testId}
          data-pending={state.pending}
          style={{ pointerEvents: state.pending ? 'none' : undefined }}
          thumbIcon={state.pending ? <Loader size={10} color="gray" aria-label={t('cameras.pending')} /> : undefined}
        />
      </span>
    </Tooltip>
  );
}
