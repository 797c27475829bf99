import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../words/words';
import { tellProblem } from './notify';

interface ConfirmProps {
  opened: boolean;
  title: string;
  text: string;
  action: string;
  onClose: () => void;
  /** Resolves to `stay` when there is more to ask. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before something is lost. Stays open, with the reason told, when the server refuses. */
export function Confirm({ opened, title, text, action, onClose, onConfirm }: ConfirmProps) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      if ((await onConfirm()) !== 'stay') onClose();
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered size="sm">
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
