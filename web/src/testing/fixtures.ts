import { vi } from 'vitest';
import { api } from '../api/client';
import type { Device, Me } from '../api/types';

/** A camera as the inventory tells of it. */
export const device = (id: string, name: string): Device => ({
  id, name, kind: 'camera', roomId: 'r1', propertyId: 'p1', enabled: true, recording: true, version: 1, createdAt: '2026-01-01T00:00:00Z', source: null,
}) as unknown as Device;

/** An administrator, or whoever is said. */
export const someone = (change: Partial<Me> = {}): Me => ({
  id: 'u0', username: 'admin', email: null, firstName: '', lastName: '', roles: ['administrator'], grants: [], contacts: [], secondFactor: false, recoveryCodesLeft: 0, hasPassword: true, external: [], ...change,
});

/** Cameras of one property in Madrid. */
export function withCameras(...names: string[]): void {
  vi.spyOn(api, 'cameras').mockResolvedValue(names.map((name, index) => device(`c${index + 1}`, name)));
  vi.spyOn(api, 'recordingSettings').mockResolvedValue({ segmentSeconds: 10, fragmentMilliseconds: 1000, budgetBytes: 0, reserveBytes: 0, encryptFootage: false, defaultTemplate: 'home', commitMilliseconds: 250 });
  vi.spyOn(api, 'me').mockResolvedValue(someone());
  vi.spyOn(api, 'streams').mockResolvedValue([]);
  vi.spyOn(api, 'rooms').mockResolvedValue([{ id: 'r1', propertyId: 'p1', name: 'Yard' }]);
  vi.spyOn(api, 'properties').mockResolvedValue([{ id: 'p1', name: 'Home', address: '', timeZone: 'Europe/Madrid', external: false, owner: null, rooms: 1, devices: names.length, version: '1' }]);
}
