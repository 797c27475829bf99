import { Alert, Anchor, Button, Checkbox, Divider, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertCircle, IconCheck, IconClock, IconExternalLink } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { session } from '../api/client';
import { door } from '../api/people';
import { useSignInOptions } from '../api/peopleQueries';
import { asProblem } from '../api/problem';
import { noteDeparture, pathWithin, takeArrival } from '../signin/arrival';
import { CodeStep } from '../signin/CodeStep';
import { RegisterForm } from '../signin/RegisterForm';
import { Mark } from '../ui/Mark';
import { Waiting } from '../ui/states';
import { enPeople } from '../words/enPeople';
import { duration, problemText } from '../words/format';
import { useWords, type Translate } from '../words/words';

/** Signing in: with a password, a second step where one is set up, or somebody else's word. */
export function SignInPage({ expired }: { expired: boolean }) {
  const { t } = useWords();
  const place = useLocation();
  const go = useNavigate();
  const options = useSignInOptions();
  // Taken once: the code in the address is good for one use, and the note of having left is used up.
  const [arrival] = useState(() => takeArrival(location));
  const [step, setStep] = useState<'credentials' | 'code' | 'register'>('credentials');
  const [refusal, setRefusal] = useState(arrival?.kind === 'error' ? arrivalText(arrival.error, t) : undefined);
  const [registered, setRegistered] = useState(false);
  const [blockedUntil, setBlockedUntil] = useState(0);
  const [busy, setBusy] = useState(false);
  const [arriving, setArriving] = useState(arrival?.kind === 'code');
  const left = useSecondsUntil(blockedUntil);

  useEffect(() => {
    document.title = `${t('signIn.title')} · Vedette`;
  }, [t]);

  const begun = useRef(false);
  useEffect(() => {
    if (!arrival || begun.current) return;
    begun.current = true;
    // Neither history nor a bookmark is to keep the code.
    void go(arrival.kind === 'code' ? arrival.returnTo : '/', { replace: true });
    if (arrival.kind !== 'code') return;
    session.exchange(arrival.code, arrival.keep).catch((error: unknown) => {
      const problem = asProblem(error);
      setRefusal(problem.status === 400 || problem.status === 401 ? t('entry.problem.unknown-code') : problemText(problem, t));
      setArriving(false);
    });
  }, [arrival, go, t]);

  const form = useForm({
    initialValues: { username: '', password: '', keep: true },
    validate: {
      username: (value) => (value.trim() === '' ? t('signIn.needUsername') : null),
      password: (value) => (value === '' ? t('signIn.needPassword') : null),
    },
  });

  const signIn = async (code?: string) => {
    const { username, password, keep } = form.getValues();
    setBusy(true);
    setRefusal(undefined);
    setRegistered(false);
    try {
      await session.signIn(username.trim(), password, keep, code);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 429) {
        setBlockedUntil(Date.now() + (problem.retryAfterSeconds ?? 30) * 1000);
      } else if (problem.code === 'second-factor-needed') {
        setStep('code');
      } else if (problem.code === 'second-factor-wrong') {
        setRefusal(t('entry.wrongCode'));
      } else {
        setRefusal(problem.status === 401 ? t('signIn.wrong') : problemText(problem, t));
        form.setFieldValue('password', '');
        setStep('credentials');
      }
    } finally {
      setBusy(false);
    }
  };
  const leave = (provider: string) => {
    const returnTo = pathWithin(place.pathname + place.search);
    noteDeparture({ returnTo, keep: form.getValues().keep });
    location.assign(door.externalUrl(provider, returnTo));
  };
  const show = (next: typeof step) => {
    setStep(next);
    setRefusal(undefined);
    setRegistered(false);
  };
  const providers = options.data?.providers ?? [];

  return (
    <main className="v-signin">
      <div className="v-signin-art">
        <Watch />
        <p>{t('app.tagline')}</p>
      </div>
      <div className="v-signin-form">
        <Stack gap="md" style={{ width: '100%', maxWidth: 360 }}>
          <div className="v-brand" style={{ padding: 0, fontSize: '1.35rem' }}>
            <Mark size={34} />
            {t('app.name')}
          </div>
          {expired && refusal === undefined && left === 0 && step === 'credentials' && !registered && <Alert color="yellow">{t('signIn.expired')}</Alert>}
          {registered && refusal === undefined && (
            <Alert color="green" icon={<IconCheck size={18} />} role="status">
              {t('entry.registered')}
            </Alert>
          )}
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
          {arriving && <Waiting label={t('entry.arriving')} />}
          {!arriving && step === 'code' && (
            <CodeStep
              busy={busy}
              disabled={left > 0}
              onCode={(code) => void signIn(code)}
              onBack={() => {
                form.setFieldValue('password', '');
                show('credentials');
              }}
            />
          )}
          {!arriving && step === 'register' && (
            <RegisterForm
              onBack={() => show('credentials')}
              onDone={(username) => {
                show('credentials');
                form.setValues({ username, password: '' });
                setRegistered(true);
              }}
            />
          )}
          {!arriving && step === 'credentials' && (
            <form onSubmit={form.onSubmit(() => void signIn())} noValidate aria-label={t('signIn.title')}>
              <Stack gap="md">
                <Title order={1}>{t('signIn.title')}</Title>
                <TextInput
                  label={t('entry.username')}
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                  size="md"
                  data-autofocus
                  {...form.getInputProps('username')}
                />
                <PasswordInput label={t('signIn.password')} autoComplete="current-password" size="md" {...form.getInputProps('password')} />
                <Checkbox label={t('signIn.keep')} {...form.getInputProps('keep', { type: 'checkbox' })} />
                <Button type="submit" size="md" loading={busy} disabled={left > 0}>
                  {t('signIn.submit')}
                </Button>
                {providers.length > 0 && (
                  <>
                    <Divider label={t('entry.or')} />
                    {providers.map(({ id, name }) => (
                      <Button key={id} variant="default" size="md" leftSection={<IconExternalLink size={16} />} onClick={() => leave(id)}>
                        {t('entry.external', { name })}
                      </Button>
                    ))}
                  </>
                )}
                {options.data?.registration && (
                  <Text size="sm">
                    {t('entry.noAccount')}{' '}
                    <Anchor component="button" type="button" size="sm" onClick={() => show('register')}>
                      {t('entry.register')}
                    </Anchor>
                  </Text>
                )}
                <Text size="xs" c="dimmed">
                  {t('signIn.firstTime')}
                </Text>
              </Stack>
            </form>
          )}
        </Stack>
      </div>
    </main>
  );
}

/** Why signing in elsewhere came to nothing. */
function arrivalText(code: string, t: Translate): string {
  if (Object.hasOwn(enPeople.entry.problem, code)) return t(`entry.problem.${code as keyof typeof enPeople.entry.problem}`);
  // The address is anybody's to write: no prose of theirs is shown in our name.
  return t('entry.problem.other', { code: /^[a-z0-9-]{1,40}$/.test(code) ? code : '?' });
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
