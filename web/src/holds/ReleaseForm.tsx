import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { Hold } from '../api/footageTypes';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';

/** Releases a hold, which asks for a reason and says what follows. */
export function ReleaseForm({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const needed = asked && reason.trim() === '' ? t('form.required') : undefined;

  const release = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === '') return;
    void submit(async () => {
      await footage.releaseHold(hold.id, reason.trim());
      await client.invalidateQueries({ queryKey: footageKeys.holds });
      tell(t('holds.released'));
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={t('holds.releaseTitle')} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={release} noValidate aria-label={t('holds.releaseTitle')}>
        <Stack gap="sm">
          <Text size="sm">{t('holds.releaseText')}</Text>
          <TextInput label={t('holds.releaseReason')} data-autofocus maxLength={500} value={reason} error={needed ?? of('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
          <Refusal problem={refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" color="red" loading={busy}>
              {t('holds.release')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
