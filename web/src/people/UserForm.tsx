import { Button, Checkbox, Drawer, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { people } from '../api/people';
import { peopleKeys } from '../api/peopleQueries';
import type { Role, User } from '../api/peopleTypes';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { isService, roleOf } from './roleWords';
import { emailError, passwordError, usernameError } from './userFields';

/** Those a person may have; a service has its own and no other. */
const personal = ['administrator', 'guardian', 'owner', 'member'] as const satisfies readonly Role[];

interface UserFormProps {
  /** Absent: a new one. */
  user?: User;
  /** A new one for a program. */
  service?: boolean;
  onClose: () => void;
  onAdded?: (id: string) => void;
}

/** A person or a program that may sign in: added, or changed. */
export function UserForm({ user, service = user ? isService(user.roles) : false, onClose, onAdded }: UserFormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const firstRole: Role = service ? 'service' : 'guardian';
  const form = useForm({
    initialValues: {
      username: user?.username ?? '',
      email: user?.email ?? '',
      firstName: user?.firstName ?? '',
      lastName: user?.lastName ?? '',
      roles: user ? user.roles.flatMap((name) => roleOf(name) ?? []) : [firstRole],
      password: '',
      again: '',
    },
    validate: {
      username: (value) => usernameError(value, t),
      email: (value) => emailError(value, t),
      roles: (value) => (value.length === 0 ? t('users.needRole') : null),
      password: (value) => (user || service ? null : passwordError(value, t)),
      again: (value, all) => (user || service || value === all.password ? null : t('settings.passwordDiffers')),
    },
  });
  const title = user ? t('users.edit', { name: user.username }) : t(service ? 'users.addService' : 'users.add');
  const taken = { username: refusal?.code === 'name-taken', email: refusal?.code === 'email-taken' };
  const besideField = taken.username || taken.email;

  const save = form.onSubmit(({ username, email, firstName, lastName, roles, password, again }) =>
    void submit(async () => {
      const names = { username: username.trim(), firstName: firstName.trim(), lastName: lastName.trim() };
      let made: string | undefined;
      if (user) await people.changeUser(user.id, { ...names, email: email.trim(), roles });
      else {
        made = (
          await people.addUser({
            ...names,
            email: email.trim() || undefined,
            roles,
            ...(service ? {} : { password, passwordConfirmation: again }),
          })
        ).id;
      }
      await client.invalidateQueries({ queryKey: peopleKeys.users });
      tell(user ? t('common.saved') : t(service ? 'users.addedService' : 'users.added', { name: names.username }));
      onClose();
      if (made !== undefined) onAdded?.(made);
    }),
  );

  return (
    <Drawer opened onClose={onClose} title={title} position="right" size="md" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          <TextInput
            label={t('users.username')}
            description={t('users.usernameHint')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            {...form.getInputProps('username')}
            error={form.errors.username ?? (taken.username ? t('peopleProblem.name-taken') : of('username'))}
          />
          <div className="v-twofields">
            <TextInput label={t('account.firstName')} autoComplete="off" maxLength={100} {...form.getInputProps('firstName')} error={of('firstName')} />
            <TextInput label={t('account.lastName')} autoComplete="off" maxLength={100} {...form.getInputProps('lastName')} error={of('lastName')} />
          </div>
          {!service && (
            <TextInput
              label={`${t('account.email')} (${t('common.optional')})`}
              type="email"
              autoComplete="off"
              {...form.getInputProps('email')}
              error={form.errors.email ?? (taken.email ? t('peopleProblem.email-taken') : of('email'))}
            />
          )}
          {!service && (
            <Checkbox.Group label={t('users.roles')} {...form.getInputProps('roles')} error={form.errors.roles ?? of('roles')}>
              <Stack gap={8} mt={6}>
                {personal.map((role) => (
                  <Checkbox key={role} value={role} label={t(`role.${role}`)} description={t(`role.hint.${role}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          {service && (
            <Text size="sm" c="dimmed">
              {t('role.hint.service')}
            </Text>
          )}
          {!user && !service && (
            <>
              <PasswordInput label={t('users.passwordFirst')} description={t('users.passwordHint')} autoComplete="new-password" {...form.getInputProps('password')} error={form.errors.password ?? of('password')} />
              <PasswordInput label={t('entry.repeatPassword')} autoComplete="new-password" {...form.getInputProps('again')} error={form.errors.again ?? of('passwordConfirmation')} />
            </>
          )}
          {!besideField && <Refusal problem={refusal} />}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t(user ? 'common.save' : 'common.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
