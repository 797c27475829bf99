import { Badge } from '@mantine/core';
import type { AuditEntry, AuditFilter } from '../api/footageTypes';
import { browserTimeZone, useCameras, useProperties, useRooms } from '../api/queries';
import { useActorName } from '../ui/useActorName';
import { moment } from '../words/format';
import { useWords } from '../words/words';

interface AuditTableProps {
  entries: AuditEntry[];
  onFilter: (part: AuditFilter) => void;
}

/** What concerns no single thing is done to this. */
const nothing = '00000000-0000-0000-0000-000000000000';

/** The log, newest first. Who, what and on what can be chosen to filter by. */
export function AuditTable({ entries, onFilter }: AuditTableProps) {
  const { t, language } = useWords();
  const known = [useCameras().data, useRooms().data, useProperties().data].flatMap((list): { id: string; name: string }[] => list ?? []);
  const nameOf = useActorName();
  const named = (id: string) => known.find((one) => one.id === id)?.name ?? nameOf(id);
  return (
    <table className="v-table v-rows v-audit" data-testid="audit">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">{t('audit.time')}</th>
          <th scope="col">{t('audit.who')}</th>
          <th scope="col">{t('audit.action')}</th>
          <th scope="col">{t('audit.target')}</th>
          <th scope="col">{t('auditMore.address')}</th>
          <th scope="col">{t('audit.detail')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
            <tr key={entry.sequence} title={`${t('audit.hash')} ${entry.hash}`} data-testid="audit-entry" data-action={entry.action} data-failed={entry.failed}>
              <td className="v-num v-muted" data-label="#">
                {entry.sequence}
              </td>
              <td className="v-num v-nowrap" data-label={t('audit.time')}>
                <time dateTime={entry.at}>{moment(entry.at, browserTimeZone, language)}</time>
              </td>
              <td data-label={t('audit.who')}>
                <button type="button" className="v-linkbutton" onClick={() => onFilter({ actor: entry.actor })}>
                  {entry.actorName ?? nameOf(entry.actor)}
                </button>
              </td>
              <td data-label={t('audit.action')}>
                <button type="button" className="v-linkbutton v-mono" onClick={() => onFilter({ action: entry.action })}>
                  {entry.action}
                </button>
                {entry.failed && (
                  <Badge ml={8} size="sm" color="red" variant="light">
                    {t('auditMore.failed')}
                  </Badge>
                )}
              </td>
              <td data-label={t('audit.target')}>
                {entry.target && entry.target !== nothing && (
                  <button type="button" className="v-linkbutton" title={entry.target} onClick={() => onFilter({ target: entry.target ?? undefined })}>
                    {named(entry.target)}
                  </button>
                )}
              </td>
              <td className="v-num v-nowrap" data-label={t('auditMore.address')}>
                {entry.address && (
                  <button type="button" className="v-linkbutton" onClick={() => onFilter({ search: entry.address ?? undefined })}>
                    {entry.address}
                  </button>
                )}
              </td>
              <td className="v-wrap" data-label={t('audit.detail')} lang="en">
                {entry.detail}
              </td>
            </tr>
        ))}
      </tbody>
    </table>
  );
}
