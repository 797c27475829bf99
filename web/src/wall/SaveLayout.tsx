import { Button, Group, Modal, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { tellProblem } from '../ui/notify';
import { useWords } from '../words/words';

interface Props {
  name: string;
  shared: boolean;
  onClose: () => void;
  onSave: (name: string, shared: boolean) => Promise<void>;
}

/** Asks what a wall is to be called, and whether others see it. */
export function SaveLayout({ name: first, shared: firstShared, onClose, onSave }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(first);
  const [shared, setShared] = useState(firstShared);
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await onSave(name.trim(), shared);
      onClose();
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t('wall.saveTitle')} centered size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) void save();
        }}
      >
        <TextInput label={t('common.name')} value={name} maxLength={80} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
        <Switch mt="md" label={t('wall.share')} description={t('wall.shareText')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!name.trim()}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
