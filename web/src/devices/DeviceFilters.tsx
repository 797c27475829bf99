import { Button, Collapse, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { deviceStatuses, type DeviceFilter } from '../api/placesTypes';
import { useWords } from '../words/words';
import { filterCount, placeFilter, placeValue } from './deviceFilter';
import { statusText } from './deviceWords';
import { RoomSelect } from './RoomSelect';

interface DeviceFiltersProps {
  filter: DeviceFilter;
  onFilter: (change: DeviceFilter) => void;
  onClear: () => void;
}

/** What the table shows. On a phone only the search is always there. */
export function DeviceFilters({ filter, onFilter, onClear }: DeviceFiltersProps) {
  const { t } = useWords();
  const narrow = useMediaQuery('(max-width: 719px)');
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(filter.search ?? '');
  // The address may change by itself: the way back, a link.
  useEffect(() => setTyped(filter.search ?? ''), [filter.search]);
  const search = useDebouncedCallback((text: string) => onFilter({ search: text.trim() || undefined }), 300);
  const count = filterCount({ ...filter, search: undefined });

  const anything = { value: '', label: t('devices.any') };
  const choice = (name: 'kind' | 'capability' | 'status' | 'enabled' | 'recording' | 'assigned' | 'sort', label: string, options: { value: string; label: string }[], all = anything) => (
    <NativeSelect size="xs" label={label} data={[all, ...options]} value={filter[name] ?? ''} onChange={(event) => onFilter({ [name]: event.currentTarget.value || undefined })} />
  );
  const onOff = [
    { value: 'true', label: t('common.on') },
    { value: 'false', label: t('common.off') },
  ];
  const choices = (
    <>
      <RoomSelect
        size="xs"
        label={t('devices.place')}
        value={placeValue(filter)}
        whole={(name) => t('devices.wholeProperty', { name })}
        before={<option value="">{t('devices.any')}</option>}
        onChange={(event) => onFilter(placeFilter(event.currentTarget.value))}
      />
      {choice('kind', t('devices.kind'), (['camera', 'thing', 'siren'] as const).map((value) => ({ value, label: t(`deviceKind.${value}`) })))}
      {choice('capability', t('devices.capability'), [
        { value: 'video', label: t('capability.video') },
        { value: 'sensor', label: t('capability.sensor') },
        { value: 'siren', label: t('capability.siren') },
      ])}
      {choice('status', t('devices.status'), deviceStatuses.map((value) => ({ value, label: statusText(value, t) })))}
      {choice('enabled', t('devices.enabled'), onOff)}
      {choice('recording', t('devices.recording'), onOff)}
      {choice('assigned', t('devices.assignment'), [
        { value: 'true', label: t('devices.assigned') },
        { value: 'false', label: t('devices.notAssigned') },
      ])}
      {narrow &&
        choice('sort', t('devices.sort'), [
          { value: '-name', label: t('devices.sortNameDown') },
          { value: 'status', label: t('devices.status') },
          { value: 'kind', label: t('devices.kind') },
        ], { value: '', label: t('common.name') })}
    </>
  );

  return (
    <form className="v-filters" role="search" aria-label={t('devices.filter')} onSubmit={(event) => event.preventDefault()}>
      <TextInput
        size="xs"
        type="search"
        label={narrow ? undefined : t('common.search')}
        aria-label={t('common.search')}
        placeholder={narrow ? t('common.search') : ''}
        leftSection={<IconSearch size={14} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      {narrow ? (
        <>
          <Button size="xs" variant="default" leftSection={<IconFilter size={14} />} aria-expanded={open} style={{ flex: 'none' }} onClick={() => setOpen(!open)}>
            {count > 0 ? t('devices.filtersOn', { count }) : t('devices.filters')}
          </Button>
          <Collapse expanded={open} style={{ flex: '1 1 100%' }}>
            <div className="v-filterfold">{choices}</div>
          </Collapse>
        </>
      ) : (
        choices
      )}
      {filterCount(filter) > 0 && (
        <Button size="xs" variant="subtle" style={{ flex: 'none' }} onClick={onClear}>
          {t('devices.clear')}
        </Button>
      )}
    </form>
  );
}
