import { Anchor, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { focusFirst } from '../ui/focusFirst';
import { useWords } from '../words/words';

interface CodeStepProps {
  busy: boolean;
  disabled: boolean;
  onCode: (code: string) => void;
  onBack: () => void;
}

/** The second step: the app's code, or one of the codes kept for the day the telephone is lost. */
export function CodeStep({ busy, disabled, onCode, onBack }: CodeStepProps) {
  const { t } = useWords();
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const given = recovery ? code.trim() : code.replace(/\s/g, '');
    setMissing(given === '');
    if (given !== '') onCode(given);
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t('entry.codeTitle')}>
      <Stack gap="md">
        <Title order={1}>{t('entry.codeTitle')}</Title>
        <Text size="sm">{t(recovery ? 'entry.recoveryText' : 'entry.codeText')}</Text>
        <TextInput
          key={recovery ? 'recovery' : 'app'}
          label={t(recovery ? 'entry.recoveryCode' : 'entry.code')}
          size="md"
          className="v-num"
          ref={focusFirst}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          {...(recovery ? {} : { inputMode: 'numeric' as const })}
          maxLength={64}
          value={code}
          error={missing && code === '' ? t('entry.needCode') : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={busy} disabled={disabled}>
          {t('entry.confirm')}
        </Button>
        <Group justify="space-between">
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            {t('entry.startOver')}
          </Anchor>
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => {
              setRecovery(!recovery);
              setCode('');
              setMissing(false);
            }}
          >
            {t(recovery ? 'entry.useApp' : 'entry.useRecovery')}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}
