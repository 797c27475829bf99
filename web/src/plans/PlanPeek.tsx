import { ActionIcon, Anchor } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { DeviceStatus, Thing } from '../api/placesTypes';
import { browserTimeZone, useCameraViews, useProperties } from '../api/queries';
import type { Device } from '../api/types';
import { useMay } from '../api/useMay';
import { deviceLink } from '../devices/deviceLink';
import { measureText, valueText } from '../devices/deviceWords';
import { StatusDot } from '../devices/StatusDot';
import { LiveTile } from '../live/LiveTile';
import { moment } from '../words/format';
import { useWords } from '../words/words';

interface PlanPeekProps {
  device: Device;
  status: DeviceStatus;
  thing: Thing | undefined;
  onClose: () => void;
}

/** A device of the plan, looked at: a camera's live picture, a thing's last values; and the way to its page. */
export function PlanPeek({ device, status, thing, onClose }: PlanPeekProps) {
  const { t, language } = useWords();
  const { may } = useMay();
  const { views } = useCameraViews();
  const properties = useProperties();
  const timeZone = properties.data?.find(({ id }) => id === device.propertyId)?.timeZone ?? browserTimeZone;
  const view = device.kind === 'camera' && may('live', device) ? views?.find((one) => one.device.id === device.id) : undefined;
  return (
    <section className="v-peek" aria-label={device.name} data-testid="peek">
      <div className="v-peek-head">
        <strong>{device.name}</strong>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('common.close')} onClick={onClose} data-autofocus>
          <IconX size={15} />
        </ActionIcon>
      </div>
      <div className="v-muted v-small">
        {device.roomName} · <StatusDot status={status} enabled={device.enabled} />
      </div>
      {view && <LiveTile view={view} recording={undefined} />}
      {thing && thing.latest.length > 0 && (
        <dl className="v-facts v-num">
          {thing.latest.map(({ measure, unit, value, at }) => (
            <div key={measure} style={{ display: 'contents' }}>
              <dt>{measureText(measure, t)}</dt>
              <dd>
                <strong>{valueText(value, unit, language)}</strong> <span className="v-muted">{moment(at, timeZone, language)}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Anchor component={Link} to={deviceLink(device)} size="sm">
        {t('plans.openDevice')}
      </Anchor>
    </section>
  );
}
