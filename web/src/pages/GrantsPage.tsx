import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAllUsers, useGrants } from '../api/peopleQueries';
import { useProperties, useRooms } from '../api/queries';
import { GrantMatrix } from '../grants/GrantMatrix';
import { GrantsInWords } from '../grants/GrantsInWords';
import { columnsOf } from '../grants/matrix';
import { MarkLegend } from '../grants/RightMarks';
import { isAdministrator, isGrantable } from '../people/roleWords';
import { Card } from '../ui/Card';
import { PageHead } from '../ui/PageHead';
import { peopleSection, SectionNav } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

/** Who may do what, where: people down, places across. */
export function GrantsPage() {
  const { t } = useWords();
  const users = useAllUsers();
  const grants = useGrants();
  const properties = useProperties();
  const rooms = useRooms();
  const [chosen, setChosen] = useState<string>();
  const [search, setSearch] = useState('');
  const failed = [users, grants, properties, rooms].find(({ error, data }) => error && !data);
  const holders = users.data?.filter(({ id, roles, active }) => !isAdministrator(roles) && ((active && isGrantable(roles)) || grants.data?.some(({ userId }) => userId === id)));
  const wanted = search.trim().toLowerCase();
  const shown = holders?.filter(({ username, firstName, lastName }) => [username, firstName, lastName].some((text) => text.toLowerCase().includes(wanted)));
  const property = properties.data?.find(({ id }) => id === chosen);
  return (
    <>
      <PageHead title={t('grants.title')} />
      <SectionNav section={peopleSection} />
      <p className="v-intro">{t('grants.intro')}</p>
      {failed?.error && <Trouble error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(shown && grants.data && properties.data && rooms.data) && <SkeletonRows count={6} height={48} />}
      {holders?.length === 0 && (
        <Empty icon={<IconUsers size={44} stroke={1.4} />} title={t('grants.nobody')} text={t('grants.nobodyText')}>
          <Button component={Link} to="/users" leftSection={<IconPlus size={15} />}>
            {t('users.add')}
          </Button>
        </Empty>
      )}
      {shown && grants.data && properties.data && rooms.data && holders && holders.length > 0 && (
        <div className="v-cards">
          <div className="v-card">
            <div className="v-filters">
              <TextInput size="xs" type="search" label={t('grants.person')} leftSection={<IconSearch size={14} />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
              <NativeSelect
                size="xs"
                label={t('grants.property')}
                value={chosen ?? ''}
                onChange={(event) => setChosen(event.currentTarget.value || undefined)}
                data={[{ value: '', label: t('grants.allProperties') }, ...properties.data.map(({ id, name }) => ({ value: id, label: t('grants.rooms', { name }) }))]}
              />
            </div>
            <GrantMatrix users={shown} grants={grants.data} columns={columnsOf(properties.data, rooms.data, chosen)} properties={properties.data} />
            <div className="v-card-pad">
              <MarkLegend />
            </div>
          </div>
          <Card title={property ? t('grants.inWordsPlace', { place: property.name }) : t('grants.inWords')}>
            <GrantsInWords users={shown} grants={grants.data} properties={properties.data} chosen={chosen} />
          </Card>
        </div>
      )}
    </>
  );
}
