/** What somebody may do, and where; as `/api/identity/me` tells it. */
import type { Refined } from './refined';
import type { components } from './schema/identity';

export const rights = ['live', 'playback', 'export', 'delete', 'hold', 'configure', 'audit'] as const;
export type Right = (typeof rights)[number];

/** `placeId` is a property's or a room's by the scope; `propertyId` tells the property a room is in. */
export type Grant = Refined<
  components['schemas']['GrantView'],
  { scope: 'everywhere' | 'property' | 'room'; rights: Right[]; kind: 'given' | 'ownership' }
>;

/** Where something is. Without a property it is nowhere: only administrators reach it. */
export interface Place {
  propertyId?: string | null | undefined;
  roomId?: string | null | undefined;
}

export interface Permissions {
  isAdministrator: boolean;
  /** Whether the reader may do this at the place; without a place: anywhere at all. The server decides; this only spares offers it would refuse. */
  may: (right: Right, place?: Place) => boolean;
  /** Whether the property is the reader's own: its owner may switch what is in it on and off. */
  owns: (propertyId: string | null | undefined) => boolean;
}

/** Roles that may hold grants; others' grants count for nothing. */
const holders = ['guardian', 'owner', 'service'];

/** What follows from roles and grants at an instant (Unix milliseconds). */
export function permissionsOf(roles: readonly string[], grants: readonly Grant[], now: number): Permissions {
  const has = (role: string) => roles.some((one) => one.toLowerCase() === role);
  const isAdministrator = has('administrator');
  const held = holders.some(has) ? grants.filter(({ from, until }) => (from === null || Date.parse(from) <= now) && (until === null || now < Date.parse(until))) : [];
  const covers = (grant: Grant, place: Place | undefined): boolean => {
    if (!place || grant.scope === 'everywhere') return true;
    const of = grant.scope === 'room' ? place.roomId : place.propertyId;
    return of != null && of === grant.placeId;
  };
  return {
    isAdministrator,
    may: (right, place) => isAdministrator || (!isNowhere(place) && held.some((grant) => grant.rights.includes(right) && covers(grant, place))),
    owns: (propertyId) => propertyId != null && held.some((grant) => grant.kind === 'ownership' && grant.placeId === propertyId),
  };
}

const isNowhere = (place: Place | undefined): boolean => place !== undefined && place.propertyId == null && place.roomId == null;
