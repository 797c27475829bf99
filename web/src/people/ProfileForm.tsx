import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ProfileChange } from '../api/peopleTypes';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { emailError } from './userFields';

interface ProfileFormProps {
  profile: { firstName: string; lastName: string; email: string | null };
  onSave: (change: ProfileChange) => Promise<void>;
}

/** Names and e-mail address. */
export function ProfileForm({ profile, onSave }: ProfileFormProps) {
  const { t } = useWords();
  const { busy, refusal, submit, of } = useSubmit();
  const form = useForm({
    initialValues: { firstName: profile.firstName, lastName: profile.lastName, email: profile.email ?? '' },
    validate: { email: (value) => emailError(value, t) },
  });
  const taken = refusal?.code === 'email-taken' ? t('peopleProblem.email-taken') : undefined;
  const save = form.onSubmit(({ firstName, lastName, email }) =>
    void submit(async () => {
      await onSave({ firstName: firstName.trim(), lastName: lastName.trim(), email: email.trim() });
      form.resetDirty();
      tell(t('common.saved'));
    }),
  );
  return (
    <form onSubmit={save} noValidate aria-label={t('account.profile')}>
      <Stack gap="sm">
        <div className="v-twofields">
          <TextInput label={t('account.firstName')} autoComplete="given-name" maxLength={100} {...form.getInputProps('firstName')} error={of('firstName')} />
          <TextInput label={t('account.lastName')} autoComplete="family-name" maxLength={100} {...form.getInputProps('lastName')} error={of('lastName')} />
        </div>
        <TextInput label={t('account.email')} description={t('account.emailHint')} type="email" autoComplete="email" {...form.getInputProps('email')} error={form.errors.email ?? taken ?? of('email')} />
        {!taken && <Refusal problem={refusal} />}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!form.isDirty()}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
