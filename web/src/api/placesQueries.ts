import { useQueries, useQuery } from '@tanstack/react-query';
import { places, things } from './places';
import type { DeviceFilter } from './placesTypes';
import { keys } from './queries';

export const placesKeys = {
  owners: ['owners'],
  plans: (propertyId: string) => ['plans', propertyId],
  picture: (planId: string) => ['plan-picture', planId],
  devices: keys.devices,
  device: (deviceId: string) => [...keys.devices, 'one', deviceId],
  things: ['things'],
  thing: (deviceId: string) => ['things', deviceId],
} as const;

export const useOwners = (enabled: boolean) =>
  useQuery({ queryKey: placesKeys.owners, queryFn: ({ signal }) => places.owners(signal), staleTime: 60_000, enabled });
export const usePlans = (propertyId: string) =>
  useQuery({ queryKey: placesKeys.plans(propertyId), queryFn: ({ signal }) => places.plans(propertyId, signal), staleTime: 30_000 });
/** One page of the devices that pass the filter; the page before stays while the next is on its way. */
export const useDevices = (filter: DeviceFilter, cursor: string | undefined, limit: number) =>
  useQuery({
    queryKey: [...placesKeys.devices, 'page', filter, cursor, limit],
    queryFn: ({ signal }) => places.devices(filter, cursor, limit, signal),
    refetchInterval: 10_000,
    placeholderData: (old) => old,
  });
export const useAllDevices = (filter: DeviceFilter = {}) =>
  useQuery({ queryKey: [...placesKeys.devices, 'all', filter], queryFn: ({ signal }) => places.allDevices(filter, signal), refetchInterval: 10_000 });
export const useDevice = (deviceId: string) =>
  useQuery({ queryKey: placesKeys.device(deviceId), queryFn: ({ signal }) => places.device(deviceId, signal), refetchInterval: 10_000 });
/** The things' states: what they themselves say of being on. */
export const useThings = (refetchInterval = 10_000) =>
  useQuery({ queryKey: placesKeys.things, queryFn: ({ signal }) => things.all(signal), refetchInterval });
export const useThing = (deviceId: string, enabled = true, refetchInterval = 10_000) =>
  useQuery({ queryKey: placesKeys.thing(deviceId), queryFn: ({ signal }) => things.one(deviceId, signal), refetchInterval, enabled });
/** Several things with their last values, for a plan that shows them at once. */
export const useThingsOf = (deviceIds: readonly string[], refetchInterval = 5_000) =>
  useQueries({
    queries: deviceIds.map((deviceId) => ({ queryKey: placesKeys.thing(deviceId), queryFn: ({ signal }: { signal: AbortSignal }) => things.one(deviceId, signal), refetchInterval, retry: false })),
    combine: (answers) => new Map(answers.flatMap(({ data }) => (data ? [[data.deviceId, data] as const] : []))),
  });
