import { Switch } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { people } from '../api/people';
import { peopleKeys, useIdentitySettings } from '../api/peopleQueries';
import { tell, tellProblem } from '../ui/notify';
import { useWords } from '../words/words';

/** Whether people may make accounts for themselves. Shown as the server confirmed it. */
export function Registration() {
  const { t } = useWords();
  const client = useQueryClient();
  const { data } = useIdentitySettings();
  const [busy, setBusy] = useState(false);
  if (!data) return null;
  const change = async (registration: boolean) => {
    setBusy(true);
    try {
      await people.changeSettings({ registration });
      await client.invalidateQueries({ queryKey: peopleKeys.settings });
      tell(t('common.saved'));
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Switch
      label={t('users.registration')}
      description={t('users.registrationHint')}
      checked={data.registration}
      disabled={busy}
      onChange={(event) => void change(event.currentTarget.checked)}
      data-testid="registration-switch"
    />
  );
}
