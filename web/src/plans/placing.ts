import type { DeviceStatus, Placement } from '../api/placesTypes';
import type { StreamState } from '../api/types';

/** How far an arrow key moves a device, as a share of the picture; with Shift it is five times as far. */
const step = 0.01;
const leap = 5;
const within = (share: number): number => Math.min(1, Math.max(0, Math.round(share * 10_000) / 10_000));

/** Puts a device on a plan, or elsewhere on it; never beyond its edges. */
export function put(items: readonly Placement[], deviceId: string, x: number, y: number): Placement[] {
  const placed = { deviceId, x: within(x), y: within(y) };
  return items.some((one) => one.deviceId === deviceId) ? items.map((one) => (one.deviceId === deviceId ? placed : one)) : [...items, placed];
}

export const takeOff = (items: readonly Placement[], deviceId: string): Placement[] => items.filter((one) => one.deviceId !== deviceId);

const directions: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** What a key does to a device on a plan; undefined when it does nothing. */
export function pressed(items: readonly Placement[], deviceId: string, key: string, shift: boolean): Placement[] | undefined {
  const at = items.find((one) => one.deviceId === deviceId);
  if (!at) return undefined;
  if (key === 'Delete' || key === 'Backspace') return takeOff(items, deviceId);
  const direction = directions[key];
  if (!direction) return undefined;
  const length = step * (shift ? leap : 1);
  return put(items, deviceId, at.x + direction[0] * length, at.y + direction[1] * length);
}

/** Where a point of the screen is on a picture, as shares of it. */
export function shareAt(box: { left: number; top: number; width: number; height: number }, point: { clientX: number; clientY: number }): { x: number; y: number } {
  return { x: (point.clientX - box.left) / box.width, y: (point.clientY - box.top) / box.height };
}
export const isInside = ({ x, y }: { x: number; y: number }): boolean => x >= 0 && x <= 1 && y >= 0 && y <= 1;

const ofStream: Record<StreamState, DeviceStatus> = { idle: 'online', off: 'unknown', connecting: 'not-responding', online: 'online', silent: 'offline' };

/** The freshest word on whether a device answers: its stream's, the thing's own, or the inventory's. */
export function freshStatus(device: { status: DeviceStatus }, stream: { state: StreamState } | undefined, thing: { status: DeviceStatus | null } | undefined): DeviceStatus {
  return thing?.status ?? (stream && ofStream[stream.state]) ?? device.status;
}

/** What a picture of a plan may be. */
export const pictureTypes = ['image/png', 'image/jpeg'];
export const mostPictureBytes = 10 * 1024 * 1024;
export function pictureTrouble(file: { type: string; size: number } | null): 'form.required' | 'plans.wrongType' | 'plans.tooBig' | undefined {
  if (!file) return 'form.required';
  if (!pictureTypes.includes(file.type)) return 'plans.wrongType';
  return file.size > mostPictureBytes ? 'plans.tooBig' : undefined;
}
