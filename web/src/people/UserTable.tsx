import { Badge, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconShieldCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { User, UserSort } from '../api/peopleTypes';
import { browserTimeZone, useMe } from '../api/queries';
import { moment } from '../words/format';
import { useWords, type WordKey } from '../words/words';
import { isAdministrator, roleName } from './roleWords';
import { UserMenu } from './UserMenu';
import { fullName } from './userFields';

interface UserTableProps {
  users: User[];
  sort: UserSort;
  onSort: (sort: UserSort) => void;
}

type Column = 'username' | 'email' | 'lastSignInAt';

export function UserTable({ users, sort, onSort }: UserTableProps) {
  const { t } = useWords();
  const heading = (column: Column, label: WordKey) => {
    const down = sort === `-${column}`;
    const active = down || sort === column;
    const Arrow = down ? IconArrowDown : IconArrowUp;
    return (
      <th scope="col" aria-sort={active ? (down ? 'descending' : 'ascending') : 'none'}>
        <button type="button" className="v-sort" title={t('users.sortBy', { column: t(label) })} onClick={() => onSort(active && !down ? `-${column}` : column)}>
          {t(label)}
          {active && <Arrow size={13} aria-hidden />}
        </button>
      </th>
    );
  };
  return (
    <table className="v-table v-rows v-users" data-testid="users">
      <thead>
        <tr>
          {heading('username', 'users.username')}
          {heading('email', 'account.email')}
          <th scope="col">{t('users.roles')}</th>
          <th scope="col">{t('users.state')}</th>
          <th scope="col">{t('users.grants')}</th>
          {heading('lastSignInAt', 'users.lastSignIn')}
          <th aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} />
        ))}
      </tbody>
    </table>
  );
}

function UserRow({ user }: { user: User }) {
  const { t, language } = useWords();
  const { data: me } = useMe();
  const name = fullName(user);
  return (
    <tr data-testid="user-row" data-user={user.id} data-active={user.active}>
      <th scope="row">
        <Link to={`/users/${user.id}`}>{user.username}</Link>
        {me?.id === user.id && (
          <Badge ml={6} size="xs" variant="light">
            {t('users.you')}
          </Badge>
        )}
        {name !== user.username && <div className="v-muted v-small">{name}</div>}
      </th>
      <td className="v-wrap" data-label={t('account.email')}>
        {user.email}
      </td>
      <td data-label={t('users.roles')}>
        <span className="v-badges">
          {user.roles.map((role) => (
            <Badge key={role} size="sm" variant="light" color={isAdministrator([role]) ? 'verdigris' : 'gray'}>
              {roleName(role, t)}
            </Badge>
          ))}
        </span>
      </td>
      <td data-label={t('users.state')}>
        <span className="v-state" data-active={user.active}>
          {t(user.active ? 'users.active' : 'users.disabled')}
          {user.secondFactor && (
            <Tooltip label={t('users.secondFactor')}>
              <IconShieldCheck size={15} role="img" aria-label={t('users.secondFactor')} />
            </Tooltip>
          )}
        </span>
      </td>
      <td className="v-num" data-label={t('users.grants')}>
        {isAdministrator(user.roles) ? '–' : user.grants}
      </td>
      <td className="v-num v-nowrap" data-label={t('users.lastSignIn')}>
        {user.lastSignInAt ? moment(user.lastSignInAt, browserTimeZone, language) : t('users.neverSignedIn')}
      </td>
      <td className="v-rowend">
        <UserMenu user={user} />
      </td>
    </tr>
  );
}
