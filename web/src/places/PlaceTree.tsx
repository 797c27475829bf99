import { ActionIcon, Badge, Button, Group } from '@mantine/core';
import { IconChevronRight, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Property, Room } from '../api/placesTypes';
import { useMay } from '../api/useMay';
import { DeviceIcon } from '../devices/DeviceIcon';
import { deviceLink } from '../devices/deviceLink';
import { StatusDot } from '../devices/StatusDot';
import { clockText, isTimeZone } from '../timeline/days';
import { useWords } from '../words/words';
import type { PropertyNode, RoomNode } from './tree';

export interface PlaceActions {
  onAddRoom: (property: Property) => void;
  onEditProperty: (property: Property) => void;
  onEditRoom: (room: Room) => void;
  onRemoveProperty: (property: Property, contents: { rooms: number; devices: number }) => void;
  onRemoveRoom: (room: Room, devices: number) => void;
}

interface PlaceTreeProps extends PlaceActions {
  tree: PropertyNode[];
  /** Unfolds what was found. */
  searching: boolean;
  now: number;
}

/** Properties, their rooms, and what is in these. */
export function PlaceTree({ tree, searching, now, ...actions }: PlaceTreeProps) {
  return (
    <ul className="v-plain v-placetree">
      {tree.map((node) => (
        <PropertyBranch key={node.property.id} node={node} unfolded={searching && node.found} now={now} {...actions} />
      ))}
    </ul>
  );
}

function PropertyBranch({ node, unfolded, now, ...actions }: { node: PropertyNode; unfolded: boolean; now: number } & PlaceActions) {
  const { t } = useWords();
  const { isAdministrator } = useMay();
  const { property, rooms } = node;
  const clock = isTimeZone(property.timeZone) ? t('places.localTime', { time: clockText(now, property.timeZone, false) }) : undefined;
  // What the reader sees may be less than what there is; a search shows less of it still.
  const contents = { rooms: property.rooms, devices: property.devices };

  return (
    <li className="v-card" data-testid="property" data-property={property.id}>
      <div className="v-row v-branch">
        <div style={{ minWidth: 0 }}>
          <Link className="v-branchname" to={`/places/${property.id}`}>
            {property.name}
          </Link>{' '}
          {property.external && (
            <Badge variant="default" tt="none" fw={500} size="sm">
              {t('places.externalBadge')}
            </Badge>
          )}
          <div className="v-muted v-small v-num">{[property.address, clock].filter(Boolean).join(' · ')}</div>
          <div className="v-muted v-small">
            {[t('places.rooms', { count: property.rooms }), t('places.devices', { count: property.devices }), property.owner && t('places.ownedBy', { name: property.owner.name })].filter(Boolean).join(' · ')}
          </div>
        </div>
        <Group gap={4} className="v-push" wrap="nowrap">
          {isAdministrator && (
            <>
              <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => actions.onAddRoom(property)}>
                {t('places.addRoom')}
              </Button>
              <RowButtons name={property.name} onEdit={() => actions.onEditProperty(property)} onRemove={() => actions.onRemoveProperty(property, contents)} />
            </>
          )}
        </Group>
      </div>
      {rooms.length === 0 && <div className="v-row v-muted">{t('places.noRooms')}</div>}
      {rooms.length > 0 && (
        <ul className="v-plain" aria-label={t('places.roomsOf', { name: property.name })}>
          {rooms.map((one) => (
            // Folded anew when the search ends or finds something else.
            <RoomBranch key={`${one.room.id} ${unfolded}`} node={one} unfolded={unfolded && one.devices.length > 0} {...actions} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function RoomBranch({ node, unfolded, ...actions }: { node: RoomNode; unfolded: boolean } & Pick<PlaceActions, 'onEditRoom' | 'onRemoveRoom'>) {
  const { t } = useWords();
  const { isAdministrator } = useMay();
  const [open, setOpen] = useState(unfolded);
  const { room, devices } = node;
  const troubled = devices.filter(({ enabled, status }) => enabled && (status === 'offline' || status === 'not-responding')).length;
  return (
    <li data-testid="room" data-room={room.id}>
      <div className="v-row">
        {devices.length > 0 ? (
          <button type="button" className="v-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconChevronRight size={16} aria-hidden />
            <span>{room.name}</span>
          </button>
        ) : (
          <span className="v-fold-none">{room.name}</span>
        )}
        <span className="v-muted v-small v-nowrap">{t('places.devices', { count: devices.length })}</span>
        {troubled > 0 && <span className="v-small v-bad v-nowrap">{t('nav.silent', { count: troubled })}</span>}
        <Group gap={4} className="v-push" wrap="nowrap">
          {isAdministrator && <RowButtons name={room.name} onEdit={() => actions.onEditRoom(room)} onRemove={() => actions.onRemoveRoom(room, devices.length)} />}
        </Group>
      </div>
      {open && (
        <ul className="v-plain v-leaves" aria-label={t('places.devicesOf', { name: room.name })}>
          {devices.map((device) => (
            <li key={device.id}>
              <Link to={deviceLink(device)} className="v-leaf" data-testid="leaf" data-device={device.id}>
                <DeviceIcon device={device} size={17} />
                <span className="v-leafname">{device.name}</span>
                <span className="v-push v-small">
                  <StatusDot status={device.status} enabled={device.enabled} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function RowButtons({ name, onEdit, onRemove }: { name: string; onEdit: () => void; onRemove: () => void }) {
  const { t } = useWords();
  return (
    <>
      <ActionIcon variant="subtle" color="gray" aria-label={`${t('common.edit')}: ${name}`} onClick={onEdit}>
        <IconPencil size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={`${t('common.remove')}: ${name}`} onClick={onRemove}>
        <IconTrash size={16} />
      </ActionIcon>
    </>
  );
}
