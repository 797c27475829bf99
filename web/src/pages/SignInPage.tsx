import { Alert, Button, Checkbox, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertCircle, IconClock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { session } from '../api/client';
import { asProblem } from '../api/problem';
import { Mark } from '../ui/Mark';
import { duration, problemText } from '../words/format';
import { useWords } from '../words/words';

export function SignInPage({ expired }: { expired: boolean }) {
  const { t } = useWords();
  const [refusal, setRefusal] = useState<string>();
  const [blockedUntil, setBlockedUntil] = useState(0);
  const [busy, setBusy] = useState(false);
  const left = useSecondsUntil(blockedUntil);

  useEffect(() => {
    document.title = `${t('signIn.title')} · Vedette`;
  }, [t]);

  const form = useForm({
    initialValues: { username: '', password: '', keep: true },
    validate: {
      username: (value) => (value.trim() === '' ? t('signIn.needUsername') : null),
      password: (value) => (value === '' ? t('signIn.needPassword') : null),
    },
  });

  const submit = form.onSubmit(async ({ username, password, keep }) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await session.signIn(username.trim(), password, keep);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 429) {
        setBlockedUntil(Date.now() + (problem.retryAfterSeconds ?? 30) * 1000);
      } else {
        setRefusal(problem.status === 401 ? t('signIn.wrong') : problemText(problem, t));
        form.setFieldValue('password', '');
      }
    } finally {
      setBusy(false);
    }
  });

  return (
    <main className="v-signin">
      <div className="v-signin-art">
        <Watch />
        <p>{t('app.tagline')}</p>
      </div>
      <div className="v-signin-form">
        <form onSubmit={submit} noValidate aria-label={t('signIn.title')} style={{ width: '100%', maxWidth: 360 }}>
          <Stack gap="md">
            <div className="v-brand" style={{ padding: 0, fontSize: '1.35rem' }}>
              <Mark size={34} />
              {t('app.name')}
            </div>
            <Title order={1}>{t('signIn.title')}</Title>
            {expired && refusal === undefined && left === 0 && <Alert color="yellow">{t('signIn.expired')}</Alert>}
            {refusal !== undefined && left === 0 && (
              <Alert color="red" icon={<IconAlertCircle size={18} />} role="alert">
                {refusal}
              </Alert>
            )}
            {left > 0 && (
              <Alert color="yellow" icon={<IconClock size={18} />} role="alert">
                {t('signIn.throttled', { time: duration(left * 1000) })}
              </Alert>
            )}
            <TextInput
              label={t('signIn.username')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              size="md"
              data-autofocus
              {...form.getInputProps('username')}
            />
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              size="md"
              {...form.getInputProps('password')}
            />
            <Checkbox label={t('signIn.keep')} {...form.getInputProps('keep', { type: 'checkbox' })} />
            <Button type="submit" size="md" loading={busy} disabled={left > 0}>
              {t('signIn.submit')}
            </Button>
            <Text size="xs" c="dimmed">
              {t('signIn.firstTime')}
            </Text>
          </Stack>
        </form>
      </div>
    </main>
  );
}

function useSecondsUntil(instant: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const count = () => setLeft(Math.max(0, Math.ceil((instant - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }, [instant]);
  return left;
}

/** A night horizon with a lookout's sweep: drawn, not loaded. */
function Watch() {
  return (
    <svg viewBox="0 0 800 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#5fe0da" stopOpacity="0.34" />
          <stop offset="1" stopColor="#5fe0da" stopOpacity="0" />
        </linearGradient>
      </defs>
      <path d="M400 250 40 900h720z" fill="url(#beam)" />
      <path d="M400 250 190 900h420z" fill="url(#beam)" />
      {[170, 260, 360, 470].map((radius) => (
        <path key={radius} d={arc(radius)} fill="none" stroke="#7fe9e3" strokeOpacity={0.26 - radius / 2600} strokeWidth="1.5" />
      ))}
      <circle cx="400" cy="226" r="15" fill="#eafaf9" />
      <circle cx="400" cy="226" r="40" fill="#5fe0da" opacity="0.12" />
    </svg>
  );
}

function arc(radius: number): string {
  const angle = 0.506;
  const dx = radius * Math.sin(angle);
  const dy = radius * Math.cos(angle);
  return `M${400 - dx} ${250 + dy}A${radius} ${radius} 0 0 0 ${400 + dx} ${250 + dy}`;
}
