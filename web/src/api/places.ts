import { json, withQuery } from './http';
import type { User } from './peopleTypes';
import type {
  DeviceFilter,
  FloorPlan,
  FoundThing,
  InspectedThing,
  NewThing,
  Owner,
  Placement,
  Thing,
  ThingSecret,
  ThingState,
} from './placesTypes';
import { Problem } from './problem';
import { all, authorized, get, id, patch, post, put, remove } from './requests';
import type { Device, Page } from './types';

const root = '/api/inventory';
const minute = 60_000;

/** Floor plans, and the devices in the rooms. */
export const places = {
  /** Who may own a property; only administrators are told. */
  owners: async (signal?: AbortSignal): Promise<Owner[]> =>
    (await all<User>('/api/identity/users', { active: true }, signal))
      .filter(({ roles }) => roles.some((role) => role === 'owner' || role === 'administrator'))
      .map(({ id: key, username, firstName, lastName }) => ({ id: key, name: [firstName, lastName].filter(Boolean).join(' ') || username })),

  plans: (propertyId: string, signal?: AbortSignal) => all<FloorPlan>(`${root}/properties/${id(propertyId)}/plans`, {}, signal),
  addPlan: async (propertyId: string, name: string, picture: Blob): Promise<{ id: string }> => {
    const init = { method: 'POST', body: picture, headers: { 'Content-Type': picture.type } };
    const response = await authorized(withQuery(`${root}/properties/${id(propertyId)}/plans`, { name }), init, 5 * minute);
    return (await response.json()) as { id: string };
  },
  planPicture: async (key: string, signal?: AbortSignal): Promise<Blob> =>
    (await authorized(`${root}/plans/${id(key)}/picture`, signal ? { signal } : {}, minute)).blob(),
  renamePlan: (key: string, name: string) => patch(`${root}/plans/${id(key)}`, { name }),
  place: (key: string, items: Placement[]) => put(`${root}/plans/${id(key)}/placements`, { items }),
  removePlan: (key: string) => remove(`${root}/plans/${id(key)}`),

  devices: (filter: DeviceFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    get<Page<Device> & { total?: number }>(`${root}/devices`, { ...filter, cursor, limit }, signal),
  allDevices: (filter: DeviceFilter, signal?: AbortSignal) => all<Device>(`${root}/devices`, { ...filter }, signal),
  device: (key: string, signal?: AbortSignal) => get<Device>(`${root}/devices/${id(key)}`, {}, signal),
  addThing: (body: NewThing) => post<{ id: string }>(`${root}/devices`, body),
  changeDevice: (key: string, body: { name?: string; description?: string; roomId?: string | null; enabled?: boolean; recording?: boolean }, version?: string) =>
    patch(`${root}/devices/${id(key)}`, body, version),
  removeDevice: (key: string) => remove(`${root}/devices/${id(key)}`),
};

const sensing = '/api/sensing/things';
/** A thing may take its time, and the server waits for it. */
const askingMs = 40_000;

/** Things of the Web of Things: what they are, say and do. */
export const things = {
  inspect: async (address: string, secret: ThingSecret, signal?: AbortSignal): Promise<InspectedThing> => {
    const init = json('POST', { address, ...secret });
    return (await (await authorized(`${sensing}/inspect`, signal ? { ...init, signal } : init, askingMs)).json()) as InspectedThing;
  },
  discover: async (what: { seconds?: number; directory?: string }, signal?: AbortSignal): Promise<FoundThing[]> => {
    const init = json('POST', what);
    const response = await authorized(`${sensing}/discover`, signal ? { ...init, signal } : init, askingMs);
    return ((await response.json()) as { items: FoundThing[] }).items;
  },
  all: (signal?: AbortSignal) => all<ThingState>(sensing, {}, signal),
  one: (deviceId: string, signal?: AbortSignal) => get<Thing>(`${sensing}/${id(deviceId)}`, {}, signal),
  read: async (deviceId: string, name: string): Promise<unknown> => valueOf(await authorized(`${sensing}/${id(deviceId)}/properties/${id(name)}`, {}, askingMs)),
  write: async (deviceId: string, name: string, value: unknown): Promise<void> => {
    await authorized(`${sensing}/${id(deviceId)}/properties/${id(name)}`, json('PUT', { value }), askingMs);
  },
  invoke: async (deviceId: string, name: string, input: unknown): Promise<unknown> => {
    const body = input === undefined ? {} : { input };
    const answer = await bodyOf(await authorized(`${sensing}/${id(deviceId)}/actions/${id(name)}`, json('POST', body), askingMs));
    return (answer as { output?: unknown } | undefined)?.output;
  },
  livePath: (deviceId: string): string => `${sensing}/${id(deviceId)}/live`,
};

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem({ status: response.status, code: 'unexpected', detail: text.slice(0, 200) });
  }
}

/** The server tells a property as `{value}`. */
async function valueOf(response: Response): Promise<unknown> {
  const body = await bodyOf(response);
  return typeof body === 'object' && body !== null && 'value' in body ? body.value : body;
}
