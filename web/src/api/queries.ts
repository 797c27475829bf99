import { QueryCache, QueryClient, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from './client';
import { permissionsOf, type Right } from './grants';
import { asProblem, Problem } from './problem';
import type { Device, Property, Room, StreamCamera } from './types';

export const keys = {
  me: ['me'],
  properties: ['properties'],
  rooms: ['rooms'],
  cameras: ['cameras'],
  devices: ['devices'],
  streams: ['streams'],
  recordings: ['recordings'],
  exports: ['exports'],
  settings: ['recording-settings'],
  volumes: ['volumes'],
  health: ['health'],
  layouts: ['layouts'],
  ptz: (cameraId: string) => ['ptz', cameraId],
  streamKeys: ['stream-keys'],
  diagnostics: (cameraId: string) => ['diagnostics', cameraId],
  timeline: (cameraId: string) => ['timeline', cameraId],
  gaps: (cameraId: string) => ['gaps', cameraId],
} as const;

export function makeQueryClient(): QueryClient {
  // Somebody who is refused may do less than the page believes: it asks again what that is.
  const cache = new QueryCache({
    onError: (error, query) => {
      if (asProblem(error).status === 403 && query.queryKey[0] !== keys.me[0]) void client.invalidateQueries({ queryKey: keys.me });
    },
  });
  const client = new QueryClient({
    queryCache: cache,
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => {
          const { status } = asProblem(error);
          return count < 3 && (status === 0 || status >= 500);
        },
        retryDelay: (attempt) => Math.min(8_000, 500 * 2 ** attempt),
      },
    },
  });
  return client;
}

type Options<T> = Omit<UseQueryOptions<T, Problem>, 'queryKey' | 'queryFn'>;

/** What the reader may do changes at once: looked at often enough that pages follow. */
export const useMe = () => useQuery({ queryKey: keys.me, queryFn: ({ signal }) => api.me(signal), staleTime: 20_000, refetchInterval: 30_000 });
/** Whether the reader has a right somewhere: what would be refused everywhere is not asked for again and again. */
const useHas = (right: Right): boolean => {
  const { data: me } = useMe();
  return me !== undefined && permissionsOf(me.roles, me.grants, Date.now()).may(right);
};
export const useProperties = () =>
  useQuery({ queryKey: keys.properties, queryFn: ({ signal }) => api.properties(signal), staleTime: 60_000 });
export const useRooms = () =>
  useQuery({ queryKey: keys.rooms, queryFn: ({ signal }) => api.rooms(signal), staleTime: 60_000 });
export const useCameras = () =>
  useQuery({ queryKey: keys.cameras, queryFn: ({ signal }) => api.cameras(signal), refetchInterval: 30_000 });
/** Kept fresh by the events socket; the slow poll is for when that is away. */
export const useStreams = (refetchInterval = 20_000) =>
  useQuery({ queryKey: keys.streams, queryFn: ({ signal }) => api.streams(signal), refetchInterval, enabled: useHas('live') });
export const useRecordings = (refetchInterval = 5_000) =>
  useQuery({ queryKey: keys.recordings, queryFn: ({ signal }) => api.recordings(signal), refetchInterval, enabled: useHas('playback') });
export const useExports = () =>
  useQuery({
    queryKey: keys.exports,
    queryFn: ({ signal }) => api.exports(signal),
    refetchInterval: ({ state }) =>
      state.data?.some((job) => job.state === 'pending' || job.state === 'running') ? 1_000 : 15_000,
  });
export const useRecordingSettings = () =>
  useQuery({ queryKey: keys.settings, queryFn: ({ signal }) => api.recordingSettings(signal) });
export const useHealth = () =>
  useQuery({ queryKey: keys.health, queryFn: ({ signal }) => api.health(signal), refetchInterval: 15_000 });
export const useStreamKeys = () =>
  useQuery({ queryKey: keys.streamKeys, queryFn: ({ signal }) => api.streamKeys(signal), refetchInterval: 30_000 });
export const useDiagnostics = (cameraId: string) =>
  useQuery({ queryKey: keys.diagnostics(cameraId), queryFn: ({ signal }) => api.diagnostics(cameraId, signal), refetchInterval: 3_000 });
export const useTimeline = (cameraId: string, from: number, to: number, options: Options<Awaited<ReturnType<typeof api.timeline>>> = {}) =>
  useQuery({
    queryKey: [...keys.timeline(cameraId), from, to],
    queryFn: ({ signal }) => api.timeline(cameraId, new Date(from).toISOString(), new Date(to).toISOString(), signal),
    ...options,
  });

export const usePtz = (cameraId: string) =>
  useQuery({ queryKey: keys.ptz(cameraId), queryFn: ({ signal }) => api.ptz(cameraId, signal), staleTime: 60_000 });
export const useLayouts = () =>
  useQuery({ queryKey: keys.layouts, queryFn: ({ signal }) => api.layouts(signal), staleTime: 30_000 });

/** A camera with all that is known of it. */
export interface CameraView {
  device: Device;
  stream: StreamCamera | undefined;
  room: Room | undefined;
  property: Property | undefined;
  timeZone: string;
}

export const browserTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Cameras by name, joined with their places and streams. */
export function useCameraViews(streamsEveryMs?: number) {
  const cameras = useCameras();
  const streams = useStreams(streamsEveryMs);
  const rooms = useRooms();
  const properties = useProperties();
  const views = useMemo(() => {
    if (!cameras.data) return undefined;
    const byId = <T extends { id: string }>(items: T[] | undefined) => new Map(items?.map((item) => [item.id, item]));
    const streamOf = byId(streams.data);
    const roomOf = byId(rooms.data);
    const propertyOf = byId(properties.data);
    return cameras.data
      .map((device): CameraView => {
        const room = roomOf.get(device.roomId ?? '');
        const property = propertyOf.get(device.propertyId ?? '') ?? propertyOf.get(room?.propertyId ?? '');
        const timeZone = property?.timeZone ?? browserTimeZone;
        return { device, stream: streamOf.get(device.id), room, property, timeZone };
      })
      .sort((a, b) => a.device.name.localeCompare(b.device.name, undefined, { numeric: true }));
  }, [cameras.data, streams.data, rooms.data, properties.data]);
  return { views, cameras, streams };
}
