import { ActionIcon, Badge, Button, Menu } from '@mantine/core';
import { IconDots, IconMapPin, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ThingState } from '../api/placesTypes';
import type { Device, RecordingCamera, StreamCamera } from '../api/types';
import { useMay } from '../api/useMay';
import { OneSwitch } from '../cameras/CameraSwitches';
import { moment } from '../words/format';
import { useWords } from '../words/words';
import { DeviceIcon } from './DeviceIcon';
import { deviceLink } from './deviceLink';
import { capabilityName, capabilityText } from './deviceWords';
import { StatusDot } from './StatusDot';
import { useDeviceSwitches } from './useDeviceSwitches';

interface DeviceRowProps {
  device: Device;
  stream: StreamCamera | undefined;
  recording: RecordingCamera | undefined;
  thing: ThingState | undefined;
  timeZone: string;
  onEdit: () => void;
  onMove: () => void;
  onRemove: () => void;
}

/** One device of the table, with the switches that its reader may use. */
export function DeviceRow({ device, stream, recording, thing, timeZone, onEdit, onMove, onRemove }: DeviceRowProps) {
  const { t, language } = useWords();
  const { may, owns } = useMay();
  const { name, kind, roomName, propertyName, propertyId, capabilities } = device;
  const isCamera = kind === 'camera';
  const usable = stream ? stream.state !== 'off' : (thing?.enabled ?? device.enabled);
  const { used, record } = useDeviceSwitches(device, { used: usable, recorded: recording?.wanted ?? device.recording });
  const mayConfigure = may('configure', device);
  const shown = capabilities.slice(0, 3);

  return (
    <tr data-testid="device-row" data-device={device.id} data-kind={kind} data-status={device.status}>
      <th scope="row">
        <span className="v-device">
          <DeviceIcon device={device} size={19} />
          <span>
            <Link to={deviceLink(device)}>{name}</Link>
            {device.description && <span className="v-muted v-small v-line2">{device.description}</span>}
          </span>
        </span>
      </th>
      <td data-label={t('devices.place')}>
        {device.assigned ? (
          <span>
            {roomName}
            <span className="v-muted v-small v-block">
              {propertyId && propertyName ? <Link className="v-quietlink" to={`/places/${propertyId}`}>{propertyName}</Link> : propertyName}
            </span>
          </span>
        ) : mayConfigure ? (
          <Button size="compact-xs" variant="default" leftSection={<IconMapPin size={13} />} onClick={onMove}>
            {t('devices.assign')}
          </Button>
        ) : (
          <span className="v-muted">{t('devices.notAssigned')}</span>
        )}
      </td>
      <td data-label={t('devices.status')}>
        <span>
          <StatusDot status={device.status} enabled={device.enabled} />
          {device.statusSince && device.enabled && (
            <span className="v-muted v-small v-num v-block">{t('devices.since', { time: moment(device.statusSince, timeZone, language) })}</span>
          )}
        </span>
      </td>
      <td data-label={t('devices.capabilities')}>
        {capabilities.length > 0 && (
          <span className="v-chips">
            {shown.map((one, index) => (
              <Badge key={index} variant="default" tt="none" fw={500} size="sm" title={capabilityText(one, t)}>
                {capabilityName(one, t)}
              </Badge>
            ))}
            {capabilities.length > shown.length && <span className="v-muted v-small">+{capabilities.length - shown.length}</span>}
          </span>
        )}
      </td>
      <td data-label={t('devices.enabled')}>
        <OneSwitch label={t('cameras.useSwitch', { name })} state={used} may={mayConfigure || owns(propertyId)} testId="use-switch" />
      </td>
      <td data-label={isCamera ? t('devices.recording') : undefined}>
        {isCamera && <OneSwitch label={t('cameras.recordSwitch', { name })} state={record} may={mayConfigure} testId="record-switch" hint={usable ? undefined : t('cameras.turnOnFirst')} />}
      </td>
      <td className="v-rowend">
        {mayConfigure && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('common.more', { name })}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
                {t('common.edit')}
              </Menu.Item>
              <Menu.Item leftSection={<IconMapPin size={15} />} onClick={onMove}>
                {t(device.roomId ? 'devices.moveOpen' : 'devices.assign')}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onRemove}>
                {t('common.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
}
