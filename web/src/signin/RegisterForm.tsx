import { Anchor, Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { door } from '../api/people';
import { emailError, passwordError, usernameError } from '../people/userFields';
import { focusFirst } from '../ui/focusFirst';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';

/** An account made by the person it is for. */
export function RegisterForm({ onDone, onBack }: { onDone: (username: string) => void; onBack: () => void }) {
  const { t } = useWords();
  const { busy, refusal, submit, of } = useSubmit();
  const form = useForm({
    initialValues: { username: '', email: '', firstName: '', lastName: '', password: '', again: '' },
    validate: {
      username: (value) => usernameError(value, t),
      email: (value) => (value.trim() === '' ? t('form.required') : emailError(value, t)),
      password: (value) => passwordError(value, t),
      again: (value, all) => (value === all.password ? null : t('settings.passwordDiffers')),
    },
  });
  const error = (field: 'username' | 'email' | 'firstName' | 'lastName' | 'password') =>
    form.errors[field] ?? (field === 'username' && refusal?.code === 'name-taken' ? t('peopleProblem.name-taken') : field === 'email' && refusal?.code === 'email-taken' ? t('peopleProblem.email-taken') : of(field));
  const send = form.onSubmit(({ username, email, firstName, lastName, password }) =>
    void submit(async () => {
      await door.register({ username: username.trim(), email: email.trim(), password, firstName: firstName.trim() || undefined, lastName: lastName.trim() || undefined });
      onDone(username.trim());
    }),
  );
  const beside = refusal !== undefined && (refusal.code === 'name-taken' || refusal.code === 'email-taken');
  return (
    <form onSubmit={send} noValidate aria-label={t('entry.registerTitle')}>
      <Stack gap="sm">
        <Title order={1}>{t('entry.registerTitle')}</Title>
        <Text size="sm" c="dimmed">
          {t('entry.registerText')}
        </Text>
        <TextInput label={t('users.username')} description={t('users.usernameHint')} autoComplete="username" autoCapitalize="none" spellCheck={false} ref={focusFirst} {...form.getInputProps('username')} error={error('username')} />
        <TextInput label={t('entry.email')} type="email" autoComplete="email" {...form.getInputProps('email')} error={error('email')} />
        <div className="v-twofields">
          <TextInput label={t('account.firstName')} autoComplete="given-name" maxLength={100} {...form.getInputProps('firstName')} error={error('firstName')} />
          <TextInput label={t('account.lastName')} autoComplete="family-name" maxLength={100} {...form.getInputProps('lastName')} error={error('lastName')} />
        </div>
        <PasswordInput label={t('signIn.password')} autoComplete="new-password" {...form.getInputProps('password')} error={error('password')} />
        <PasswordInput label={t('entry.repeatPassword')} autoComplete="new-password" {...form.getInputProps('again')} />
        {!beside && <Refusal problem={refusal} />}
        <Button type="submit" size="md" mt="xs" loading={busy}>
          {t('entry.register')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={onBack}>
          {t('entry.haveAccount')}
        </Anchor>
      </Stack>
    </form>
  );
}
