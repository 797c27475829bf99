/**
 * The shapes the server speaks, by the names the console knows them by. They are generated from the server's OpenAPI documents
 * (`npm run generate`); what those documents cannot say, such as the frames of the WebSockets, is written here.
 * Instants are ISO-8601 UTC texts; ids are UUID texts.
 */
import type { DeviceView, Property, Room } from './placesTypes';
import type { components as Identity } from './schema/identity';
import type { components as Inventory } from './schema/inventory';
import type { components as Recording } from './schema/recording';
import type { components as Streams } from './schema/streams';

export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** A sign-in with a password always comes with a refresh token; only what an API key is exchanged for does not. */
export type TokenPair = Identity['schemas']['TokenView'] & { refreshToken: string };
export type { Me } from './peopleTypes';

export type { Property, Room };
export type Device = DeviceView;
/** Which stream is recorded, shown in grids, and looked at by detectors. */
export type CameraRoles = Inventory['schemas']['CameraRoles'];
export type Transport = Inventory['schemas']['CameraTransport'];
/** What the server takes; `password` absent keeps the stored one, null removes it. */
export type SourceInput = Inventory['schemas']['ChangeDeviceSource'];
export type DeviceChange = Inventory['schemas']['ChangeDeviceRequest'];
export type NewCamera = Inventory['schemas']['AddDeviceRequest'];

export type ProbeRequest = Streams['schemas']['ProbeRequest'];
export type ProbeResult = Streams['schemas']['ProbeAnswer'];
/** Which of a camera's streams. */
export type StreamChoice = 'main' | 'sub';
/** One stream of a camera, as it comes. */
export interface CameraStream {
  choice: StreamChoice;
  state: StreamState;
  cause?: string | null;
  codec?: string | null;
  width?: number | null;
  height?: number | null;
  fps?: number | null;
  bitrate?: number | null;
  gopSeconds?: number | null;
  audio?: string | null;
  /** What MediaSource would be asked for, codecs included. */
  mime?: string | null;
}
export type StreamCamera = Streams['schemas']['CameraView'] & {
  streams?: CameraStream[];
  transport?: string | null;
  /** No picture has come for two seconds, though the camera counts as online. */
  stalled?: boolean;
  hasPtz?: boolean;
  /** Whether the camera says that something moves; null when it does not say. */
  motion?: boolean | null;
  advice?: string[];
};
export type StreamState = Streams['schemas']['FeedState'];

/** Why a camera cannot be reached or went away; the last is only said by the connection test. */
export const breakCauses = [
  'unreachable',
  'refused',
  'wrong-password',
  'no-such-path',
  'no-video-track',
  'unsupported-codec',
  'stalled',
  'closed',
  'malformed',
  'untrusted-certificate',
  'no-key-picture',
  'not-allowed',
] as const satisfies readonly (NonNullable<Streams['schemas']['FeedBreakCause']> | 'not-allowed')[];

export type RecordingCamera = Recording['schemas']['RecordingCamera'];
export type GapCause = Recording['schemas']['GapCause'];
export type TimeRange = Recording['schemas']['RecordedRange'];
export type Gap = Recording['schemas']['TimelineGap'];
export type RecordedTimeline = Recording['schemas']['TimelineView'];
export type ExportJob = Recording['schemas']['ExportView'] & { cameraIds: string[] };
export type NewExport = Recording['schemas']['NewExport'];
export type RecordingSettings = Recording['schemas']['SettingsView'];

/** `/health/ready` belongs to no module and is in no document. */
export interface Health {
  status: string;
  modules?: (string | { name: string; status?: string })[];
  storage?: unknown;
  bus?: { kind?: string; note?: string | null } | null;
}

/** Text frames of the live WebSocket. */
export type LiveMessage =
  | { type: 'init'; mime: string; width?: number; height?: number; stream?: StreamChoice; transcoded?: boolean }
  | { type: 'state'; state: StreamState; cause?: string | null }
  | { type: 'clock'; mediaTime: number; wallTime: string; cameraDelay?: number | null }
  | { type: 'skipped'; seconds: number };

/** What a camera's motors can do. */
export interface PtzView {
  continuous: boolean;
  absolute: boolean;
  zoom: boolean;
  presets: PtzPreset[];
  position: PtzPoint | null;
  moving: boolean;
}
export interface PtzPreset {
  token: string;
  name: string;
}
/** Speeds or positions, each from -1 to 1. */
export interface PtzPoint {
  pan: number;
  tilt: number;
  zoom: number;
}

/** A saved arrangement of the wall. Places and sizes are in cells. */
export interface Layout {
  id: string;
  name: string;
  columns: number;
  tiles: LayoutTile[];
  owner: string;
  shared: boolean;
  version: string;
}
export interface LayoutTile {
  cameraId: string;
  x: number;
  y: number;
  w: number;
  h: number;
}
export type NewLayout = Pick<Layout, 'name' | 'columns' | 'tiles' | 'shared'>;

/** A device that answered the search. */
export interface FoundCamera {
  url: string;
  name: string;
  hardware: string;
  location: string;
  address: string;
  /** The camera it is already known as. */
  deviceId?: string | null;
}
/** What an ONVIF device says of itself. */
export type OnvifAnswer =
  | { ok: false; cause: string; message?: string | null }
  | {
      ok: true;
      device: { manufacturer: string; model: string; firmware: string; serial: string };
      hasPtz: boolean;
      hasEvents: boolean;
      clockOffsetSeconds?: number | null;
      profiles: OnvifProfile[];
    };
export interface OnvifProfile {
  token: string;
  name: string;
  streamUrl: string | null;
  snapshotUrl?: string | null;
  hasPtz: boolean;
  video: { codec: string; width: number; height: number; frameRate?: number | null; bitrate?: number | null; gop?: number | null } | null;
  audio?: { codec: string } | null;
}
export interface OnvifRequest {
  url: string;
  username?: string;
  password?: string;
  deviceId?: string;
}

/** How a camera's streams do, and what could be done better. */
export interface Diagnostics {
  id: string;
  name: string;
  streams: StreamFigures[];
  /** Newest first. */
  errors: { at: string; stream?: StreamChoice; cause: string; message: string }[];
  advice: Advice[];
}
export interface Advice {
  /** Never changes: the console translates by it. */
  code: string;
  severity: 'info' | 'warning' | 'serious';
  text: string;
  values: Record<string, string | number>;
}
export interface StreamFigures {
  choice: StreamChoice;
  state: StreamState;
  since?: string | null;
  transport?: string | null;
  url: string;
  codec?: string | null;
  codecString?: string | null;
  width?: number | null;
  height?: number | null;
  fps?: number | null;
  bitrate?: number | null;
  gopSeconds?: number | null;
  interlaced?: boolean | null;
  audio?: string | null;
  ignoredAudio?: string | null;
  packets: number;
  lost: number;
  lossPercent?: number | null;
  jitterMs?: number | null;
  reordered: number;
  malformed: number;
  clockJumps: number;
  driftPpm?: number | null;
  senderOffsetSeconds?: number | null;
  reconnects: number;
  bytes: number;
  viewers: number;
  sdp?: string | null;
}

/** A player or another recorder that may read streams over RTSP. */
export interface StreamKey {
  id: string;
  name: string;
  username: string;
  /** Null: all cameras. */
  cameraIds?: string[] | null;
  createdAt: string;
  lastUsedAt?: string | null;
}
export interface MadeStreamKey {
  id: string;
  username: string;
  /** Told this once. */
  secret: string;
  url: string;
}

/** Text frames of the events WebSocket. */
export type StreamEvent = { type: 'camera'; camera: StreamCamera } | { type: 'removed'; id: string };
