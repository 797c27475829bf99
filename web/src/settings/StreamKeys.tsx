import { ActionIcon, Alert, Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { api } from '../api/client';
import { browserTimeZone, keys, useCameras, useStreamKeys } from '../api/queries';
import type { MadeStreamKey, StreamKey } from '../api/types';
import { Confirm } from '../ui/Confirm';
import { Copyable } from '../ui/Copyable';
import { tell, tellProblem } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { moment } from '../words/format';
import { useWords } from '../words/words';

/** Who may read streams over RTSP: players and other recorders, each with a key of its own. */
export function StreamKeys() {
  const { t, language } = useWords();
  const client = useQueryClient();
  const cameras = useCameras();
  const streamKeys = useStreamKeys();
  const [name, setName] = useState('');
  const [only, setOnly] = useState<string[]>([]);
  const [made, setMade] = useState<MadeStreamKey>();
  const [removing, setRemoving] = useState<StreamKey>();
  const [busy, setBusy] = useState(false);

  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      setMade(await api.addStreamKey({ name: name.trim(), cameraIds: only.length > 0 ? only : null }));
      setName('');
      setOnly([]);
      await client.invalidateQueries({ queryKey: keys.streamKeys });
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };

  const cameraNames = (ids: string[] | null | undefined) =>
    ids ? ids.map((id) => cameras.data?.find((camera) => camera.id === id)?.name ?? t('common.unknown')).join(', ') : t('streamKeys.allCameras');

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('streamKeys.intro')}
      </Text>
      {streamKeys.isPending && <SkeletonRows count={2} />}
      {streamKeys.error && !streamKeys.data && <Trouble error={streamKeys.error} onRetry={() => void streamKeys.refetch()} />}
      {streamKeys.data && streamKeys.data.length > 0 && (
        <ul className="v-plain" aria-label={t('streamKeys.title')}>
          {streamKeys.data.map((key) => (
            <li key={key.id} className="v-found" data-testid="stream-key">
              <span style={{ minWidth: 0 }}>
                <strong>{key.name}</strong> <span className="v-muted v-mono">{key.username}</span>
                <Text size="xs" c="dimmed">
                  {cameraNames(key.cameraIds)} · {key.lastUsedAt ? t('streamKeys.used', { time: moment(key.lastUsedAt, browserTimeZone, language) }) : t('streamKeys.neverUsed')}
                </Text>
              </span>
              <ActionIcon variant="subtle" color="red" aria-label={t('streamKeys.removeOf', { name: key.name })} onClick={() => setRemoving(key)}>
                <IconTrash size={17} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      {made && <MadeKey made={made} onDone={() => setMade(undefined)} />}
      <form onSubmit={(event) => void add(event)} aria-label={t('streamKeys.add')}>
        <Stack gap="sm">
          <TextInput label={t('streamKeys.name')} placeholder={t('streamKeys.namePlaceholder')} maxLength={100} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <MultiSelect
            label={t('streamKeys.cameras')}
            placeholder={only.length === 0 ? t('streamKeys.allCameras') : undefined}
            data={(cameras.data ?? []).map((camera) => ({ value: camera.id, label: camera.name }))}
            value={only}
            onChange={setOnly}
          />
          <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} disabled={!name.trim()} loading={busy}>
            {t('streamKeys.add')}
          </Button>
        </Stack>
      </form>
      <Confirm
        opened={removing !== undefined}
        title={t('streamKeys.removeTitle', { name: removing?.name ?? '' })}
        text={t('streamKeys.removeText')}
        action={t('common.remove')}
        onClose={() => setRemoving(undefined)}
        onConfirm={async () => {
          if (!removing) return;
          await api.removeStreamKey(removing.id);
          await client.invalidateQueries({ queryKey: keys.streamKeys });
          tell(t('streamKeys.removed', { name: removing.name }));
        }}
      />
    </Stack>
  );
}

function MadeKey({ made, onDone }: { made: MadeStreamKey; onDone: () => void }) {
  const { t } = useWords();
  return (
    <Alert color="green" title={t('streamKeys.made')} data-testid="made-key">
      <Stack gap="xs">
        <Text size="sm">{t('streamKeys.once')}</Text>
        <Copyable label={t('signIn.username')} value={made.username} />
        <Copyable label={t('signIn.password')} value={made.secret} />
        <Copyable label={t('streamKeys.address')} value={made.url} />
        <Group justify="flex-end">
          <Button size="xs" variant="default" onClick={onDone}>
            {t('common.close')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
