/**
 * The shapes the server speaks, by the names the console knows them by. They are generated from the server's OpenAPI documents
 * (`npm run generate`); what those documents cannot say, such as the frames of the WebSockets, is written here.
 * Instants are ISO-8601 UTC texts; ids are UUID texts.
 */
import type { components as Identity } from './schema/identity';
import type { components as Inventory } from './schema/inventory';
import type { components as Recording } from './schema/recording';
import type { components as Streams } from './schema/streams';

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type TokenPair = Identity['schemas']['TokenView'];
export type Me = Identity['schemas']['MeView'];

export type Property = Inventory['schemas']['PropertyView'];
export type Room = Inventory['schemas']['RoomView'];
export type Device = Inventory['schemas']['DeviceView'];
export type Transport = Inventory['schemas']['CameraTransport'];
/** What the server takes; `password` absent keeps the stored one, null removes it. */
export type SourceInput = Inventory['schemas']['ChangeDeviceSource'];
export type DeviceChange = Inventory['schemas']['ChangeDeviceRequest'];
export type NewCamera = Inventory['schemas']['AddDeviceRequest'];

export type ProbeRequest = Streams['schemas']['Request'];
export type ProbeResult = Streams['schemas']['Answer'];
export type StreamCamera = Streams['schemas']['CameraView'];
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
export type Volume = Recording['schemas']['VolumeView'];

/** `/health/ready` belongs to no module and is in no document. */
export interface Health {
  status: string;
  modules?: (string | { name: string; status?: string })[];
  storage?: unknown;
  bus?: { kind?: string; note?: string | null } | null;
}

/** Text frames of the live WebSocket. */
export type LiveMessage =
  | { type: 'init'; mime: string; width?: number; height?: number }
  | { type: 'state'; state: StreamState; cause?: string | null }
  | { type: 'clock'; mediaTime: number; wallTime: string }
  | { type: 'skipped'; seconds: number };

/** Text frames of the events WebSocket. */
export interface StreamEvent {
  type: 'camera';
  camera: StreamCamera;
}
