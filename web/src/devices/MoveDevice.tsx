import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { places } from '../api/places';
import { keys, useRooms } from '../api/queries';
import { useMay } from '../api/useMay';
import type { Device } from '../api/types';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { RoomSelect } from './RoomSelect';

const nowhere = 'nowhere';

/** Puts a device into a room, another one, or none. */
export function MoveDevice({ device, onClose }: { device: Pick<Device, 'id' | 'name' | 'roomId'>; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const rooms = useRooms();
  const { may, isAdministrator } = useMay();
  const { busy, refusal, submit } = useSubmit();
  const now = device.roomId ?? nowhere;
  const [room, setRoom] = useState(device.roomId ?? '');
  const title = t(device.roomId ? 'devices.moveTitle' : 'devices.assignTitle', { name: device.name });

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit(async () => {
      await places.changeDevice(device.id, { roomId: room === nowhere ? null : room });
      await Promise.all([keys.devices, keys.cameras, keys.properties, ['things'], ['plans']].map((queryKey) => client.invalidateQueries({ queryKey })));
      const to = rooms.data?.find(({ id }) => id === room)?.name;
      tell(to ? t('devices.moved', { name: device.name, room: to }) : t('devices.unassigned', { name: device.name }));
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={title} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} aria-label={title}>
        <Stack gap="sm">
          <RoomSelect
            label={t('form.room')}
            data-autofocus
            value={room}
            offered={(place) => place.roomId === device.roomId || may('configure', place)}
            before={!device.roomId && <option value="">{t('devices.chooseRoom')}</option>}
            after={isAdministrator && device.roomId && <option value={nowhere}>{t('devices.noRoom')}</option>}
            onChange={(event) => setRoom(event.currentTarget.value)}
          />
          {room === nowhere && (
            <Text size="sm" c="dimmed">
              {t('devices.noRoomText')}
            </Text>
          )}
          <Refusal problem={refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={room === '' || room === now}>
              {t(device.roomId ? 'devices.move' : 'devices.assign')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
