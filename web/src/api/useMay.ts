import { useMemo } from 'react';
import { useNow } from '../ui/useNow';
import { permissionsOf, type Permissions } from './grants';
import { useMe } from './queries';

const minute = 60_000;

/** What the reader may do; nothing while that is not known. Grants begin and end by the clock, so it is looked at again every minute. */
export function useMay(): Permissions {
  const { data: me } = useMe();
  const now = useNow(minute);
  return useMemo(() => permissionsOf(me?.roles ?? [], me?.grants ?? [], now), [me, now]);
}
