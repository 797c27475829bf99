import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem } from '../api/problem';
import { tell } from '../ui/notify';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

export const shortestPassword = 10;

export function PasswordForm() {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: {
      current: (value) => (value === '' ? t('form.required') : null),
      next: (value) => (value.length < shortestPassword ? t('settings.passwordShort', { min: shortestPassword }) : null),
      again: (value, all) => (value === all.next ? null : t('settings.passwordDiffers')),
    },
  });

  const submit = form.onSubmit(async ({ current, next }) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await api.changePassword(current, next);
      form.reset();
      tell(t('settings.passwordChanged'));
    } catch (error) {
      const problem = asProblem(error);
      const wrong = problem.code === 'wrong-credentials' || problem.fields.currentPassword !== undefined;
      if (wrong) form.setFieldError('current', t('settings.passwordWrong'));
      const next = problem.fields.newPassword?.[0];
      if (next) form.setFieldError('next', next);
      if (!wrong && !next) setRefusal(problemText(problem, t));
    } finally {
      setBusy(false);
    }
  });

  return (
    <form onSubmit={submit} noValidate aria-label={t('settings.changePassword')}>
      <Stack gap="md">
        <PasswordInput label={t('settings.currentPassword')} autoComplete="current-password" {...form.getInputProps('current')} />
        <PasswordInput label={t('settings.newPassword')} autoComplete="new-password" {...form.getInputProps('next')} />
        <PasswordInput label={t('settings.repeatPassword')} autoComplete="new-password" {...form.getInputProps('again')} />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {t('settings.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
