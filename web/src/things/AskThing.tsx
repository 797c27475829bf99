import { Button, Group, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { things } from '../api/places';
import type { InspectedThing, ThingSecret } from '../api/placesTypes';
import { asProblem, type Problem } from '../api/problem';
import { useWords } from '../words/words';
import { addressTrouble, noSignIn, secretOf, type SignInKind } from './federation';
import { FederationAlert } from './FederationAlert';

interface AskThingProps {
  address: string;
  /** Asks without waiting to be told: the address came from a search. */
  atOnce: boolean;
  onBack?: () => void;
  onAnswered: (thing: InspectedThing, secret: ThingSecret, address: string) => void;
}

/** Asks a thing what it is. */
export function AskThing({ address: first, atOnce, onBack, onAnswered }: AskThingProps) {
  const { t } = useWords();
  const [address, setAddress] = useState(first);
  const [signIn, setSignIn] = useState(noSignIn);
  const [trouble, setTrouble] = useState<ReturnType<typeof addressTrouble>>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const asking = useRef<AbortController | undefined>(undefined);

  const ask = async () => {
    const wrong = addressTrouble(address);
    setTrouble(wrong);
    setProblem(undefined);
    if (wrong) return;
    asking.current?.abort();
    const abort = new AbortController();
    asking.current = abort;
    setBusy(true);
    try {
      const secret = secretOf(signIn);
      const thing = await things.inspect(address.trim(), secret, abort.signal);
      onAnswered(thing, secret, address);
    } catch (error) {
      if (!abort.signal.aborted) setProblem(asProblem(error));
    } finally {
      if (asking.current === abort) setBusy(false);
    }
  };
  useEffect(() => {
    if (atOnce && first) void ask();
    return () => asking.current?.abort();
    // Once, for the address it was opened with.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const kinds: SignInKind[] = ['none', 'password', 'token'];
  return (
    <form
      noValidate
      aria-label={t('federate.title')}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        void ask();
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('federate.intro')}
        </Text>
        <TextInput
          label={t('federate.address')}
          description={t('federate.addressHint')}
          placeholder="192.168.1.40:8080"
          inputMode="url"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-autofocus
          value={address}
          error={trouble && t(trouble)}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={5} id="thing-sign-in">
            {t('federate.signIn')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-labelledby="thing-sign-in"
            value={signIn.kind}
            onChange={(kind) => setSignIn({ ...signIn, kind: kind })}
            data={kinds.map((value) => ({ value, label: t(`federate.signInKind.${value}`) }))}
          />
        </div>
        {signIn.kind === 'password' && (
          <Group grow align="flex-start">
            <TextInput label={t('federate.username')} autoComplete="off" autoCapitalize="none" value={signIn.username} onChange={(event) => setSignIn({ ...signIn, username: event.currentTarget.value })} />
            <PasswordInput label={t('federate.password')} autoComplete="new-password" value={signIn.password} onChange={(event) => setSignIn({ ...signIn, password: event.currentTarget.value })} />
          </Group>
        )}
        {signIn.kind === 'token' && (
          <PasswordInput label={t('federate.token')} description={t('federate.tokenHint')} autoComplete="off" value={signIn.token} onChange={(event) => setSignIn({ ...signIn, token: event.currentTarget.value })} />
        )}
        <div aria-live="polite">{problem && !busy && <FederationAlert problem={problem} />}</div>
        <Group justify={onBack ? 'space-between' : 'flex-end'}>
          {onBack && (
            <Button variant="default" onClick={onBack}>
              {t('common.back')}
            </Button>
          )}
          <Button type="submit" loading={busy} data-testid="inspect">
            {t('federate.ask')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
