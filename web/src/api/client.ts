import { json, withQuery, type Query } from './http';
import { Problem } from './problem';
import type { NewProperty } from './placesTypes';
import { all, authorized, command, get, id, linkTo, onlyIf, patch, post, remove, session } from './requests';
import type {
  Device,
  DeviceChange,
  Diagnostics,
  ExportJob,
  FoundCamera,
  Gap,
  Health,
  Layout,
  MadeStreamKey,
  Me,
  NewLayout,
  NewCamera,
  NewExport,
  OnvifAnswer,
  OnvifRequest,
  ProbeRequest,
  ProbeResult,
  Property,
  PtzPoint,
  PtzView,
  RecordedTimeline,
  RecordingCamera,
  RecordingSettings,
  Room,
  StreamCamera,
  StreamKey,
} from './types';

export { authorized, session };

export interface Still {
  picture: Blob;
  /** Unix milliseconds by the server's clock. */
  takenAt: number | undefined;
  etag: string | undefined;
}

export const api = {
  me: (signal?: AbortSignal) => get<Me>('/api/identity/me', {}, signal),
  changePassword: async (currentPassword: string, newPassword: string): Promise<void> => {
    await authorized('/api/identity/me/password', json('POST', { currentPassword, newPassword }));
  },

  properties: (signal?: AbortSignal) => all<Property>('/api/inventory/properties', {}, signal),
  addProperty: (body: NewProperty) => post<{ id: string }>('/api/inventory/properties', body),
  changeProperty: (key: string, body: Partial<NewProperty>, version?: string) =>
    patch(`/api/inventory/properties/${id(key)}`, body, version),
  /** Refused with `property-not-empty` unless what is inside may be unassigned. */
  removeProperty: (key: string, unassign = false) => remove(withQuery(`/api/inventory/properties/${id(key)}`, unassigning(unassign))),

  rooms: (signal?: AbortSignal) => all<Room>('/api/inventory/rooms', {}, signal),
  addRoom: (body: Omit<Room, 'id'>) => post<{ id: string }>('/api/inventory/rooms', body),
  changeRoom: (key: string, body: { name: string }) => patch(`/api/inventory/rooms/${id(key)}`, body),
  removeRoom: (key: string, unassign = false) => remove(withQuery(`/api/inventory/rooms/${id(key)}`, unassigning(unassign))),

  cameras: (signal?: AbortSignal) => all<Device>('/api/inventory/devices', { kind: 'camera' }, signal),
  camera: (key: string, signal?: AbortSignal) => get<Device>(`/api/inventory/devices/${id(key)}`, {}, signal),
  addCamera: (body: NewCamera) => post<{ id: string }>('/api/inventory/devices', body),
  changeCamera: (key: string, body: DeviceChange, version?: string) =>
    patch(`/api/inventory/devices/${id(key)}`, body, version),
  removeCamera: (key: string) => remove(`/api/inventory/devices/${id(key)}`),

  probe: (body: ProbeRequest, signal?: AbortSignal) => post<ProbeResult>('/api/streams/probe', body, signal),
  streams: (signal?: AbortSignal) => all<StreamCamera>('/api/streams/cameras', {}, signal),
  stream: (key: string, signal?: AbortSignal) => get<StreamCamera>(`/api/streams/cameras/${id(key)}`, {}, signal),

  /** The newest picture as a file; undefined when it is still the one known by `etag`. */
  still: async (key: string, stream: string, width: number, etag: string | undefined, signal: AbortSignal): Promise<Still | undefined> => {
    const path = withQuery(`/api/streams/cameras/${id(key)}/still.jpg`, { stream, width });
    let response: Response;
    try {
      response = await authorized(path, { signal, cache: 'no-store', headers: etag ? { 'If-None-Match': etag } : {} });
    } catch (error) {
      if (error instanceof Problem && error.status === 304) return undefined;
      throw error;
    }
    const taken = Date.parse(response.headers.get('Vedette-Picture-Time') ?? response.headers.get('Last-Modified') ?? '');
    return {
      picture: await response.blob(),
      takenAt: Number.isFinite(taken) ? taken : undefined,
      etag: response.headers.get('ETag') ?? undefined,
    };
  },

  ptz: (key: string, signal?: AbortSignal) => get<PtzView>(`/api/streams/cameras/${id(key)}/ptz`, {}, signal),
  ptzMove: (key: string, speed: PtzPoint, seconds: number) => command(`/api/streams/cameras/${id(key)}/ptz/move`, { ...speed, seconds }),
  ptzStop: (key: string) => command(`/api/streams/cameras/${id(key)}/ptz/stop`, {}),
  ptzGo: (key: string, preset: string) => command(`/api/streams/cameras/${id(key)}/ptz/presets/${id(preset)}/go`, {}),
  ptzSave: (key: string, name: string) => post<{ token: string }>(`/api/streams/cameras/${id(key)}/ptz/presets`, { name }),
  ptzForget: (key: string, preset: string) => remove(`/api/streams/cameras/${id(key)}/ptz/presets/${id(preset)}`),

  findCameras: async (signal: AbortSignal): Promise<FoundCamera[]> =>
    (await post<{ items: FoundCamera[] }>('/api/streams/onvif/discover', { seconds: 4 }, signal)).items,
  askOnvif: (body: OnvifRequest, signal?: AbortSignal) => post<OnvifAnswer>('/api/streams/onvif/probe', body, signal),

  diagnostics: (key: string, signal?: AbortSignal) => get<Diagnostics>(`/api/streams/cameras/${id(key)}/diagnostics`, {}, signal),
  transcript: async (key: string): Promise<Blob> => (await authorized(`/api/streams/cameras/${id(key)}/transcript.txt`)).blob(),

  streamKeys: (signal?: AbortSignal) => all<StreamKey>('/api/streams/keys', {}, signal),
  addStreamKey: (body: { name: string; cameraIds: string[] | null }) => post<MadeStreamKey>('/api/streams/keys', body),
  removeStreamKey: (key: string) => remove(`/api/streams/keys/${id(key)}`),

  layouts: (signal?: AbortSignal) => all<Layout>('/api/streams/layouts', {}, signal),
  addLayout: (body: NewLayout) => post<{ id: string }>('/api/streams/layouts', body),
  changeLayout: async (key: string, body: NewLayout, version: string): Promise<void> => {
    await authorized(`/api/streams/layouts/${id(key)}`, onlyIf(json('PUT', body), version));
  },
  removeLayout: (key: string) => remove(`/api/streams/layouts/${id(key)}`),

  recordings: (signal?: AbortSignal) => all<RecordingCamera>('/api/recording/cameras', {}, signal),
  recording: (key: string, signal?: AbortSignal) =>
    get<RecordingCamera>(`/api/recording/cameras/${id(key)}`, {}, signal),
  timeline: (key: string, from: string, to: string, signal?: AbortSignal) =>
    get<RecordedTimeline>(`/api/recording/cameras/${id(key)}/timeline`, { from, to }, signal),
  gaps: (key: string, from: string, to: string, signal?: AbortSignal) =>
    all<Gap>(`/api/recording/cameras/${id(key)}/gaps`, { from, to }, signal),
  playlistUrl: (key: string, from: string, to: string) =>
    withQuery(`/api/recording/cameras/${id(key)}/playlist.m3u8`, { from, to }),
  snapshot: async (key: string, at: string, width: number, signal?: AbortSignal) =>
    (
      await authorized(
        withQuery(`/api/recording/cameras/${id(key)}/snapshot.jpg`, { at, width }),
        signal ? { signal } : {},
      )
    ).blob(),

  exports: (signal?: AbortSignal) => all<ExportJob>('/api/recording/exports', {}, signal),
  export: (key: string, signal?: AbortSignal) => get<ExportJob>(`/api/recording/exports/${id(key)}`, {}, signal),
  addExport: (body: NewExport) => post<{ id: string }>('/api/recording/exports', body),
  removeExport: (key: string) => remove(`/api/recording/exports/${id(key)}`),
  exportDownloadUrl: (key: string) => linkTo(`/api/recording/exports/${id(key)}/download`),

  recordingSettings: (signal?: AbortSignal) => get<RecordingSettings>('/api/recording/settings', {}, signal),
  changeRecordingSettings: (body: Partial<RecordingSettings>) => patch('/api/recording/settings', body),
  health: (signal?: AbortSignal) => readiness(signal),
};

const unassigning = (unassign: boolean): Query => ({ contents: unassign ? 'unassign' : undefined });

/** Readiness answers 503 with the same body when something is wrong: that is an answer, not a failure. */
async function readiness(signal?: AbortSignal): Promise<Health> {
  try {
    const response = await fetch('/health/ready', { signal: signal ?? null });
    return (await response.json()) as Health;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw Problem.network();
  }
}

/** The address of a WebSocket, with a token good at this moment. */
export async function socketUrl(path: string, query: Query = {}): Promise<string> {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return `${scheme}://${location.host}${withQuery(path, { ...query, access_token: await session.token() })}`;
}

export const liveSocketPath = (key: string): string => `/api/streams/cameras/${id(key)}/live`;

/** The multivariant playlist of a live stream, for players that carry the token on by themselves. */
export const livePlaylistUrl = (key: string, stream: string): Promise<string> => linkTo(`/api/streams/cameras/${id(key)}/hls/${stream}/index.m3u8`);
