import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { people } from '../api/people';
import type { User } from '../api/peopleTypes';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { passwordError } from './userFields';

/** A new password for somebody who has lost theirs. */
export function SetPassword({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useWords();
  const { busy, refusal, submit, of } = useSubmit();
  const form = useForm({
    initialValues: { password: '', again: '' },
    validate: {
      password: (value) => passwordError(value, t),
      again: (value, all) => (value === all.password ? null : t('settings.passwordDiffers')),
    },
  });
  const save = form.onSubmit(({ password }) =>
    void submit(async () => {
      await people.setPassword(user.id, password);
      tell(t('users.resetDone'));
      onClose();
    }),
  );
  const title = `${t('users.resetPassword')}: ${user.username}`;
  return (
    <Modal opened onClose={onClose} title={title} centered size="sm" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          <Text size="sm">{t('users.resetText')}</Text>
          <PasswordInput label={t('settings.newPassword')} autoComplete="new-password" data-autofocus {...form.getInputProps('password')} error={form.errors.password ?? of('password')} />
          <PasswordInput label={t('settings.repeatPassword')} autoComplete="new-password" {...form.getInputProps('again')} />
          {!of('password') && <Refusal problem={refusal} />}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('users.reset')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
