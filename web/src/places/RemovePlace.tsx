import { Button, Group, Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { keys } from '../api/queries';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';

export interface Contents {
  /** None in a room. */
  rooms: number;
  devices: number;
}

interface RemovePlaceProps {
  kind: 'property' | 'room';
  place: { id: string; name: string };
  /** What is known to be inside. */
  contents: Contents;
  onClose: () => void;
  onRemoved?: () => void;
}

/** Asks before a place is removed, and says what is inside and what becomes of it. */
export function RemovePlace({ kind, place, contents, onClose, onRemoved }: RemovePlaceProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit } = useSubmit();
  const [inside, setInside] = useState(contents);
  // Somebody put something in meanwhile, or it was not ours to see: the question was another one.
  const [changed, setChanged] = useState(false);
  const isEmpty = inside.rooms === 0 && inside.devices === 0;

  const remove = () =>
    submit(async () => {
      try {
        await (kind === 'property' ? api.removeProperty(place.id, !isEmpty) : api.removeRoom(place.id, !isEmpty));
      } catch (error) {
        const { code, more } = asProblem(error);
        if (code !== `${kind}-not-empty`) throw error;
        setInside({ rooms: countOf(more.rooms), devices: countOf(more.devices) });
        setChanged(true);
        return;
      }
      tell(t('places.removed', { name: place.name }));
      onRemoved?.();
      onClose();
      await Promise.all([keys.properties, keys.rooms, keys.devices, keys.cameras, keys.streams, ['things'], ['plans']].map((queryKey) => client.invalidateQueries({ queryKey })));
    });
  const counted = [
    ...(inside.rooms > 0 ? [t('places.rooms', { count: inside.rooms })] : []),
    ...(inside.devices > 0 ? [t('places.devices', { count: inside.devices })] : []),
  ].join(', ');

  return (
    <Modal opened onClose={onClose} title={t(kind === 'property' ? 'places.removeProperty' : 'places.removeRoom', { name: place.name })} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      {changed && (
        <Text size="sm" c="yellow" mb="xs" role="alert">
          {t('places.contentsChanged')}
        </Text>
      )}
      <Text size="sm">
        {isEmpty ? t('places.removeEmpty') : <><strong>{t('places.inside', { what: counted })}</strong> {inside.devices > 0 && t('places.removeDevices')} {kind === 'property' && t('places.removeRooms')}</>}
      </Text>
      <Refusal problem={refusal} />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void remove()}>
          {t(inside.devices > 0 ? 'places.removeAndUnassign' : 'common.remove')}
        </Button>
      </Group>
    </Modal>
  );
}

const countOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
