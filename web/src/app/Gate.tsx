import { Button, Center, Loader, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { session } from '../api/client';
import { peopleKeys } from '../api/peopleQueries';
import { asProblem } from '../api/problem';
import { SignInPage } from '../pages/SignInPage';
import { Mark } from '../ui/Mark';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

/** Lets nobody in who is not signed in. */
export function Gate({ children }: { children: ReactNode }) {
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const client = useQueryClient();
  useEffect(() => {
    // All but what the sign-in page itself has asked for.
    if (state.kind === 'signed-out') client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== peopleKeys.options[0] });
  }, [state.kind, client]);

  if (state.kind === 'signed-in') return children;
  if (state.kind === 'restoring') return <Restoring />;
  return <SignInPage expired={state.why === 'expired'} />;
}

function Restoring() {
  const { t } = useWords();
  const [error, setError] = useState<unknown>();
  const restore = useCallback(() => {
    setError(undefined);
    session.restore().catch((reason: unknown) => {
      if (asProblem(reason).status !== 401) setError(reason);
    });
  }, []);
  useEffect(restore, [restore]);
  useEffect(() => {
    if (error === undefined) return;
    const timer = setTimeout(restore, 4000);
    return () => clearTimeout(timer);
  }, [error, restore]);

  return (
    <Center mih="100dvh" p="md">
      <Stack align="center" gap="md">
        <Mark size={52} />
        {error === undefined ? (
          <Loader type="dots" aria-label={t('signIn.restoring')} />
        ) : (
          <>
            <Text ta="center" maw={360}>
              {problemText(asProblem(error), t)}
            </Text>
            <Button variant="default" onClick={restore}>
              {t('common.retry')}
            </Button>
          </>
        )}
      </Stack>
    </Center>
  );
}
