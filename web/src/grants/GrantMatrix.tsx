import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Grant } from '../api/grants';
import type { User } from '../api/peopleTypes';
import type { Property } from '../api/placesTypes';
import { isGrantable, roleName } from '../people/roleWords';
import { fullName } from '../people/userFields';
import { useWords } from '../words/words';
import { GrantForm } from './GrantForm';
import { GrantList } from './GrantList';
import { placeText, rightsText } from './grantWords';
import { cellOf, placeIdOf, type Cell, type Column } from './matrix';
import { RightMarks } from './RightMarks';

interface GrantMatrixProps {
  users: readonly User[];
  grants: readonly Grant[];
  columns: readonly Column[];
  properties: readonly Property[];
}

/** People down, places across; each cell says what the person may do there and opens to be changed. */
export function GrantMatrix({ users, grants, columns, properties }: GrantMatrixProps) {
  const { t } = useWords();
  /** Fresh: there was nothing to show first. */
  const [open, setOpen] = useState<{ userId: string; column: Column; fresh: boolean }>();
  const nameOf = (column: Column) => (column.scope === 'everywhere' ? t('grants.everywhere') : column.scope === 'property' ? column.property.name : column.room.name);
  const opened = open && users.find(({ id }) => id === open.userId);
  const held = (user: User) => grants.filter(({ userId }) => userId === user.id);
  return (
    <>
      <div className="v-scroll">
        <table className="v-table v-matrix" aria-label={t('grants.matrix')} data-testid="matrix">
          <thead>
            <tr>
              <th scope="col">{t('grants.person')}</th>
              {columns.map((column) => (
                <th key={placeIdOf(column)} scope="col" data-scope={column.scope}>
                  {nameOf(column)}
                  {column.scope === 'property' && columns.some(({ scope }) => scope === 'room') && <div className="v-small">{t('grants.whole')}</div>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <tr key={user.id} data-testid="matrix-row" data-user={user.id}>
                <th scope="row">
                  <Link to={`/users/${user.id}`}>{user.username}</Link>
                  <div className="v-muted v-small">
                    {[fullName(user) === user.username ? undefined : fullName(user), ...user.roles.map((role) => roleName(role, t))].filter(Boolean).join(' · ')}
                  </div>
                </th>
                {columns.map((column) => (
                  <td key={placeIdOf(column)}>
                    <CellButton name={user.username} place={nameOf(column)} cell={cellOf(held(user), column)} column={column} onOpen={() => setOpen({ userId: user.id, column, fresh: isGrantable(user.roles) && cellOf(held(user), column).marks.length === 0 })} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open?.fresh && opened && <GrantForm user={opened} place={{ scope: open.column.scope, placeId: placeIdOf(open.column) }} onClose={() => setOpen(undefined)} />}
      {open && !open.fresh && opened && (
        <CellDialog
          user={opened}
          title={`${opened.username} · ${placeText({ scope: open.column.scope, placeId: placeIdOf(open.column), placeName: open.column.scope === 'everywhere' ? null : nameOf(open.column), propertyId: open.column.scope === 'everywhere' ? null : open.column.property.id }, { t, properties })}`}
          column={open.column}
          cell={cellOf(held(opened), open.column)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function CellButton({ name, place, cell, column, onOpen }: { name: string; place: string; cell: Cell; column: Column; onOpen: () => void }) {
  const { t, language } = useWords();
  const below = cell.roomsBelow > 0 ? t('grants.roomsBelow', { count: cell.roomsBelow }) : undefined;
  const now = cell.marks.filter((mark) => mark.now).map(({ right }) => right);
  const later = cell.marks.filter((mark) => !mark.now).map(({ right }) => right);
  const words = [now.length > 0 ? rightsText(now, { t, language }) : undefined, later.length > 0 ? `${rightsText(later, { t, language })} (${t('grants.notNow')})` : undefined, below].filter(Boolean).join('; ');
  return (
    <button
      type="button"
      className="v-cell"
      aria-label={t('grants.cell', { name, place, rights: words || t('grants.nothingHere') })}
      data-testid="matrix-cell"
      data-scope={column.scope}
      data-place={placeIdOf(column)}
      data-rights={now.join(' ')}
      onClick={onOpen}
    >
      <RightMarks marks={cell.marks} />
      {below && (
        <span className="v-small v-muted" aria-hidden>
          {below}
        </span>
      )}
      {cell.marks.length === 0 && !below && <span aria-hidden>·</span>}
    </button>
  );
}

/** What is given at one place, to be changed; and what reaches it from wider grants. */
function CellDialog({ user, title, column, cell, onClose }: { user: User; title: string; column: Column; cell: Cell; onClose: () => void }) {
  const { t, language } = useWords();
  const wider = cell.marks.filter((mark) => mark.wider).map(({ right }) => right);
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      {wider.length > 0 && (
        <Text size="sm" mb="sm">
          {rightsText(wider, { t, language })} – {t('grants.inherited')}.
        </Text>
      )}
      <GrantList user={user} grants={cell.own} place={{ scope: column.scope, placeId: placeIdOf(column) }} />
    </Modal>
  );
}
