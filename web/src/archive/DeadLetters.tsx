import { Button, Text } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { DeadLetter } from '../api/footageTypes';
import { browserTimeZone, useCameraViews } from '../api/queries';
import { Card } from '../ui/Card';
import { tell, tellProblem } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { bytes, moment } from '../words/format';
import { archiveCause } from '../words/footageFormat';
import { useWords } from '../words/words';

/** What could not be archived, why, and another try for one or for all. */
export function DeadLetters() {
  const { t } = useWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string>();
  const list = useInfiniteQuery({
    queryKey: footageKeys.deadLetters,
    queryFn: ({ pageParam, signal }) => footage.deadLetters(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 15_000,
  });
  const letters = list.data?.pages.flatMap(({ items }) => items) ?? [];

  const retry = async (what: { segmentIds: string[] } | { all: true }) => {
    setBusy('all' in what ? 'all' : what.segmentIds[0]);
    try {
      await footage.retryDeadLetters(what);
      await Promise.all([footageKeys.deadLetters, footageKeys.archive].map((queryKey) => client.invalidateQueries({ queryKey })));
      tell(t('archive.retried'));
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <Card
      title={t('archive.dead')}
      end={
        letters.length > 0 && (
          <Button className="v-push" size="xs" variant="default" leftSection={<IconRefresh size={15} />} loading={busy === 'all'} onClick={() => void retry({ all: true })}>
            {t('archive.retryAll')}
          </Button>
        )
      }
    >
      <Text size="sm" c="dimmed" mb="sm">
        {t('archive.deadIntro')}
      </Text>
      {list.isPending && <SkeletonRows count={2} />}
      {list.error && !list.data && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && letters.length === 0 && <Text size="sm">{t('archive.deadNone')}</Text>}
      <ul className="v-plain">
        {letters.map((letter) => (
          <Letter key={letter.segmentId} letter={letter} busy={busy === letter.segmentId} onRetry={() => void retry({ segmentIds: [letter.segmentId] })} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="xs" variant="subtle" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('archive.moreRows')}
        </Button>
      )}
    </Card>
  );
}

function Letter({ letter, busy, onRetry }: { letter: DeadLetter; busy: boolean; onRetry: () => void }) {
  const { t, language } = useWords();
  const { views } = useCameraViews();
  const view = views?.find(({ device }) => device.id === letter.cameraId);
  const zone = view?.timeZone ?? browserTimeZone;
  const name = `${view?.device.name ?? t('exporting.removedCamera')}, ${moment(letter.start, zone, language)}`;
  return (
    <li className="v-item v-item-flush" data-testid="dead-letter" data-cause={letter.cause}>
      <div className="v-item-main">
        <strong className="v-num">{name}</strong> <span className="v-muted v-num">{bytes(letter.bytes, language)}</span>
        <div>
          {archiveCause(letter.cause, t)}
          {letter.detail && (
            <span className="v-muted" lang="en">
              {': '}
              {letter.detail}
            </span>
          )}
        </div>
        <div className="v-muted v-small v-num">
          {t('archive.tries', { count: letter.tries })} · {t('archive.failed')} {moment(letter.failedAt, browserTimeZone, language)}
        </div>
      </div>
      <div className="v-item-end">
        <Button size="xs" variant="default" loading={busy} aria-label={t('archive.retryOf', { name })} onClick={onRetry}>
          {t('archive.retry')}
        </Button>
      </div>
    </li>
  );
}
