import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';

interface NameFormProps {
  title: string;
  name?: string;
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for a name and nothing else: of a room, of a floor plan. */
export function NameForm({ title, name: first = '', onSave, onClose }: NameFormProps) {
  const { t } = useWords();
  const [name, setName] = useState(first);
  const [asked, setAsked] = useState(false);
  const { busy, refusal, submit, of } = useSubmit();
  const trouble = name.trim() === '' ? t('form.required') : name.trim().length > 100 ? t('form.tooLong', { max: 100 }) : undefined;
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (trouble) return;
    void submit(async () => {
      await onSave(name.trim());
      onClose();
    });
  };
  return (
    <Modal opened onClose={onClose} title={title} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          <TextInput label={t('common.name')} data-autofocus value={name} error={(asked && trouble) || of('name')} onChange={(event) => setName(event.currentTarget.value)} />
          <Refusal problem={refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t(first ? 'common.save' : 'common.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
