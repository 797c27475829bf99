import type { Grant, Right } from '../api/grants';
import type { Property, Room } from '../api/placesTypes';
import { inOrder } from './grantWords';

/** A column of the matrix: everywhere, a property, or a room. */
export type Column = { scope: 'everywhere' } | { scope: 'property'; property: Property } | { scope: 'room'; room: Room; property: Property };

export interface Mark {
  right: Right;
  /** By a wider grant than the cell's own. */
  wider: boolean;
  /** Only from some time, or until some. */
  boxed: boolean;
  /** In force now. */
  now: boolean;
}

export interface Cell {
  /** The grants on this very place. */
  own: Grant[];
  marks: Mark[];
  /** Of a property: rooms with grants of their own. */
  roomsBelow: number;
}

/** All places side by side: everywhere, then each property; with a property chosen: everywhere, that one and its rooms. */
export function columnsOf(properties: readonly Property[], rooms: readonly Room[], chosen: string | undefined): Column[] {
  const byName = <T extends { name: string }>(items: readonly T[]) => items.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  const shown = byName(properties).filter(({ id }) => chosen === undefined || id === chosen);
  return [
    { scope: 'everywhere' },
    ...shown.flatMap((property): Column[] => [
      { scope: 'property', property },
      ...(chosen === undefined ? [] : byName(rooms.filter(({ propertyId }) => propertyId === property.id)).map((room): Column => ({ scope: 'room', room, property }))),
    ]),
  ];
}

export function placeIdOf(column: Column): string | null {
  return column.scope === 'everywhere' ? null : column.scope === 'property' ? column.property.id : column.room.id;
}

const propertyOf = (column: Column): string | null => (column.scope === 'everywhere' ? null : column.property.id);

/** Whether a grant reaches the whole of a column's place without being on that very place. */
function isWider(grant: Grant, column: Column): boolean {
  if (grant.scope === 'everywhere') return column.scope !== 'everywhere';
  return grant.scope === 'property' && column.scope === 'room' && grant.placeId === column.property.id;
}

const isOn = (grant: Grant, column: Column): boolean => grant.scope === column.scope && (grant.placeId ?? null) === placeIdOf(column);

/** What one person's grants come to at a place. Of several that give a right, the strongest counts. */
export function cellOf(grants: readonly Grant[], column: Column): Cell {
  const own = grants.filter((grant) => isOn(grant, column));
  const found = new Map<Right, Mark>();
  for (const grant of grants) {
    const wider = isWider(grant, column);
    if (!wider && !isOn(grant, column)) continue;
    for (const right of grant.rights) {
      // The log has no places.
      if (right === 'audit' && column.scope !== 'everywhere') continue;
      const mark: Mark = { right, wider, boxed: grant.from !== null || grant.until !== null, now: grant.inForce };
      const known = found.get(right);
      if (!known || strength(mark) > strength(known)) found.set(right, mark);
    }
  }
  const below = column.scope === 'property' ? new Set(grants.filter(({ scope, propertyId }) => scope === 'room' && propertyId === propertyOf(column)).map(({ placeId }) => placeId)) : undefined;
  return { own, marks: inOrder([...found.keys()]).flatMap((right) => found.get(right) ?? []), roomsBelow: below?.size ?? 0 };
}

/** In force before not, for always before for a time, one's own before a wider one. */
const strength = ({ now, boxed, wider }: Mark): number => Number(now) * 4 + Number(!boxed) * 2 + Number(!wider);
