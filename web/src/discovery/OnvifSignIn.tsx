import { Alert, Button, Group, NativeSelect, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import type { FoundCamera, OnvifAnswer } from '../api/types';
import type { CameraFields } from '../cameras/cameraFields';
import { causeAdvice, causeTitle, problemText } from '../words/format';
import { useWords } from '../words/words';
import { chooseProfiles, profileText } from './profiles';

interface OnvifSignInProps {
  found: FoundCamera;
  onBack: () => void;
  onChosen: (draft: Partial<CameraFields>) => void;
}

type Device = Extract<OnvifAnswer, { ok: true }>;

/** Signs in at a device, shows what it offers and lets one choose what is recorded and what the wall shows. */
export function OnvifSignIn({ found, onBack, onChosen }: OnvifSignInProps) {
  const { t, language } = useWords();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<OnvifAnswer>();
  const [problem, setProblem] = useState<Problem>();
  const [main, setMain] = useState('');
  const [sub, setSub] = useState('');

  const ask = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const given = { ...(username.trim() ? { username: username.trim() } : {}), ...(password ? { password } : {}) };
      const said = await api.askOnvif({ url: found.url, ...given });
      setAnswer(said);
      if (said.ok) {
        const chosen = chooseProfiles(said.profiles);
        setMain(chosen.main?.token ?? '');
        setSub(chosen.sub?.token ?? '');
      }
    } catch (error) {
      setAnswer(undefined);
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };

  const choose = (device: Device) => {
    const byToken = (token: string) => device.profiles.find((one) => one.token === token);
    onChosen({
      name: found.name || [device.device.manufacturer, device.device.model].filter(Boolean).join(' '),
      url: byToken(main)?.streamUrl ?? '',
      subUrl: byToken(sub)?.streamUrl ?? '',
      username: username.trim(),
      password,
      onvifUrl: found.url,
      onvifProfile: main,
    });
  };

  const device = answer?.ok ? answer : undefined;
  const offered = device?.profiles.filter(({ streamUrl }) => streamUrl).map((one) => ({ value: one.token, label: profileText(one) })) ?? [];
  return (
    <Stack gap="md">
      <form onSubmit={(event) => void ask(event)} aria-label={t('find.signIn')}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {found.address}
          </Text>
          <TextInput label={t('form.username')} autoComplete="off" autoCapitalize="none" data-autofocus value={username} onChange={(event) => setUsername(event.currentTarget.value)} />
          <PasswordInput label={t('form.password')} autoComplete="new-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
          <Group justify="space-between">
            <Button variant="default" onClick={onBack}>
              {t('common.back')}
            </Button>
            <Button type="submit" loading={busy} variant={device ? 'default' : 'filled'}>
              {t('find.signIn')}
            </Button>
          </Group>
        </Stack>
      </form>
      <div aria-live="polite">
        {problem && <Alert color="red">{problemText(problem, t)}</Alert>}
        {answer && !answer.ok && (
          <Alert color="red" icon={<IconAlertTriangle size={18} />} title={causeTitle(answer.cause, t)} data-testid="onvif-refused" data-cause={answer.cause}>
            {causeAdvice(answer.cause, t)}
            {answer.message && (
              <Text size="xs" c="dimmed" mt={6} lang="en">
                {answer.message}
              </Text>
            )}
          </Alert>
        )}
        {device && (
          <Stack gap="sm" data-testid="onvif-device">
            <Alert color="green" icon={<IconCircleCheck size={18} />} title={`${device.device.manufacturer} ${device.device.model}`}>
              {[
                t('find.firmware', { version: device.device.firmware }),
                device.hasPtz ? t('find.canMove') : undefined,
                device.hasEvents ? t('find.tellsMotion') : undefined,
              ]
                .filter(Boolean)
                .join(' · ')}
              {Math.abs(device.clockOffsetSeconds ?? 0) > 2 && (
                <Text size="xs" mt={6}>
                  {t('find.clockOff', { seconds: Math.abs(device.clockOffsetSeconds ?? 0).toLocaleString(language, { maximumFractionDigits: 0 }) })}
                </Text>
              )}
            </Alert>
            {offered.length === 0 ? (
              <Alert color="yellow">{t('find.noProfiles')}</Alert>
            ) : (
              <>
                <NativeSelect label={t('find.main')} data={offered} value={main} onChange={(event) => setMain(event.currentTarget.value)} />
                <NativeSelect
                  label={t('find.sub')}
                  data={[{ value: '', label: t('find.noSub') }, ...offered.filter(({ value }) => value !== main)]}
                  value={sub === main ? '' : sub}
                  onChange={(event) => setSub(event.currentTarget.value)}
                />
                <Button onClick={() => choose(device)} data-testid="onvif-next">
                  {t('find.next')}
                </Button>
              </>
            )}
          </Stack>
        )}
      </div>
    </Stack>
  );
}
