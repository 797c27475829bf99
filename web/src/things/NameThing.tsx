import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { places } from '../api/places';
import type { InspectedThing, ThingSecret } from '../api/placesTypes';
import { keys } from '../api/queries';
import { useMay } from '../api/useMay';
import { RoomSelect } from '../devices/RoomSelect';
import { tell } from '../ui/notify';
import { useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { FederationAlert } from './FederationAlert';
import { InspectedFacts } from './InspectedFacts';

interface NameThingProps {
  thing: InspectedThing;
  secret: ThingSecret;
  onBack: () => void;
  onDone: () => void;
}

/** What a thing says of itself; then what it is called here, and where it is. */
export function NameThing({ thing, secret, onBack, onDone }: NameThingProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const go = useNavigate();
  const { may, isAdministrator } = useMay();
  const { busy, refusal, submit, of } = useSubmit();
  const [name, setName] = useState(thing.title.slice(0, 100));
  const [description, setDescription] = useState(thing.description ?? '');
  const [room, setRoom] = useState('');
  const [asked, setAsked] = useState(false);
  const nameTrouble = name.trim() === '' ? t('form.required') : name.trim().length > 100 ? t('form.tooLong', { max: 100 }) : undefined;
  // What is in no room is for administrators only.
  const roomTrouble = room === '' && !isAdministrator ? t('form.required') : undefined;

  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameTrouble || roomTrouble) return;
    void submit(async () => {
      const { id, title, capabilities, url } = thing;
      const made = await places.addThing({
        name: name.trim(),
        kind: 'thing',
        ...(room ? { roomId: room } : {}),
        ...(description.trim() ? { description: description.trim() } : {}),
        source: { url, ...secret },
        thing: { id, title, capabilities },
      });
      await Promise.all([keys.devices, keys.properties, ['things'], ['thing-search']].map((queryKey) => client.invalidateQueries({ queryKey })));
      tell(t('cameras.added', { name: name.trim() }));
      onDone();
      await go(`/devices/${made.id}`);
    });
  };

  return (
    <Stack gap="md">
      <InspectedFacts thing={thing} />
      <form noValidate onSubmit={add} aria-label={t('federate.nameIt')}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus value={name} error={(asked && nameTrouble) || of('name')} onChange={(event) => setName(event.currentTarget.value)} />
          <Textarea label={t('devices.description')} autosize minRows={2} maxLength={500} value={description} error={of('description')} onChange={(event) => setDescription(event.currentTarget.value)} />
          <RoomSelect
            label={t('form.room')}
            value={room}
            error={(asked && roomTrouble) || of('roomId')}
            offered={(place) => may('configure', place)}
            before={<option value="">{t(isAdministrator ? 'federate.roomLater' : 'devices.chooseRoom')}</option>}
            onChange={(event) => setRoom(event.currentTarget.value)}
          />
          {refusal && <FederationAlert problem={refusal} />}
          <Group justify="space-between">
            <Button variant="default" onClick={onBack}>
              {t('common.back')}
            </Button>
            <Button type="submit" loading={busy} data-testid="federate">
              {t('federate.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}
