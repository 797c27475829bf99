import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconPlus, IconRobot, IconSearch, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useUsers } from '../api/peopleQueries';
import { roles, type UserFilter } from '../api/peopleTypes';
import { Registration } from '../people/Registration';
import { roleOf } from '../people/roleWords';
import { UserForm } from '../people/UserForm';
import { UserTable } from '../people/UserTable';
import { PageHead } from '../ui/PageHead';
import { peopleSection, SectionNav } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

const pageSize = 50;

/** Who may sign in, found by name, role and state. */
export function UsersPage() {
  const { t } = useWords();
  const go = useNavigate();
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), 250);
  const [filter, setFilter] = useState<UserFilter>({ sort: 'username' });
  // The way back: the cursors of the pages passed.
  const [passed, setPassed] = useState<string[]>([]);
  const [adding, setAdding] = useState<'person' | 'service'>();
  const { data, error, isPending, refetch } = useUsers({ ...filter, search: asked || undefined }, passed.at(-1), pageSize);
  const change = (part: UserFilter) => {
    setFilter({ ...filter, ...part });
    setPassed([]);
  };
  return (
    <>
      <PageHead title={t('users.title')}>
        <Button size="xs" variant="default" leftSection={<IconRobot size={15} />} onClick={() => setAdding('service')}>
          {t('users.addService')}
        </Button>
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setAdding('person')}>
          {t('users.add')}
        </Button>
      </PageHead>
      <SectionNav section={peopleSection} />
      <div className="v-cards">
        <div className="v-card">
          <div className="v-filters" role="search">
            <TextInput
              size="xs"
              type="search"
              label={t('common.search')}
              leftSection={<IconSearch size={14} />}
              aria-label={t('users.search')}
              maxLength={100}
              value={search}
              onChange={(event) => {
                setSearch(event.currentTarget.value);
                setPassed([]);
              }}
            />
            <NativeSelect
              size="xs"
              label={t('users.role')}
              value={filter.role ?? ''}
              onChange={(event) => change({ role: roleOf(event.currentTarget.value) })}
              data={[{ value: '', label: t('users.anyRole') }, ...roles.map((role) => ({ value: role, label: t(`role.${role}`) }))]}
            />
            <NativeSelect
              size="xs"
              label={t('users.state')}
              value={filter.active === undefined ? '' : String(filter.active)}
              onChange={(event) => change({ active: event.currentTarget.value === '' ? undefined : event.currentTarget.value === 'true' })}
              data={[
                { value: '', label: t('users.anyState') },
                { value: 'true', label: t('users.active') },
                { value: 'false', label: t('users.disabled') },
              ]}
            />
          </div>
          {isPending && <div className="v-card-pad"><SkeletonRows count={6} height={40} /></div>}
          {error && !data && <div className="v-card-pad"><Trouble error={error} onRetry={() => void refetch()} /></div>}
          {data?.items.length === 0 && <Empty icon={<IconUsers size={44} stroke={1.4} />} title={t('users.empty')} text={t('users.emptyText')} />}
          {data && data.items.length > 0 && <UserTable users={data.items} sort={filter.sort ?? 'username'} onSort={(sort) => change({ sort })} />}
          {data && (passed.length > 0 || data.next) && (
            <div className="v-pager">
              <Button size="xs" variant="subtle" leftSection={<IconChevronLeft size={15} />} disabled={passed.length === 0} onClick={() => setPassed(passed.slice(0, -1))}>
                {t('users.newerPage')}
              </Button>
              <Text size="xs" className="v-muted v-num">
                {t('users.range', { from: passed.length * pageSize + 1, to: passed.length * pageSize + data.items.length })}
              </Text>
              <Button size="xs" variant="subtle" rightSection={<IconChevronRight size={15} />} disabled={!data.next} onClick={() => data.next && setPassed([...passed, data.next])}>
                {t('users.olderPage')}
              </Button>
            </div>
          )}
        </div>
        <div className="v-card v-card-pad">
          <Registration />
        </div>
      </div>
      {adding && <UserForm service={adding === 'service'} onClose={() => setAdding(undefined)} onAdded={(id) => void go(`/users/${id}`)} />}
    </>
  );
}
