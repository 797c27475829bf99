import { Badge, Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useState } from 'react';
import { session } from '../api/client';
import { account, people } from '../api/people';
import { ownerKey, peopleKeys, useSessions, type Whose } from '../api/peopleQueries';
import type { SignIn } from '../api/peopleTypes';
import { browserTimeZone } from '../api/queries';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { useNow } from '../ui/useNow';
import { moment } from '../words/format';
import { useWords } from '../words/words';
import { deviceName, isHandheld } from './deviceName';

/** Seen so lately counts as now. */
const lately = 2 * 60_000;

/** Where somebody is signed in; each can be ended. */
export function SessionList({ whose, name }: { whose: Whose; name: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data, error, isPending, refetch } = useSessions(whose);
  const [ending, setEnding] = useState<SignIn>();
  const [endingAll, setEndingAll] = useState(false);
  const own = whose === 'me';

  const end = async () => {
    if (!ending) return;
    await (own ? account.endSession(ending.id) : people.endSession(whose.userId, ending.id));
    if (own && ending.current) await session.signOut();
    else await client.invalidateQueries({ queryKey: peopleKeys.sessions(ownerKey(whose)) });
    tell(t('sessions.ended'));
  };
  const endAll = async () => {
    await (own ? account.endAllSessions() : people.endAllSessions(whose.userId));
    if (own) await session.signOut();
    else await client.invalidateQueries({ queryKey: peopleKeys.sessions(ownerKey(whose)) });
    tell(t('sessions.ended'));
  };

  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        {t(own ? 'sessions.intro' : 'sessions.introOther')}
      </Text>
      {isPending && <SkeletonRows count={2} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <Text size="sm">{t('sessions.none')}</Text>}
      <ul className="v-plain" data-testid="sessions">
        {data?.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt)).map((one) => (
          <SessionRow key={one.id} signIn={one} onEnd={() => setEnding(one)} />
        ))}
      </ul>
      {data && data.length > 0 && (
        <Group justify="flex-end" mt="sm">
          <Button variant="default" size="xs" onClick={() => setEndingAll(true)}>
            {t('sessions.everywhere')}
          </Button>
        </Group>
      )}
      <Confirm
        opened={ending !== undefined}
        title={t('sessions.endTitle')}
        text={t('sessions.endText', { device: deviceName(ending?.device ?? null, t) })}
        action={t('sessions.end')}
        onClose={() => setEnding(undefined)}
        onConfirm={end}
      />
      <Confirm
        opened={endingAll}
        title={t('sessions.everywhereTitle')}
        text={own ? t('sessions.everywhereText') : t('sessions.everywhereTextOther', { name })}
        action={t('sessions.everywhere')}
        onClose={() => setEndingAll(false)}
        onConfirm={endAll}
      />
    </>
  );
}

function SessionRow({ signIn, onEnd }: { signIn: SignIn; onEnd: () => void }) {
  const { t, language } = useWords();
  const now = useNow(30_000);
  const device = deviceName(signIn.device, t);
  const at = (instant: string) => moment(instant, browserTimeZone, language);
  const active = signIn.current || now - Date.parse(signIn.lastSeenAt) < lately;
  const Icon = isHandheld(signIn.device) ? IconDeviceMobile : IconDeviceDesktop;
  const about = [signIn.address, active ? t('sessions.active') : t('sessions.seen', { time: at(signIn.lastSeenAt) }), t('sessions.since', { time: at(signIn.startedAt) })];
  return (
    <li className="v-item v-item-flush" data-testid="session" data-current={signIn.current}>
      <Icon size={19} stroke={1.7} aria-hidden className="v-item-icon" />
      <div className="v-item-main">
        <strong title={signIn.device ?? ''}>{device}</strong>
        {signIn.current && (
          <Badge ml={8} size="sm" variant="light">
            {t('sessions.this')}
          </Badge>
        )}
        <div className="v-muted v-small v-num">{about.filter(Boolean).join(' · ')}</div>
      </div>
      <div className="v-item-end">
        <Button size="compact-sm" variant="subtle" color="gray" aria-label={t('sessions.endOf', { device, address: signIn.address ?? '' })} onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      </div>
    </li>
  );
}
