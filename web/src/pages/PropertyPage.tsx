import { ActionIcon, Badge, Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useAllDevices } from '../api/placesQueries';
import type { Property } from '../api/placesTypes';
import { useProperties, useRooms } from '../api/queries';
import { useMay } from '../api/useMay';
import { DeviceTable } from '../devices/DeviceTable';
import { RoomBranch } from '../places/PlaceTree';
import { byName, treeOf } from '../places/tree';
import { usePlaceDialogs } from '../places/usePlaceDialogs';
import { FloorPlans } from '../plans/FloorPlans';
import { clockText, isTimeZone } from '../timeline/days';
import { PageHead } from '../ui/PageHead';
import { Trouble, Waiting } from '../ui/states';
import { useNow } from '../ui/useNow';
import { useWords } from '../words/words';
import { NotFoundPage } from './NotFoundPage';

/** A property: its floor plans, rooms and devices. */
export function PropertyPage() {
  const { propertyId = '' } = useParams();
  const { data, error, isPending, refetch } = useProperties();
  const property = data?.find(({ id }) => id === propertyId);
  if (property) return <OneProperty key={property.id} property={property} />;
  if (error && !data) return <Trouble error={error} onRetry={() => void refetch()} />;
  return isPending ? <Waiting /> : <NotFoundPage />;
}

function OneProperty({ property }: { property: Property }) {
  const { t } = useWords();
  const go = useNavigate();
  const now = useNow(10_000);
  const { may, isAdministrator } = useMay();
  const rooms = useRooms();
  const devices = useAllDevices({ propertyId: property.id });
  const { dialog, ...actions } = usePlaceDialogs(() => void go('/places'));
  const nodes = useMemo(() => treeOf([property], rooms.data ?? [], devices.data ?? [])[0]?.rooms ?? [], [property, rooms.data, devices.data]);
  const sorted = useMemo(() => [...(devices.data ?? [])].sort(byName), [devices.data]);
  const facts = [
    property.address,
    property.timeZone,
    isTimeZone(property.timeZone) ? t('places.localTime', { time: clockText(now, property.timeZone, false) }) : undefined,
    property.owner ? t('places.ownedBy', { name: property.owner.name }) : undefined,
  ];

  return (
    <>
      <PageHead
        title={property.name}
        start={
          <ActionIcon component={Link} to="/places" variant="subtle" color="gray" aria-label={t('common.back')}>
            <IconArrowLeft size={19} />
          </ActionIcon>
        }
      >
        {property.external && (
          <Badge variant="default" tt="none" fw={500}>
            {t('places.externalBadge')}
          </Badge>
        )}
        {isAdministrator && (
          <>
            <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} onClick={() => actions.onAddRoom(property)}>
              {t('places.addRoom')}
            </Button>
            <Menu position="bottom-end" width={200}>
              <Menu.Target>
                <ActionIcon variant="default" size={30} aria-label={t('common.more', { name: property.name })}>
                  <IconDots size={17} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => actions.onEditProperty(property)}>
                  {t('common.edit')}
                </Menu.Item>
                <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={() => actions.onRemoveProperty(property, { rooms: property.rooms, devices: property.devices })}>
                  {t('common.remove')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        )}
      </PageHead>
      <p className="v-intro v-num">{facts.filter(Boolean).join(' · ')}</p>
      <div className="v-cards">
        <FloorPlans propertyId={property.id} devices={sorted} mayConfigure={may('configure', { propertyId: property.id })} />
        <section className="v-card" aria-label={t('places.roomsOf', { name: property.name })}>
          <div className="v-cardhead v-cardhead-pad">
            <h2>{t('places.roomsTitle')}</h2>
            <span className="v-muted v-small">{t('places.rooms', { count: nodes.length })}</span>
          </div>
          {nodes.length === 0 && <div className="v-row v-muted">{t('places.noRooms')}</div>}
          <ul className="v-plain">
            {nodes.map((node) => (
              <RoomBranch key={node.room.id} node={node} unfolded={false} onEditRoom={actions.onEditRoom} onRemoveRoom={actions.onRemoveRoom} />
            ))}
          </ul>
        </section>
        <section className="v-card" aria-label={t('devices.title')}>
          <div className="v-cardhead v-cardhead-pad">
            <h2>{t('devices.title')}</h2>
            <span className="v-muted v-small">{t('places.devices', { count: sorted.length })}</span>
            <Link className="v-push v-small v-quietlink" to={`/devices?propertyId=${property.id}`}>
              {t('places.inTable')}
            </Link>
          </div>
          {devices.error && !devices.data && <Trouble error={devices.error} onRetry={() => void devices.refetch()} />}
          {sorted.length === 0 && devices.data && <div className="v-row v-muted">{t('places.noDevices')}</div>}
          {sorted.length > 0 && <DeviceTable devices={sorted} sort={undefined} />}
        </section>
      </div>
      {dialog}
    </>
  );
}
