import { Button, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight, IconFileDownload, IconListCheck } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { audit } from '../api/footage';
import { footageKeys, useAudit } from '../api/footageQueries';
import type { AuditFilter } from '../api/footageTypes';
import { browserTimeZone, useCameras } from '../api/queries';
import { AuditTable } from '../audit/AuditTable';
import { ChainState } from '../audit/ChainState';
import { InstantInput } from '../ui/InstantInput';
import { tellProblem } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { saveFile } from '../ui/saveFile';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

const pageSize = 50;

/** Who did what, and whether the log of it is whole. */
export function AuditPage() {
  const { t } = useWords();
  const client = useQueryClient();
  const cameras = useCameras();
  const [draft, setDraft] = useState<AuditFilter>({});
  const [filter, setFilter] = useState<AuditFilter>({});
  // The way back: the cursors of the pages passed.
  const [passed, setPassed] = useState<string[]>([]);
  const cursor = passed.at(-1);
  const { data, error, isPending, refetch } = useAudit(filter, cursor, pageSize);
  const [busy, setBusy] = useState(false);
  const filtered = Object.values(filter).some(Boolean);

  const show = (next: AuditFilter) => {
    setDraft(next);
    setFilter(next);
    setPassed([]);
  };
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const text = (value: string | undefined) => value?.trim() || undefined;
    show({ ...draft, actor: text(draft.actor), action: text(draft.action), target: targetOf(text(draft.target)) });
    void client.invalidateQueries({ queryKey: footageKeys.audit });
  };
  /** A camera may be meant by its name; the log knows ids. */
  const targetOf = (text: string | undefined) => cameras.data?.find(({ name }) => name.toLowerCase() === text?.toLowerCase())?.id ?? text;
  const instant = (name: 'from' | 'to') => ({
    at: draft[name] === undefined ? undefined : Date.parse(draft[name]),
    timeZone: browserTimeZone,
    onAt: (at: number | undefined) => setDraft({ ...draft, [name]: at === undefined ? undefined : new Date(at).toISOString() }),
  });
  const download = async () => {
    setBusy(true);
    try {
      saveFile(await audit.csv(filter), 'audit.csv');
    } catch (problem) {
      tellProblem(problem, t);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <PageHead title={t('audit.title')}>
        <Button size="xs" variant="default" leftSection={<IconFileDownload size={15} />} loading={busy} onClick={() => void download()}>
          {t('audit.csv')}
        </Button>
      </PageHead>
      <p className="v-intro">{t('audit.intro')}</p>
      <div className="v-cards">
        <ChainState />
        <div className="v-card">
          <form className="v-filters" aria-label={t('audit.apply')} onSubmit={apply}>
            <TextInput size="xs" label={t('audit.actorFilter')} value={draft.actor ?? ''} onChange={(event) => setDraft({ ...draft, actor: event.currentTarget.value })} />
            <TextInput size="xs" label={t('audit.actionFilter')} placeholder={t('audit.actionHint')} value={draft.action ?? ''} onChange={(event) => setDraft({ ...draft, action: event.currentTarget.value })} />
            <TextInput size="xs" label={t('audit.targetFilter')} value={draft.target ?? ''} onChange={(event) => setDraft({ ...draft, target: event.currentTarget.value })} />
            <InstantInput size="xs" label={t('audit.from')} {...instant('from')} />
            <InstantInput size="xs" label={t('audit.to')} {...instant('to')} />
            <div className="v-buttons">
              <Button size="xs" type="submit">
                {t('audit.apply')}
              </Button>
              {filtered && (
                <Button size="xs" variant="subtle" onClick={() => show({})}>
                  {t('audit.clear')}
                </Button>
              )}
            </div>
          </form>
          {isPending && <div className="v-card-pad"><SkeletonRows count={8} height={32} /></div>}
          {error && <div className="v-card-pad"><Trouble error={error} onRetry={() => void refetch()} /></div>}
          {data?.items.length === 0 && <Empty icon={<IconListCheck size={44} stroke={1.4} />} title={t('audit.empty')} {...(filtered ? { text: t('audit.emptyText') } : {})} />}
          {data && data.items.length > 0 && <AuditTable entries={data.items} onFilter={(part) => show({ ...filter, ...part })} />}
          {data && (passed.length > 0 || data.next) && (
            <div className="v-pager">
              <Button size="xs" variant="subtle" leftSection={<IconChevronLeft size={15} />} disabled={passed.length === 0} onClick={() => setPassed(passed.slice(0, -1))}>
                {t('audit.newer')}
              </Button>
              <Text size="xs" className="v-muted v-num">
                {data.items[0]?.sequence} – {data.items.at(-1)?.sequence}
              </Text>
              <Button size="xs" variant="subtle" rightSection={<IconChevronRight size={15} />} disabled={!data.next} onClick={() => data.next && setPassed([...passed, data.next])}>
                {t('audit.older')}
              </Button>
            </div>
          )}
        </div>
      </div>
    </>
  );
}
