import { json, send, withQuery, type Query } from './http';
import { Problem } from './problem';
import { browserChannel, Session, tabLock } from './session';
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
  Page,
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
  TokenPair,
  Volume,
} from './types';

export const session = new Session({
  signIn: (username, password) => read<TokenPair>(send('/api/identity/token', json('POST', { username, password }))),
  renew: (refreshToken) => read<TokenPair>(send('/api/identity/token/refresh', json('POST', { refreshToken }))),
  signOut: async (refreshToken) => {
    await send('/api/identity/logout', json('POST', { refreshToken }));
  },
  kept: localStorage,
  passing: sessionStorage,
  channel: browserChannel(),
  lock: tabLock,
  now: () => Date.now(),
});

async function read<T>(response: Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

/** A request as the signed-in user; a token refused early is renewed once. */
export async function authorized(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await session.token();
  try {
    return await send(path, withToken(init, token));
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    return send(path, withToken(init, await session.tokenAfterRefusal(token)));
  }
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  return { ...init, headers };
}

const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  read<T>(authorized(withQuery(path, query), signal ? { signal } : {}));
const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  read<T>(authorized(path, { ...json('POST', body), ...(signal ? { signal } : {}) }));
const onlyIf = (init: RequestInit, version: string): RequestInit => {
  const headers = new Headers(init.headers);
  headers.set('If-Match', `"${version}"`);
  return { ...init, headers };
};
const patch = async (path: string, body: unknown, version?: string): Promise<void> => {
  const init = json('PATCH', body);
  await authorized(path, version === undefined ? init : onlyIf(init, version));
};
const command = async (path: string, body: unknown): Promise<void> => {
  await authorized(path, json('POST', body));
};
const remove = async (path: string): Promise<void> => {
  await authorized(path, json('DELETE'));
};

/** All pages of a list. Lists of an installation are short; the guard is against a cursor that never ends. */
async function all<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const answer: Page<T> | T[] = await get<Page<T> | T[]>(path, { ...query, limit: 200, cursor }, signal);
    if (Array.isArray(answer)) return answer;
    items.push(...answer.items);
    if (!answer.next) break;
    cursor = answer.next;
  }
  return items;
}

const id = encodeURIComponent;

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
  addProperty: (body: Omit<Property, 'id'>) => post<{ id: string }>('/api/inventory/properties', body),
  changeProperty: (key: string, body: Partial<Omit<Property, 'id'>>) =>
    patch(`/api/inventory/properties/${id(key)}`, body),
  removeProperty: (key: string) => remove(`/api/inventory/properties/${id(key)}`),

  rooms: (signal?: AbortSignal) => all<Room>('/api/inventory/rooms', {}, signal),
  addRoom: (body: Omit<Room, 'id'>) => post<{ id: string }>('/api/inventory/rooms', body),
  changeRoom: (key: string, body: Partial<Omit<Room, 'id'>>) => patch(`/api/inventory/rooms/${id(key)}`, body),
  removeRoom: (key: string) => remove(`/api/inventory/rooms/${id(key)}`),

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
  /** An address for a plain link: a download of gigabytes does not go through the page's memory. */
  exportDownloadUrl: async (key: string) =>
    withQuery(`/api/recording/exports/${id(key)}/download`, { access_token: await session.token() }),

  recordingSettings: (signal?: AbortSignal) => get<RecordingSettings>('/api/recording/settings', {}, signal),
  changeRecordingSettings: (body: Partial<RecordingSettings>) => patch('/api/recording/settings', body),
  volumes: (signal?: AbortSignal) => all<Volume>('/api/recording/volumes', {}, signal),
  health: (signal?: AbortSignal) => readiness(signal),
};

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
export const livePlaylistUrl = async (key: string, stream: string): Promise<string> =>
  withQuery(`/api/streams/cameras/${id(key)}/hls/${stream}/index.m3u8`, { access_token: await session.token() });
