import { Loader, Switch, Tooltip } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/client';
import { keys, type CameraView } from '../api/queries';
import type { Device, RecordingCamera } from '../api/types';
import { tellProblem, warn } from '../ui/notify';
import { useWords } from '../words/words';
import { useConfirmedSwitch, type ConfirmedSwitch } from './useConfirmedSwitch';

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

export function useCameraSwitches(view: CameraView, recording: RecordingCamera | undefined) {
  const { t } = useWords();
  const client = useQueryClient();
  const { device, stream } = view;
  const { name } = device;

  const change = (body: { enabled?: boolean; recording?: boolean }) => async () => {
    await api.changeCamera(device.id, body);
    client.setQueryData<Device[]>(keys.cameras, (known) => known?.map((old) => (old.id === device.id ? { ...old, ...body } : old)));
    void client.invalidateQueries({ queryKey: keys.cameras });
    void client.invalidateQueries({ queryKey: keys.streams });
  };
  const shared = {
    onFailed: (error: unknown) => tellProblem(error, t, t('cameras.switchFailed', { name })),
    onUnconfirmed: () => warn(t('cameras.notConfirmed', { name })),
  };

  const usable = stream ? stream.state !== 'off' : device.enabled;
  const used = useConfirmedSwitch({ ...shared, confirmed: usable, send: (target) => change({ enabled: target })() });
  const record = useConfirmedSwitch({
    ...shared,
    confirmed: recording?.wanted ?? device.recording,
    send: (target) => change({ recording: target })(),
  });

  // While waiting for a confirmation the recorder and the streams are asked often.
  const waiting = used.pending || record.pending;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      void client.invalidateQueries({ queryKey: keys.recordings });
      void client.invalidateQueries({ queryKey: keys.streams });
    }, 800);
    return () => clearInterval(timer);
  }, [waiting, client]);

  return { used, record, usable };
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
