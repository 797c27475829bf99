import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconShieldCheck, IconShieldOff } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { account } from '../api/people';
import type { Me, SecondFactorSecret } from '../api/peopleTypes';
import { keys } from '../api/queries';
import { Copyable } from '../ui/Copyable';
import { focusFirst } from '../ui/focusFirst';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { RecoveryCodes } from './RecoveryCodes';

/** So few left is worth a word. */
const few = 3;

type Step = { kind: 'rest' } | { kind: 'password'; wish: 'begin' | 'codes' | 'remove' } | { kind: 'scan'; secret: SecondFactorSecret } | { kind: 'codes'; codes: string[] };

/** The second factor: set up, its recovery codes, and taken away. */
export function SecondFactor({ me }: { me: Me }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ kind: 'rest' });
  const renew = () => client.invalidateQueries({ queryKey: keys.me });
  const rest = () => setStep({ kind: 'rest' });

  const withPassword = async (wish: 'begin' | 'codes' | 'remove', password: string) => {
    if (wish === 'begin') setStep({ kind: 'scan', secret: await account.beginSecondFactor(password) });
    else if (wish === 'codes') setStep({ kind: 'codes', codes: await account.newRecoveryCodes(password) });
    else {
      await account.removeSecondFactor(password);
      rest();
      tell(t('factor.removed'));
    }
    if (wish !== 'begin') await renew();
  };
  const confirm = async (code: string) => {
    setStep({ kind: 'codes', codes: await account.confirmSecondFactor(code) });
    tell(t('factor.enabled'));
    await renew();
  };

  return (
    <Stack gap="sm" data-testid="second-factor" data-on={me.secondFactor}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        {me.secondFactor ? <IconShieldCheck size={20} color="var(--v-ok)" aria-hidden /> : <IconShieldOff size={20} className="v-muted" aria-hidden />}
        <Text size="sm" style={{ flex: 1 }}>
          <strong>{t(me.secondFactor ? 'factor.on' : 'factor.off')}.</strong> {t(me.secondFactor ? 'factor.onText' : 'factor.offText')}{' '}
          {me.secondFactor && t('factor.codesLeft', { count: me.recoveryCodesLeft })}
        </Text>
      </Group>
      {me.secondFactor && me.recoveryCodesLeft < few && step.kind === 'rest' && <Alert color="yellow">{t('factor.codesLow')}</Alert>}
      {step.kind === 'rest' && (
        <Group justify="flex-end" gap="xs">
          {me.secondFactor ? (
            <>
              <Button size="xs" variant="default" onClick={() => setStep({ kind: 'password', wish: 'codes' })}>
                {t('factor.newCodes')}
              </Button>
              <Button size="xs" variant="subtle" color="red" onClick={() => setStep({ kind: 'password', wish: 'remove' })}>
                {t('factor.remove')}
              </Button>
            </>
          ) : (
            <Button size="xs" onClick={() => setStep({ kind: 'password', wish: 'begin' })}>
              {t('factor.setUp')}
            </Button>
          )}
        </Group>
      )}
      {step.kind === 'password' && <PasswordStep key={step.wish} wish={step.wish} onPassword={(password) => withPassword(step.wish, password)} onCancel={rest} />}
      {step.kind === 'scan' && <ScanStep secret={step.secret} onCode={confirm} onCancel={rest} />}
      {step.kind === 'codes' && <RecoveryCodes codes={step.codes} username={me.username} onKept={rest} />}
    </Stack>
  );
}

const wishes = {
  begin: { action: 'factor.begin', why: undefined },
  codes: { action: 'factor.makeCodes', why: 'factor.newCodesText' },
  remove: { action: 'factor.remove', why: 'factor.removeText' },
} as const;

function PasswordStep({ wish, onPassword, onCancel }: { wish: keyof typeof wishes; onPassword: (password: string) => Promise<void>; onCancel: () => void }) {
  const { t } = useWords();
  const [password, setPassword] = useState('');
  const { busy, refusal, submit } = useSubmit();
  const { action, why } = wishes[wish];
  const wrong = refusal?.code === 'wrong-credentials' || refusal?.fields.password !== undefined;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (password !== '') void submit(() => onPassword(password));
  };
  return (
    <form onSubmit={send} noValidate aria-label={t(action)}>
      <Stack gap="sm">
        {why && <Text size="sm">{t(why)}</Text>}
        <PasswordInput
          label={t('signIn.password')}
          description={t('factor.passwordWhy')}
          autoComplete="current-password"
          ref={focusFirst}
          value={password}
          error={wrong ? t('factor.passwordWrong') : undefined}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {!wrong && <Refusal problem={refusal} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color={wish === 'remove' ? 'red' : undefined} loading={busy}>
            {t(action)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ScanStep({ secret, onCode, onCancel }: { secret: SecondFactorSecret; onCode: (code: string) => Promise<void>; onCancel: () => void }) {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const { busy, refusal, submit } = useSubmit();
  const wrong = refusal?.code === 'second-factor-wrong' || refusal?.fields.code !== undefined;
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    const digits = code.replace(/\s/g, '');
    if (digits !== '') void submit(() => onCode(digits));
  };
  return (
    <form onSubmit={send} noValidate aria-label={t('factor.setUp')}>
      <Stack gap="sm">
        <h3 style={{ margin: 0 }}>{t('factor.scanTitle')}</h3>
        {/* As a picture, not as markup: whatever is in it cannot act. */}
        <img className="v-qr" src={`data:image/svg+xml,${encodeURIComponent(secret.qrSvg)}`} alt={t('factor.qr')} width={208} height={208} />
        <Text size="sm">{t('factor.scanText')}</Text>
        <Copyable label={t('factor.secret')} value={secret.secret} />
        <TextInput
          label={t('factor.code')}
          className="v-num"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          ref={focusFirst}
          value={code}
          error={wrong ? t('factor.codeWrong') : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {!wrong && <Refusal problem={refusal} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('factor.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
