import { Button, FileInput, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconPhoto } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { places } from '../api/places';
import { placesKeys } from '../api/placesQueries';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { pictureTrouble, pictureTypes } from './placing';

interface AddPlanProps {
  propertyId: string;
  onClose: () => void;
  onAdded: (planId: string) => void;
}

/** Uploads the picture of a floor. */
export function AddPlan({ propertyId, onClose, onAdded }: AddPlanProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const { busy, refusal, submit, of } = useSubmit();
  const nameTrouble = name.trim() === '' ? t('form.required') : name.trim().length > 100 ? t('form.tooLong', { max: 100 }) : undefined;
  const fileTrouble = pictureTrouble(file);

  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameTrouble || fileTrouble || !file) return;
    void submit(async () => {
      const made = await places.addPlan(propertyId, name.trim(), file);
      await client.invalidateQueries({ queryKey: placesKeys.plans(propertyId) });
      onAdded(made.id);
      onClose();
    });
  };
  return (
    <Modal opened onClose={onClose} title={t('plans.add')} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={add} noValidate aria-label={t('plans.add')}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} placeholder={t('plans.namePlaceholder')} data-autofocus value={name} error={(asked && nameTrouble) || of('name')} onChange={(event) => setName(event.currentTarget.value)} />
          <FileInput
            label={t('plans.picture')}
            description={t('plans.pictureHint')}
            placeholder={t('plans.choose')}
            leftSection={<IconPhoto size={16} />}
            accept={pictureTypes.join(',')}
            clearable
            clearButtonProps={{ 'aria-label': t('common.remove') }}
            value={file}
            error={(file ?? asked) && fileTrouble ? t(fileTrouble) : of('body')}
            onChange={setFile}
          />
          <Refusal problem={refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('plans.upload')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
