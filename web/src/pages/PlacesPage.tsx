import { Anchor, Button, TextInput } from '@mantine/core';
import { IconBuilding, IconPlus, IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAllDevices } from '../api/placesQueries';
import { useProperties, useRooms } from '../api/queries';
import { useMay } from '../api/useMay';
import { PlaceTree } from '../places/PlaceTree';
import { searched, treeOf } from '../places/tree';
import { usePlaceDialogs } from '../places/usePlaceDialogs';
import { PageHead } from '../ui/PageHead';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useNow } from '../ui/useNow';
import { useWords } from '../words/words';

/** Properties and rooms as a tree. */
export function PlacesPage() {
  const { t } = useWords();
  const { isAdministrator } = useMay();
  const properties = useProperties();
  const rooms = useRooms();
  const devices = useAllDevices();
  const now = useNow(10_000);
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const { dialog, onAddProperty, ...actions } = usePlaceDialogs();
  const tree = useMemo(() => (properties.data ? treeOf(properties.data, rooms.data ?? [], devices.data ?? []) : undefined), [properties.data, rooms.data, devices.data]);
  const shown = tree && searched(tree, search);
  const nowhere = isAdministrator ? (devices.data?.filter(({ assigned }) => !assigned).length ?? 0) : 0;

  return (
    <>
      <PageHead title={t('places.title')}>
        {tree && tree.length > 0 && (
          <TextInput
            size="xs"
            type="search"
            leftSection={<IconSearch size={14} />}
            aria-label={t('places.search')}
            placeholder={t('common.search')}
            value={search}
            onChange={(event) => setParams(event.currentTarget.value ? { search: event.currentTarget.value } : {}, { replace: true })}
          />
        )}
        {isAdministrator && (
          <Button size="xs" leftSection={<IconPlus size={15} />} onClick={onAddProperty}>
            {t('places.addProperty')}
          </Button>
        )}
      </PageHead>
      {properties.error && !properties.data && <Trouble error={properties.error} onRetry={() => void properties.refetch()} />}
      {properties.isPending && <SkeletonRows count={3} height={72} />}
      {tree?.length === 0 && (
        <Empty icon={<IconBuilding size={48} stroke={1.4} />} title={t('places.empty')} text={t(isAdministrator ? 'places.emptyText' : 'places.emptyForYou')}>
          {isAdministrator && <Button onClick={onAddProperty}>{t('places.addProperty')}</Button>}
        </Empty>
      )}
      {tree && tree.length > 0 && shown?.length === 0 && <Empty title={t('places.noMatch', { text: search })} />}
      {nowhere > 0 && search === '' && (
        <p className="v-note v-small" data-testid="nowhere">
          {t('places.nowhere', { count: nowhere })}{' '}
          <Anchor component={Link} to="/devices?assigned=false" size="sm">
            {t('places.showNowhere')}
          </Anchor>
        </p>
      )}
      {shown && shown.length > 0 && <PlaceTree tree={shown} searching={search.trim() !== ''} now={now} {...actions} />}
      {dialog}
    </>
  );
}
