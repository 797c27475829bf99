import { Loader, Switch, Tooltip } from '@mantine/core';
import type { CameraView } from '../api/queries';
import type { RecordingCamera } from '../api/types';
import { useMay } from '../api/useMay';
import { useDeviceSwitches } from '../devices/useDeviceSwitches';
import { useWords } from '../words/words';
import type { ConfirmedSwitch } from './useConfirmedSwitch';

/** On/off and recording of a camera. Both show what is confirmed: by the streams, by the recorder. Who may not switch is told. */
export function CameraSwitches({ view, recording, labelled = false }: { view: CameraView; recording: RecordingCamera | undefined; labelled?: boolean }) {
  const { used, record, usable, mayUse, mayRecord } = useCameraSwitches(view, recording);
  const { t } = useWords();
  const { name } = view.device;
  return (
    <div style={{ display: 'flex', gap: 22, flexWrap: 'wrap' }}>
      <OneSwitch label={t('cameras.useSwitch', { name })} words={labelled ? t('cameras.used') : undefined} state={used} may={mayUse} testId="use-switch" />
      <OneSwitch
        label={t('cameras.recordSwitch', { name })}
        words={labelled ? t('cameras.record') : undefined}
        state={record}
        may={mayRecord}
        testId="record-switch"
        hint={usable ? undefined : t('cameras.turnOnFirst')}
      />
    </div>
  );
}

export function useCameraSwitches({ device, stream }: CameraView, recording: RecordingCamera | undefined) {
  const { may, owns } = useMay();
  const usable = stream ? stream.state !== 'off' : device.enabled;
  const mayRecord = may('configure', device);
  // An owner turns what is in the house on and off, and no more.
  const mayUse = mayRecord || owns(device.propertyId);
  return { ...useDeviceSwitches(device, { used: usable, recorded: recording?.wanted ?? device.recording }), usable, mayUse, mayRecord };
}

interface OneSwitchProps {
  label: string;
  words?: string | undefined;
  state: ConfirmedSwitch;
  testId: string;
  hint?: string | undefined;
  /** Whether the reader may switch; otherwise it is only said how it stands. */
  may?: boolean;
}

export function OneSwitch({ label, words, state, testId, hint, may = true }: OneSwitchProps) {
  const { t } = useWords();
  if (!may) {
    const said = t(state.on ? 'common.on' : 'common.off');
    return <span style={{ fontSize: '0.84rem' }}>{words ? `${words}: ${said}` : said}</span>;
  }
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
