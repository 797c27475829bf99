import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Place } from '../api/grants';
import { useProperties, useRooms } from '../api/queries';
import { byName } from '../places/tree';

interface RoomSelectProps extends Omit<NativeSelectProps, 'data' | 'children'> {
  /** Which rooms are offered; all where nothing is said. */
  offered?: (place: Place) => boolean;
  /** Choices before the rooms. */
  before?: ReactNode;
  /** Choices after the rooms. */
  after?: ReactNode;
  /** Offers each property as a whole, too, by this text; values are then `property:` and `room:` with the id. */
  whole?: (name: string) => string;
}

/** A room out of all, grouped by property. */
export function RoomSelect({ offered = () => true, before, after, whole, ...rest }: RoomSelectProps) {
  const properties = useProperties();
  const rooms = useRooms();
  return (
    <NativeSelect {...rest}>
      {before}
      {[...(properties.data ?? [])].sort(byName).map((property) => {
        const inside = (rooms.data ?? []).filter((room) => room.propertyId === property.id && offered({ propertyId: property.id, roomId: room.id })).sort(byName);
        if (inside.length === 0 && !whole) return null;
        return (
          <optgroup key={property.id} label={property.name}>
            {whole && <option value={`property:${property.id}`}>{whole(property.name)}</option>}
            {inside.map((room) => (
              <option key={room.id} value={whole ? `room:${room.id}` : room.id}>
                {room.name}
              </option>
            ))}
          </optgroup>
        );
      })}
      {after}
    </NativeSelect>
  );
}
