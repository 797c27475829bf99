import { Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconChevronLeft, IconChevronRight, IconDeviceCctv, IconPlug, IconPlus, IconRadar2 } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';
import { useDevices } from '../api/placesQueries';
import { useMay } from '../api/useMay';
import { filterCount, filterOf, passedOf, withFilter, withoutFilter, withPassed } from '../devices/deviceFilter';
import { DeviceFilters } from '../devices/DeviceFilters';
import { DeviceTable } from '../devices/DeviceTable';
import { FederateThing } from '../things/FederateThing';
import { FindThings } from '../things/FindThings';
import { PageHead } from '../ui/PageHead';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

const pageSize = 50;

/** Devices of all kinds; what of them is shown is in the page's address. */
export function DevicesPage() {
  const { t } = useWords();
  const go = useNavigate();
  const { may } = useMay();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params);
  const passed = passedOf(params);
  const { data, error, isPending, refetch } = useDevices(filter, passed.at(-1), pageSize);
  const filtered = filterCount(filter) > 0;
  const mayAdd = may('configure');
  const open = (name: 'federate' | 'find') => setParams((old) => new URLSearchParams([...old, [name, '']]));
  const close = () =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      next.delete('federate');
      next.delete('find');
      return next;
    }, { replace: true });

  return (
    <>
      <PageHead title={t('devices.title')}>
        {mayAdd && (
          <>
            <Button size="xs" variant="default" leftSection={<IconRadar2 size={15} />} onClick={() => open('find')}>
              {t('findThings.open')}
            </Button>
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <Button size="xs" leftSection={<IconPlus size={15} />} rightSection={<IconChevronDown size={14} />}>
                  {t('devices.add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPlug size={16} />} onClick={() => open('federate')}>
                  {t('devices.addThing')}
                </Menu.Item>
                <Menu.Item leftSection={<IconDeviceCctv size={16} />} onClick={() => void go('/cameras?add')}>
                  {t('devices.addCamera')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </PageHead>
      <div className="v-card">
        <DeviceFilters filter={filter} onFilter={(change) => setParams(withFilter(params, change), { replace: 'search' in change })} onClear={() => setParams(withoutFilter(params))} />
        {error && !data && <div className="v-card-pad"><Trouble error={error} onRetry={() => void refetch()} /></div>}
        {isPending && <div className="v-card-pad"><SkeletonRows count={6} height={44} /></div>}
        {data?.items.length === 0 && (
          <Empty icon={<IconPlug size={48} stroke={1.4} />} title={t(filtered ? 'devices.noMatch' : 'devices.empty')} {...(filtered ? {} : { text: t(mayAdd ? 'devices.emptyText' : 'devices.emptyForYou') })}>
            {filtered ? (
              <Button variant="default" onClick={() => setParams(withoutFilter(params))}>
                {t('devices.clear')}
              </Button>
            ) : (
              mayAdd && (
                <Group justify="center">
                  <Button onClick={() => open('find')}>{t('findThings.open')}</Button>
                  <Button variant="default" onClick={() => open('federate')}>
                    {t('devices.addThing')}
                  </Button>
                </Group>
              )
            )}
          </Empty>
        )}
        {data && data.items.length > 0 && <DeviceTable devices={data.items} sort={filter.sort} onSort={(sort) => setParams(withFilter(params, { sort }))} />}
        {data && passed.length === 0 && !data.next && data.items.length > 5 && <div className="v-pager v-muted v-small">{t('devices.total', { count: data.items.length })}</div>}
        {data && (passed.length > 0 || data.next) && (
          <div className="v-pager">
            <Button size="xs" variant="subtle" leftSection={<IconChevronLeft size={15} />} disabled={passed.length === 0} onClick={() => setParams(withPassed(params, passed.slice(0, -1)))}>
              {t('devices.previous')}
            </Button>
            <Text size="xs" className="v-muted v-num">
              {[t('devices.page', { page: passed.length + 1 }), data.total === undefined ? '' : t('devices.total', { count: data.total })].filter(Boolean).join(' · ')}
            </Text>
            <Button size="xs" variant="subtle" rightSection={<IconChevronRight size={15} />} disabled={!data.next} onClick={() => data.next && setParams(withPassed(params, [...passed, data.next]))}>
              {t('devices.next')}
            </Button>
          </div>
        )}
      </div>
      {params.has('federate') && <FederateThing onClose={close} />}
      {params.has('find') && <FindThings onClose={close} />}
    </>
  );
}
