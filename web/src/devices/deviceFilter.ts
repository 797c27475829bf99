import type { DeviceFilter } from '../api/placesTypes';

/** What of the table is in the page's address. */
const names = ['kind', 'capability', 'propertyId', 'roomId', 'enabled', 'recording', 'assigned', 'status', 'search', 'sort'] as const satisfies readonly (keyof DeviceFilter)[];
const after = 'after';

/** The filter an address asks for. */
export function filterOf(params: URLSearchParams): DeviceFilter {
  return Object.fromEntries(names.flatMap((name) => (params.get(name) ? [[name, params.get(name) ?? '']] : [])));
}

/** The cursors of the pages passed: the last is that of the page shown. */
export const passedOf = (params: URLSearchParams): string[] => params.getAll(after);

/** The address of a filter; another filter begins at its first page. What else the address says stays. */
export function withFilter(params: URLSearchParams, change: DeviceFilter): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete(after);
  for (const [name, value] of Object.entries(change)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export function withPassed(params: URLSearchParams, passed: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete(after);
  for (const cursor of passed) next.append(after, cursor);
  return next;
}

/** Without any filter; the order stays. */
export function withoutFilter(params: URLSearchParams): URLSearchParams {
  return withFilter(params, Object.fromEntries(names.filter((name) => name !== 'sort').map((name) => [name, undefined])));
}

/** How many things are filtered by; the order is none. */
export const filterCount = (filter: DeviceFilter): number => Object.entries(filter).filter(([name, value]) => name !== 'sort' && value).length;

/** Pressing a column's head: upwards, downwards, and back. */
export function nextSort(sort: string | undefined, column: string): string {
  return sort === column ? `-${column}` : column;
}

export type Direction = 'ascending' | 'descending' | 'none';
export function directionOf(sort: string | undefined, column: string): Direction {
  const now = sort ?? 'name';
  return now === column ? 'ascending' : now === `-${column}` ? 'descending' : 'none';
}

/** A property or a room in one choice. */
export function placeValue({ propertyId, roomId }: DeviceFilter): string {
  return roomId ? `room:${roomId}` : propertyId ? `property:${propertyId}` : '';
}
export function placeFilter(value: string): DeviceFilter {
  const [kind, key] = value.split(':', 2);
  return { propertyId: kind === 'property' ? key : undefined, roomId: kind === 'room' ? key : undefined };
}
