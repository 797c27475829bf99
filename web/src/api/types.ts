/** The shapes the server speaks. Instants are ISO-8601 UTC texts; ids are UUID texts. */

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  /** Seconds. */
  expiresIn: number;
}

export interface Me {
  id: string;
  username: string;
  roles: string[];
}

export interface Property {
  id: string;
  name: string;
  address?: string | null;
  /** IANA name. */
  timeZone: string;
}

export interface Room {
  id: string;
  propertyId: string;
  name: string;
}

export type Transport = 'auto' | 'tcp';

export interface CameraSource {
  url: string;
  subUrl?: string | null;
  username?: string | null;
  hasPassword: boolean;
  transport: Transport;
}

export interface Device {
  id: string;
  kind: 'camera' | 'thing' | 'siren';
  name: string;
  roomId: string;
  propertyId: string;
  enabled: boolean;
  recording: boolean;
  source?: CameraSource | null;
  version: number;
  createdAt: string;
}

/** What the server takes; `password` absent keeps the stored one, null removes it. */
export interface SourceInput {
  url?: string;
  subUrl?: string | null;
  username?: string | null;
  password?: string | null;
  transport?: Transport;
}

export interface NewCamera {
  name: string;
  roomId: string;
  kind: 'camera';
  source: SourceInput & { url: string };
  enabled?: boolean;
  recording?: boolean;
}

export interface DeviceChange {
  name?: string;
  roomId?: string;
  enabled?: boolean;
  recording?: boolean;
  source?: SourceInput;
}

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
  'not-allowed',
] as const;

/** Why a camera cannot be reached or went away. */
export type BreakCause = (typeof breakCauses)[number];

export type ProbeResult =
  | {
      ok: true;
      video?: { codec: string; width: number; height: number; frameRate?: number | null } | null;
      audio?: { codec: string; sampleRate: number; channels: number } | null;
    }
  | { ok: false; cause: string; message?: string | null };

export interface ProbeRequest {
  url: string;
  username?: string | null;
  password?: string | null;
  /** Use this camera's stored password. */
  deviceId?: string;
}

export type StreamState = 'off' | 'connecting' | 'online' | 'silent';

export interface StreamCamera {
  id: string;
  name: string;
  state: StreamState;
  since: string;
  cause?: string | null;
  causeMessage?: string | null;
  codec?: string | null;
  width?: number | null;
  height?: number | null;
  frameRate?: number | null;
  /** Bit per second. */
  bitrate?: number | null;
  gopSeconds?: number | null;
  audio?: unknown;
  packetsLost: number;
  reconnects: number;
  lastPictureAt?: string | null;
  viewers: number;
}

export interface RecordingCamera {
  id: string;
  /** Confirmed: a segment is being written. */
  recording: boolean;
  wanted: boolean;
  lastSegment?: { id: string; start: string; end: string; bytes: number } | null;
  /** 0 to 1. */
  coverageToday: number;
  oldest?: string | null;
  bytes: number;
  currentGap?: { start: string; cause: string } | null;
}

export interface TimeRange {
  start: string;
  end: string;
}

export interface Gap {
  id?: string;
  start: string;
  /** Null: still open. */
  end?: string | null;
  cause: string;
  detail?: string | null;
}

export interface RecordedTimeline {
  from: string;
  to: string;
  ranges: TimeRange[];
  gaps: Gap[];
  coverage: number;
}

export type ExportState = 'pending' | 'running' | 'ready' | 'failed';

export interface ExportJob {
  id: string;
  state: ExportState;
  /** 0 to 1. */
  progress: number;
  cameraIds: string[];
  from: string;
  to: string;
  reason?: string | null;
  createdAt?: string | null;
  bytes?: number | null;
  files?: { name: string; bytes: number; sha256: string }[] | null;
  gaps?: { cameraId: string; start: string; end: string; cause: string }[] | null;
  error?: string | null;
}

export interface NewExport {
  cameraIds: string[];
  from: string;
  to: string;
  reason?: string;
}

export interface RecordingSettings {
  segmentSeconds: number;
  fragmentMilliseconds: number;
  budgetBytes: number;
  reserveBytes: number;
}

export interface Volume {
  name: string;
  path: string;
  budgetBytes: number;
  usedBytes: number;
  freeBytes: number;
  forecastDays?: number | null;
}

export interface Health {
  status: string;
  modules?: (string | { name: string; status?: string })[];
  storage?: unknown;
  bus?: { kind?: string; note?: string | null } | null;
  version?: string;
}

/** Text frames of the live WebSocket. */
export type LiveMessage =
  | { type: 'init'; mime: string; width?: number; height?: number }
  | { type: 'state'; state: StreamState; cause?: string | null }
  | { type: 'clock'; mediaTime: number; wallTime: string }
  | { type: 'skipped'; seconds: number };

export interface StreamEvent {
  type: 'camera';
  camera: StreamCamera;
}
