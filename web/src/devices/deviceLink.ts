import type { DeviceKind } from '../api/placesTypes';

/** The page of a device; cameras have one of their own. */
export const deviceLink = ({ id, kind }: { id: string; kind: DeviceKind }): string => (kind === 'camera' ? `/cameras/${id}` : `/devices/${id}`);
