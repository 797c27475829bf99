import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/client';
import { keys } from '../api/queries';
import type { Device } from '../api/types';
import { useConfirmedSwitch } from '../cameras/useConfirmedSwitch';
import { tellProblem, warn } from '../ui/notify';
import { useWords } from '../words/words';

const told = [keys.devices, keys.cameras, keys.streams, keys.recordings, ['things']];

/** The switches of a device, which show what is confirmed: `used` by the streams or the thing itself, `recorded` by the recorder. */
export function useDeviceSwitches(device: Pick<Device, 'id' | 'name'>, confirmed: { used: boolean; recorded: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { id, name } = device;

  const change = async (body: { enabled?: boolean; recording?: boolean }) => {
    await api.changeCamera(id, body);
    client.setQueryData<Device[]>(keys.cameras, (known) => known?.map((old) => (old.id === id ? { ...old, ...body } : old)));
    for (const queryKey of told) void client.invalidateQueries({ queryKey });
  };
  const shared = {
    onFailed: (error: unknown) => tellProblem(error, t, t('cameras.switchFailed', { name })),
    onUnconfirmed: () => warn(t('cameras.notConfirmed', { name })),
  };
  const used = useConfirmedSwitch({ ...shared, confirmed: confirmed.used, send: (enabled) => change({ enabled }) });
  const record = useConfirmedSwitch({ ...shared, confirmed: confirmed.recorded, send: (recording) => change({ recording }) });

  // While waiting for a confirmation, those who give it are asked often.
  const waiting = used.pending || record.pending;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => {
      for (const queryKey of told) void client.invalidateQueries({ queryKey });
    }, 800);
    return () => clearInterval(timer);
  }, [waiting, client]);

  return { used, record };
}
