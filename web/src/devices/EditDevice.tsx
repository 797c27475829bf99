import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { places } from '../api/places';
import { keys } from '../api/queries';
import type { Device } from '../api/types';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';

/** Name and description of a thing; the rest it says itself. */
export function EditDevice({ device, onClose }: { device: Pick<Device, 'id' | 'name' | 'description' | 'version'>; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const [name, setName] = useState(device.name);
  const [description, setDescription] = useState(device.description);
  const [asked, setAsked] = useState(false);
  const title = t('form.editTitle', { name: device.name });
  const nameTrouble = name.trim() === '' ? t('form.required') : name.trim().length > 100 ? t('form.tooLong', { max: 100 }) : undefined;

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameTrouble) return;
    void submit(async () => {
      await places.changeDevice(device.id, { name: name.trim(), description: description.trim() }, device.version);
      await Promise.all([keys.devices, ['things']].map((queryKey) => client.invalidateQueries({ queryKey })));
      tell(t('cameras.changed', { name: name.trim() }));
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={title} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus value={name} error={(asked && nameTrouble) || of('name')} onChange={(event) => setName(event.currentTarget.value)} />
          <Textarea label={t('devices.description')} autosize minRows={2} maxLength={500} value={description} error={of('description')} onChange={(event) => setDescription(event.currentTarget.value)} />
          {refusal?.code === 'stale' ? <Text size="sm" c="red" role="alert">{t('problem.stale')}</Text> : <Refusal problem={refusal} />}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
