import { vi } from 'vitest';
import { api } from '../api/client';
import type { Grant } from '../api/grants';
import { places, things } from '../api/places';
import type { Property, Room, Thing } from '../api/placesTypes';
import type { Device, Me } from '../api/types';
import { device, someone } from './fixtures';

export const property = (id: string, name: string, change: Partial<Property> = {}): Property => ({
  id, name, address: '', timeZone: 'Europe/Madrid', external: false, owner: null, rooms: 1, devices: 1, version: '1', ...change,
});

/** A sensor as the inventory tells of it, in the yard. */
export const sensor = (change: Partial<Device> = {}): Device => ({
  ...device('d1', 'Climate'), kind: 'thing', thingId: 'urn:dev:wot:climate', description: '', roomName: 'Yard', propertyName: 'Home', assigned: true, recording: false, status: 'online', statusSince: null, lastOnline: null,
  capabilities: [{ type: 'sensor', measure: 'temperature', unit: 'celsius', intervalMilliseconds: 2500 }], thing: { url: 'http://10.0.0.9/device', username: null, hasSecret: false }, ...change,
});

/** The same as sensing tells of it. */
export const thing = (change: Partial<Thing> = {}): Thing => ({
  deviceId: 'd1', id: 'urn:dev:wot:climate', title: 'Climate', description: null, status: 'online', statusSince: null, lastOnline: null, enabled: true, wanted: true, lastError: null,
  properties: [], actions: [], events: [], capabilities: [], security: ['nosec'], latest: [], leftOut: 0, ...change,
});

export const grant = (change: Partial<Grant> = {}): Grant => ({
  id: 'g1', userId: 'u0', username: 'ana', scope: 'room', placeId: 'r1', placeName: 'Yard', propertyId: 'p1', rights: ['live'], from: null, until: null, kind: 'given', inForce: true, ...change,
});

/** A guardian of the yard who may look. */
export const guardian = (rights: Grant['rights'] = ['live']): Me => someone({ username: 'ana', roles: ['guardian'], grants: [grant({ rights })] });

interface Installation {
  me?: Me;
  properties?: Property[];
  rooms?: Room[];
  devices?: Device[];
  things?: Thing[];
}

/** What the server tells: one property with a yard and a sensor, to an administrator, where nothing else is said. */
export function withPlaces({ me = someone(), properties = [property('p1', 'Home')], rooms = [{ id: 'r1', propertyId: 'p1', name: 'Yard' }], devices = [sensor()], things: known = [thing()] }: Installation = {}): void {
  vi.spyOn(api, 'me').mockResolvedValue(me);
  vi.spyOn(api, 'properties').mockResolvedValue(properties);
  vi.spyOn(api, 'rooms').mockResolvedValue(rooms);
  vi.spyOn(api, 'streams').mockResolvedValue([]);
  vi.spyOn(api, 'recordings').mockResolvedValue([]);
  vi.spyOn(api, 'cameras').mockResolvedValue(devices.filter(({ kind }) => kind === 'camera'));
  vi.spyOn(places, 'devices').mockResolvedValue({ items: devices, next: null });
  vi.spyOn(places, 'allDevices').mockResolvedValue(devices);
  vi.spyOn(places, 'device').mockImplementation((id) => Promise.resolve(devices.find((one) => one.id === id) ?? sensor()));
  vi.spyOn(places, 'plans').mockResolvedValue([]);
  vi.spyOn(things, 'all').mockResolvedValue(known);
  vi.spyOn(things, 'one').mockImplementation((id) => Promise.resolve(known.find(({ deviceId }) => deviceId === id) ?? thing()));
}
