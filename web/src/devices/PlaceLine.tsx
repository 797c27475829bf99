import { Link } from 'react-router';
import type { Device } from '../api/types';
import { useWords } from '../words/words';

/** Where a device is, or that it is nowhere. */
export function PlaceLine({ device: { roomName, propertyName, propertyId, assigned } }: { device: Pick<Device, 'roomName' | 'propertyName' | 'propertyId' | 'assigned'> }) {
  const { t } = useWords();
  if (!assigned) return <span className="v-muted v-small">{t('devices.notAssigned')}</span>;
  return (
    <span className="v-muted v-small">
      {roomName}
      {propertyName && ' · '}
      {propertyId ? <Link className="v-quietlink" to={`/places/${propertyId}`}>{propertyName}</Link> : propertyName}
    </span>
  );
}
