import { ActionIcon, Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { account, people } from '../api/people';
import { ownerKey, peopleKeys, useApiKeys, type Whose } from '../api/peopleQueries';
import type { ApiKey, MadeApiKey } from '../api/peopleTypes';
import { browserTimeZone } from '../api/queries';
import { Confirm } from '../ui/Confirm';
import { Copyable } from '../ui/Copyable';
import { tell } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { useNow } from '../ui/useNow';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { moment } from '../words/format';
import { useWords } from '../words/words';

const lives = { never: undefined, days30: 30, days90: 90, year: 365 } as const;
type Life = keyof typeof lives;
const day = 86_400_000;

/** Keys for programs that act in somebody's name. */
export function ApiKeys({ whose }: { whose: Whose }) {
  const { t } = useWords();
  const client = useQueryClient();
  const now = useNow(60_000);
  const { data, error, isPending, refetch } = useApiKeys(whose);
  const { busy, refusal, submit, of } = useSubmit();
  const [name, setName] = useState('');
  const [life, setLife] = useState<Life>('days90');
  const [made, setMade] = useState<MadeApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const renew = () => client.invalidateQueries({ queryKey: peopleKeys.apiKeys(ownerKey(whose)) });

  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit(async () => {
      const days = lives[life];
      const body = { name: name.trim(), ...(days === undefined ? {} : { expiresAt: new Date(now + days * day).toISOString() }) };
      setMade(await (whose === 'me' ? account.addApiKey(body) : people.addApiKey(whose.userId, body)));
      setName('');
      await renew();
    });
  };

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t(whose === 'me' ? 'keys.intro' : 'keys.introService')}
      </Text>
      {isPending && <SkeletonRows count={1} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && !made && <Text size="sm">{t('keys.none')}</Text>}
      {data && data.length > 0 && (
        <ul className="v-plain" data-testid="api-keys">
          {data.map((key) => (
            <KeyRow key={key.id} apiKey={key} now={now} onRevoke={() => setRevoking(key)} />
          ))}
        </ul>
      )}
      {made && (
        <Alert color="green" title={t('keys.made')} data-testid="made-api-key">
          <Stack gap="xs">
            <Text size="sm">{t('keys.once')}</Text>
            <Copyable label={t('keys.key')} value={made.key} />
            <Group justify="flex-end">
              <Button size="xs" variant="default" onClick={() => setMade(undefined)}>
                {t('common.close')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      <form onSubmit={make} aria-label={t('keys.make')} className="v-keyform">
        <TextInput label={t('keys.name')} placeholder={t('keys.namePlaceholder')} maxLength={100} value={name} error={of('name')} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect
          label={t('keys.expiry')}
          value={life}
          error={of('expiresAt')}
          onChange={(event) => setLife(event.currentTarget.value as Life)}
          data={(Object.keys(lives) as Life[]).map((value) => ({ value, label: t(`keys.in.${value}`) }))}
        />
        <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} disabled={!name.trim()} loading={busy}>
          {t('keys.make')}
        </Button>
      </form>
      {!of('name') && !of('expiresAt') && <Refusal problem={refusal} />}
      <Confirm
        opened={revoking !== undefined}
        title={t('keys.revokeTitle', { name: revoking?.name ?? '' })}
        text={t('keys.revokeText')}
        action={t('keys.revoke')}
        onClose={() => setRevoking(undefined)}
        onConfirm={async () => {
          if (!revoking) return;
          await (whose === 'me' ? account.removeApiKey(revoking.id) : people.removeApiKey(whose.userId, revoking.id));
          await renew();
          tell(t('keys.revoked', { name: revoking.name }));
        }}
      />
    </Stack>
  );
}

function KeyRow({ apiKey, now, onRevoke }: { apiKey: ApiKey; now: number; onRevoke: () => void }) {
  const { t, language } = useWords();
  const at = (instant: string) => moment(instant, browserTimeZone, language);
  const over = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= now;
  const end = apiKey.expiresAt === null ? t('keys.neverEnds') : t(over ? 'keys.over' : 'keys.ends', { time: at(apiKey.expiresAt) });
  return (
    <li className="v-item v-item-flush" data-testid="api-key">
      <IconKey size={18} stroke={1.7} aria-hidden className="v-item-icon" />
      <div className="v-item-main">
        <strong>{apiKey.name}</strong> <span className="v-muted v-mono">{apiKey.prefix}…</span>
        <div className="v-muted v-small v-num">
          {end} · {apiKey.lastUsedAt ? t('keys.used', { time: at(apiKey.lastUsedAt) }) : t('keys.neverUsed')}
        </div>
      </div>
      <div className="v-item-end">
        <ActionIcon variant="subtle" color="red" aria-label={t('keys.revokeOf', { name: apiKey.name })} onClick={onRevoke}>
          <IconTrash size={17} />
        </ActionIcon>
      </div>
    </li>
  );
}
