import { ActionIcon, Button, Menu, Tabs } from '@mantine/core';
import { IconArrowLeft, IconDots, IconMapPin, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import { useDevice, useThing } from '../api/placesQueries';
import { asProblem } from '../api/problem';
import { browserTimeZone, useProperties } from '../api/queries';
import { serverClock } from '../api/serverClock';
import type { Device } from '../api/types';
import { useMay } from '../api/useMay';
import { EditDevice } from '../devices/EditDevice';
import { MoveDevice } from '../devices/MoveDevice';
import { PlaceLine } from '../devices/PlaceLine';
import { RemoveDevice } from '../devices/RemoveDevice';
import { ActionList } from '../things/ActionList';
import { EventFeed } from '../things/EventFeed';
import { silentAfter } from '../things/live';
import { LiveValues } from '../things/LiveValues';
import { PropertyList } from '../things/PropertyList';
import { ThingFacts } from '../things/ThingFacts';
import { useThingLive } from '../things/useThingLive';
import { PageHead } from '../ui/PageHead';
import { Trouble, Waiting } from '../ui/states';
import { useWords } from '../words/words';
import { NotFoundPage } from './NotFoundPage';

/** A device that is not a camera; cameras have a page of their own. */
export function DevicePage() {
  const { deviceId = '' } = useParams();
  const { data, error, isPending, refetch } = useDevice(deviceId);
  if (data?.kind === 'camera') return <Navigate to={`/cameras/${data.id}`} replace />;
  if (data) return <OneDevice key={data.id} device={data} />;
  if (isPending) return <Waiting />;
  return [400, 404].includes(asProblem(error).status) ? <NotFoundPage /> : <Trouble error={error} onRetry={() => void refetch()} />;
}

type Doing = 'edit' | 'move' | 'remove';

function OneDevice({ device }: { device: Device }) {
  const { t } = useWords();
  const go = useNavigate();
  const { may, owns } = useMay();
  const properties = useProperties();
  const thing = useThing(device.id);
  const live = useThingLive(device.id, thing.data?.latest);
  const [doing, setDoing] = useState<Doing>();
  const [since] = useState(() => serverClock.now());
  const timeZone = properties.data?.find(({ id }) => id === device.propertyId)?.timeZone ?? browserTimeZone;
  const mayConfigure = may('configure', device);
  const sensors = device.capabilities.filter(({ type }) => type === 'sensor');
  const isOn = thing.data?.enabled ?? device.enabled;
  const done = () => setDoing(undefined);
  const { data } = thing;

  return (
    <>
      <PageHead
        title={device.name}
        start={
          <ActionIcon component={Link} to="/devices" variant="subtle" color="gray" aria-label={t('common.back')}>
            <IconArrowLeft size={19} />
          </ActionIcon>
        }
      >
        <PlaceLine device={device} />
        {mayConfigure && !device.assigned && (
          <Button size="xs" variant="default" leftSection={<IconMapPin size={14} />} onClick={() => setDoing('move')}>
            {t('devices.assign')}
          </Button>
        )}
        {mayConfigure && (
          <Menu position="bottom-end" width={210}>
            <Menu.Target>
              <ActionIcon variant="default" size={30} aria-label={t('common.more', { name: device.name })}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDoing('edit')}>
                {t('common.edit')}
              </Menu.Item>
              <Menu.Item leftSection={<IconMapPin size={15} />} onClick={() => setDoing('move')}>
                {t(device.roomId ? 'devices.moveOpen' : 'devices.assign')}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => setDoing('remove')}>
                {t('common.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </PageHead>
      <div className="v-camera" data-testid="device" data-device={device.id} data-status={data?.status ?? device.status} data-listening={live.listening}>
        <div className="v-stackgap" style={{ minWidth: 0 }}>
          {(live.listening === 'lost' || live.listening === 'ended') && (
            <div className="v-note v-small" role="status">
              {t(live.listening === 'lost' ? 'thing.lost' : 'access.endedDevice')}
            </div>
          )}
          <LiveValues series={live.series} expected={isOn && sensors.length > 0} patience={silentAfter(sensors.map(({ intervalMilliseconds }) => intervalMilliseconds))} since={since} answers={data?.status !== 'offline' && data?.status !== 'not-responding'} timeZone={timeZone} />
          {thing.error && !data && <Trouble error={thing.error} onRetry={() => void thing.refetch()} />}
          {data && data.properties.length > 0 && (
            <PropertyList deviceId={device.id} properties={data.properties} told={live.values} timeZone={timeZone} mayRead={may('live', device)} mayWrite={mayConfigure} />
          )}
          {data && mayConfigure && data.actions.length > 0 && (
            <ActionList deviceId={device.id} actions={data.actions} isSiren={device.kind === 'siren' || device.capabilities.some(({ type }) => type === 'siren')} />
          )}
        </div>
        <Tabs defaultValue="details" className="v-card">
          <Tabs.List grow>
            <Tabs.Tab value="details">{t('camera.details')}</Tabs.Tab>
            <Tabs.Tab value="events">{t('thing.events')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="details" p="md">
            <ThingFacts device={device} thing={data} timeZone={timeZone} maySwitch={mayConfigure || owns(device.propertyId)} />
          </Tabs.Panel>
          <Tabs.Panel value="events" p="md">
            <EventFeed declared={data?.events ?? []} events={live.events} listening={live.listening} timeZone={timeZone} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {doing === 'edit' && <EditDevice device={device} onClose={done} />}
      {doing === 'move' && <MoveDevice device={device} onClose={done} />}
      {doing === 'remove' && <RemoveDevice device={device} onClose={done} onRemoved={() => void go('/devices')} />}
    </>
  );
}
