import { Alert } from '@mantine/core';
import { useState } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

/** Sending a form: busy while it is on the way, and what the server refused. */
export function useSubmit() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem>();
  const submit = async (send: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await send();
    } catch (error) {
      setRefusal(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  /** The server's word on a field. */
  const of = (field: string): string | undefined => refusal?.fields[field]?.[0];
  return { busy, refusal, submit, of };
}

export function Refusal({ problem }: { problem: Problem | undefined }) {
  const { t } = useWords();
  if (!problem) return null;
  return (
    <Alert color="red" role="alert">
      {problemText(problem, t)}
    </Alert>
  );
}
