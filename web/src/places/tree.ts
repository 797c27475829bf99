import type { Property, Room } from '../api/placesTypes';
import type { Device } from '../api/types';

export const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, undefined, { numeric: true, sensitivity: 'base' });

export interface RoomNode {
  room: Room;
  devices: Device[];
}
export interface PropertyNode {
  property: Property;
  rooms: RoomNode[];
  /** Whether something within matches the search: then it is shown unfolded. */
  found: boolean;
}

/** Properties with their rooms and these with their devices, by name. */
export function treeOf(properties: readonly Property[], rooms: readonly Room[], devices: readonly Device[]): PropertyNode[] {
  return [...properties].sort(byName).map((property) => ({
    property,
    found: false,
    rooms: rooms
      .filter(({ propertyId }) => propertyId === property.id)
      .sort(byName)
      .map((room) => ({ room, devices: devices.filter(({ roomId }) => roomId === room.id).sort(byName) })),
  }));
}

/** What matches: a property by name, address or owner keeps all its rooms; otherwise those rooms that match, by their name or a device's. */
export function searched(tree: readonly PropertyNode[], search: string): PropertyNode[] {
  const wanted = fold(search.trim());
  if (wanted === '') return [...tree];
  const says = (...texts: (string | null | undefined)[]) => texts.some((text) => text && fold(text).includes(wanted));
  return tree.flatMap((node) => {
    const { property, rooms } = node;
    const inside = rooms.filter(({ room, devices }) => says(room.name) || devices.some(({ name }) => says(name)));
    if (says(property.name, property.address, property.owner?.name)) return [{ ...node, found: inside.length > 0 }];
    return inside.length > 0 ? [{ property, rooms: inside, found: true }] : [];
  });
}

/** Without case and accents: people search "cadiz" for "Cádiz". */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
