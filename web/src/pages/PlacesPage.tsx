import { ActionIcon, Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { IconBuilding, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { browserTimeZone, keys, useCameras, useProperties, useRooms } from '../api/queries';
import type { Property, Room } from '../api/types';
import { clockText, isTimeZone } from '../timeline/days';
import { Confirm } from '../ui/Confirm';
import { PageHead } from '../ui/PageHead';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { TimeZoneInput } from '../ui/TimeZoneInput';
import { useNow } from '../ui/useNow';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

type Editing = { kind: 'property'; property?: Property } | { kind: 'room'; propertyId: string; room?: Room };
type Removing = { kind: 'property'; item: Property } | { kind: 'room'; item: Room };

export function PlacesPage() {
  const { t } = useWords();
  const client = useQueryClient();
  const properties = useProperties();
  const rooms = useRooms();
  const cameras = useCameras();
  const now = useNow(10_000);
  const [editing, setEditing] = useState<Editing>();
  const [removing, setRemoving] = useState<Removing>();
  const refresh = () => Promise.all([keys.properties, keys.rooms].map((queryKey) => client.invalidateQueries({ queryKey })));
  const addProperty = () => setEditing({ kind: 'property' });

  return (
    <>
      <PageHead title={t('places.title')}>
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={addProperty}>
          {t('places.addProperty')}
        </Button>
      </PageHead>
      {properties.error && !properties.data && <Trouble error={properties.error} onRetry={() => void properties.refetch()} />}
      {properties.isPending && <SkeletonRows count={3} height={72} />}
      {properties.data?.length === 0 && (
        <Empty icon={<IconBuilding size={48} stroke={1.4} />} title={t('places.empty')} text={t('places.emptyText')}>
          <Button onClick={addProperty}>{t('places.addProperty')}</Button>
        </Empty>
      )}
      <Stack gap="md">
        {properties.data?.map((property) => {
          const inside = rooms.data?.filter(({ propertyId }) => propertyId === property.id) ?? [];
          return (
            <section key={property.id} className="v-card" aria-label={property.name} data-testid="property">
              <div className="v-row" style={{ padding: '14px 16px' }}>
                <div style={{ minWidth: 0 }}>
                  <div style={{ fontWeight: 620, fontSize: '1rem' }}>{property.name}</div>
                  <div className="v-muted v-num" style={{ fontSize: '0.8rem' }}>
                    {[
                      property.address,
                      property.timeZone,
                      isTimeZone(property.timeZone) ? t('places.localTime', { time: clockText(now, property.timeZone, false) }) : undefined,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </div>
                <Group gap={4} className="v-push" wrap="nowrap">
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    leftSection={<IconPlus size={14} />}
                    onClick={() => setEditing({ kind: 'room', propertyId: property.id })}
                  >
                    {t('places.addRoom')}
                  </Button>
                  <RowButtons
                    name={property.name}
                    onEdit={() => setEditing({ kind: 'property', property })}
                    onRemove={() => setRemoving({ kind: 'property', item: property })}
                  />
                </Group>
              </div>
              {inside.length === 0 && <div className="v-row v-muted">{t('places.noRooms')}</div>}
              {inside.map((room) => (
                <div key={room.id} className="v-row" data-testid="room">
                  <span>{room.name}</span>
                  <span className="v-muted" style={{ fontSize: '0.8rem' }}>
                    {t('places.cameras', { count: cameras.data?.filter(({ roomId }) => roomId === room.id).length ?? 0 })}
                  </span>
                  <Group gap={4} className="v-push" wrap="nowrap">
                    <RowButtons
                      name={room.name}
                      onEdit={() => setEditing({ kind: 'room', propertyId: property.id, room })}
                      onRemove={() => setRemoving({ kind: 'room', item: room })}
                    />
                  </Group>
                </div>
              ))}
            </section>
          );
        })}
      </Stack>
      {editing && <PlaceForm editing={editing} onClose={() => setEditing(undefined)} onSaved={refresh} />}
      <Confirm
        opened={removing !== undefined}
        title={removing ? t(removing.kind === 'property' ? 'places.removeProperty' : 'places.removeRoom', { name: removing.item.name }) : ''}
        text={t('places.removeText')}
        action={t('common.remove')}
        onClose={() => setRemoving(undefined)}
        onConfirm={async () => {
          if (!removing) return;
          await (removing.kind === 'property' ? api.removeProperty(removing.item.id) : api.removeRoom(removing.item.id));
          await refresh();
        }}
      />
    </>
  );
}

function RowButtons({ name, onEdit, onRemove }: { name: string; onEdit: () => void; onRemove: () => void }) {
  const { t } = useWords();
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={`${t('common.edit')}: ${name}`} onClick={onEdit}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={`${t('common.remove')}: ${name}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </>
  );
}

function PlaceForm({ editing, onClose, onSaved }: { editing: Editing; onClose: () => void; onSaved: () => Promise<unknown> }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem>();
  const property = editing.kind === 'property' ? editing.property : undefined;
  const room = editing.kind === 'room' ? editing.room : undefined;
  const form = useForm({
    initialValues: {
      name: property?.name ?? room?.name ?? '',
      address: property?.address ?? '',
      timeZone: property?.timeZone ?? browserTimeZone,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('form.required') : value.length > 100 ? t('form.tooLong', { max: 100 }) : null),
      timeZone: (value) => (editing.kind === 'property' && !isTimeZone(value) ? t('form.timeZoneInvalid') : null),
    },
  });
  const title = property ? t('places.editProperty') : room ? t('places.editRoom') : editing.kind === 'property' ? t('places.addProperty') : t('places.addRoom');

  const save = async (name: string, address: string, timeZone: string): Promise<unknown> => {
    if (editing.kind === 'property') {
      const body = { name, address, timeZone };
      return property ? api.changeProperty(property.id, body) : api.addProperty(body);
    }
    return room ? api.changeRoom(room.id, { name }) : api.addRoom({ propertyId: editing.propertyId, name });
  };

  const submit = form.onSubmit(async ({ name, address, timeZone }) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await save(name.trim(), address.trim(), timeZone);
      await onSaved();
      onClose();
    } catch (error) {
      const problem = asProblem(error);
      setRefusal(problem);
      for (const field of ['name', 'address', 'timeZone'] as const) {
        const message = problem.fields[field]?.[0];
        if (message) form.setFieldError(field, message);
      }
    } finally {
      setBusy(false);
    }
  });

  return (
    <Modal opened onClose={onClose} title={title} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit} noValidate aria-label={title}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus {...form.getInputProps('name')} />
          {editing.kind === 'property' && (
            <>
              <TextInput label={t('form.address')} {...form.getInputProps('address')} />
              <TimeZoneInput label={t('form.timeZone')} {...form.getInputProps('timeZone')} />
            </>
          )}
          {refusal && (
            <Alert color="red" role="alert">
              <Text size="sm">{problemText(refusal, t)}</Text>
            </Alert>
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {property || room ? t('common.save') : t('common.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
