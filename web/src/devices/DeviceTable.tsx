import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useThings } from '../api/placesQueries';
import { browserTimeZone, useProperties, useRecordings, useStreams } from '../api/queries';
import type { Device } from '../api/types';
import { CameraForm } from '../cameras/CameraForm';
import { useWords, type WordKey } from '../words/words';
import { directionOf, nextSort } from './deviceFilter';
import { DeviceRow } from './DeviceRow';
import { EditDevice } from './EditDevice';
import { MoveDevice } from './MoveDevice';
import { RemoveDevice } from './RemoveDevice';

const columns: { name: string; label: WordKey; sorted?: true }[] = [
  { name: 'name', label: 'common.name', sorted: true },
  { name: 'place', label: 'devices.place' },
  { name: 'status', label: 'devices.status', sorted: true },
  { name: 'kind', label: 'devices.capabilities', sorted: true },
  { name: 'enabled', label: 'devices.enabled' },
  { name: 'recording', label: 'devices.recording' },
];

type Doing = { what: 'edit' | 'move' | 'remove'; device: Device };

interface DeviceTableProps {
  devices: Device[];
  sort: string | undefined;
  /** Absent where the order is not the reader's to choose. */
  onSort?: (sort: string) => void;
}

/** Devices of all kinds, one to a row. */
export function DeviceTable({ devices, sort, onSort }: DeviceTableProps) {
  const { t } = useWords();
  const streams = useStreams();
  const recordings = useRecordings();
  const things = useThings();
  const properties = useProperties();
  const [doing, setDoing] = useState<Doing>();
  const done = () => setDoing(undefined);

  return (
    <div className="v-scroll">
      <table className="v-table v-rows v-devices">
        <thead>
          <tr>
            {columns.map(({ name, label, sorted }) => {
              const direction = directionOf(sort, name);
              return (
                <th key={name} scope="col" {...(sorted && onSort ? { 'aria-sort': direction } : {})}>
                  {sorted && onSort ? (
                    <button type="button" className="v-sort" onClick={() => onSort(nextSort(sort ?? 'name', name))}>
                      {t(label)}
                      {direction === 'ascending' && <IconArrowUp size={12} aria-hidden />}
                      {direction === 'descending' && <IconArrowDown size={12} aria-hidden />}
                    </button>
                  ) : (
                    t(label)
                  )}
                </th>
              );
            })}
            <th aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              stream={streams.data?.find(({ id }) => id === device.id)}
              recording={recordings.data?.find(({ id }) => id === device.id)}
              thing={things.data?.find(({ deviceId }) => deviceId === device.id)}
              timeZone={properties.data?.find(({ id }) => id === device.propertyId)?.timeZone ?? browserTimeZone}
              onEdit={() => setDoing({ what: 'edit', device })}
              onMove={() => setDoing({ what: 'move', device })}
              onRemove={() => setDoing({ what: 'remove', device })}
            />
          ))}
        </tbody>
      </table>
      {doing?.what === 'edit' && (doing.device.kind === 'camera' ? <CameraForm device={doing.device} onClose={done} /> : <EditDevice device={doing.device} onClose={done} />)}
      {doing?.what === 'move' && <MoveDevice device={doing.device} onClose={done} />}
      {doing?.what === 'remove' && <RemoveDevice device={doing.device} onClose={done} />}
    </div>
  );
}
