import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys, useMe } from '../api/queries';

/** When roles or grants have changed, all that was fetched under the old ones is fetched anew. */
export function useFreshAccess(): void {
  const client = useQueryClient();
  const { data: me } = useMe();
  const access = me && JSON.stringify([me.roles, me.grants]);
  const known = useRef(access);
  useEffect(() => {
    if (access === undefined || access === known.current) return;
    const first = known.current === undefined;
    known.current = access;
    if (!first) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
  }, [access, client]);
}
