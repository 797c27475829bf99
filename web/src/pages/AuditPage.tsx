import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight, IconFileDownload, IconListCheck } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { audit } from '../api/footage';
import { footageKeys, useAudit } from '../api/footageQueries';
import type { AuditFilter } from '../api/footageTypes';
import { useAllUsers } from '../api/peopleQueries';
import { browserTimeZone, useCameras, useProperties, useRooms } from '../api/queries';
import { useMay } from '../api/useMay';
import { AuditTable } from '../audit/AuditTable';
import { ChainState } from '../audit/ChainState';
import { InstantInput } from '../ui/InstantInput';
import { tellProblem } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { saveFile } from '../ui/saveFile';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { enPeople } from '../words/enPeople';
import { useWords } from '../words/words';

const pageSize = 50;
const entities = Object.keys(enPeople.auditMore.entityName) as (keyof typeof enPeople.auditMore.entityName)[];
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Who did what, and whether the log of it is whole. */
export function AuditPage() {
  const { t } = useWords();
  const client = useQueryClient();
  const { isAdministrator } = useMay();
  const users = useAllUsers(isAdministrator).data;
  const things = [useCameras().data, useRooms().data, useProperties().data].flatMap((list): { id: string; name: string }[] => list ?? []);
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
    const [what, search] = [text(draft.target), text(draft.search)];
    const target = idOf(what);
    // A word that names nothing may still be in the detail.
    const found = what !== undefined && target === undefined ? { target: undefined, search: what } : { target, search };
    show({ ...draft, actor: actorOf(text(draft.actor)), action: text(draft.action), ...found });
    void client.invalidateQueries({ queryKey: footageKeys.audit });
  };
  /** People and things may be meant by their names; the log knows ids. */
  const same = (name: string | null | undefined, text: string | undefined) => text !== undefined && name?.toLowerCase() === text.toLowerCase();
  const idOf = (text: string | undefined) =>
    things.find(({ name }) => same(name, text))?.id ?? users?.find(({ username }) => same(username, text))?.id ?? (text !== undefined && isId(text) ? text : undefined);
  const actorOf = (text: string | undefined) =>
    users?.find(({ username }) => same(username, text))?.id ?? data?.items.find(({ actorName }) => same(actorName, text))?.actor ?? (same(t('audit.system'), text) ? 'system' : text);
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
            <NativeSelect
              size="xs"
              label={t('auditMore.entity')}
              value={draft.entity ?? ''}
              onChange={(event) => setDraft({ ...draft, entity: event.currentTarget.value || undefined })}
              data={[{ value: '', label: t('auditMore.any') }, ...entities.map((value) => ({ value, label: t(`auditMore.entityName.${value}`) }))]}
            />
            <NativeSelect
              size="xs"
              label={t('auditMore.result')}
              value={draft.result ?? ''}
              onChange={(event) => setDraft({ ...draft, result: (event.currentTarget.value || undefined) as AuditFilter['result'] })}
              data={[
                { value: '', label: t('auditMore.any') },
                { value: 'done', label: t('auditMore.done') },
                { value: 'failed', label: t('auditMore.failed') },
              ]}
            />
            <TextInput size="xs" label={t('auditMore.search')} placeholder={t('auditMore.searchHint')} maxLength={100} value={draft.search ?? ''} onChange={(event) => setDraft({ ...draft, search: event.currentTarget.value })} />
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
