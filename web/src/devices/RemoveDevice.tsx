import { useQueryClient } from '@tanstack/react-query';
import { places } from '../api/places';
import { keys } from '../api/queries';
import type { Device } from '../api/types';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { useWords } from '../words/words';

interface RemoveDeviceProps {
  device: Pick<Device, 'id' | 'name' | 'kind'>;
  onClose: () => void;
  onRemoved?: () => void;
}

/** Asks before a device is removed, and says what is lost with it. */
export function RemoveDevice({ device, onClose, onRemoved }: RemoveDeviceProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { id, name, kind } = device;
  return (
    <Confirm
      opened
      title={t('cameras.removeTitle', { name })}
      text={t(kind === 'camera' ? 'cameras.removeText' : 'devices.removeThingText')}
      action={t('common.remove')}
      onClose={onClose}
      onConfirm={async () => {
        await places.removeDevice(id);
        tell(t('cameras.removed', { name }));
        onRemoved?.();
        await Promise.all([keys.devices, keys.cameras, keys.properties, ['things'], ['plans']].map((queryKey) => client.invalidateQueries({ queryKey })));
      }}
    />
  );
}
