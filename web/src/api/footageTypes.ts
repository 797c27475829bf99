/**
 * The shapes of keeping footage: volumes, retention, holds, coverage, the archive, clips, evidence, and the audit log.
 * Instants are ISO-8601 UTC texts, days yyyy-MM-dd, ids UUID texts, sizes bytes.
 */
import type { Narrowing, Refined } from './refined';
import type { components as Audit, operations as AuditOperations } from './schema/audit';
import type { Gap } from './types';

export type VolumeState = 'online' | 'missing' | 'foreign' | 'read-only' | 'failed' | 'stalled' | 'full' | 'detached';
export type VolumeRole = 'normal' | 'standby';
export interface StorageVolume {
  id: string;
  name: string;
  path: string;
  role: VolumeRole;
  state: VolumeState;
  stateSince: string;
  detail?: string | null;
  /** What there is room for. */
  budgetBytes: number;
  /** What was set; null: chosen by the size of the disk. */
  setBudgetBytes: number | null;
  setReserveBytes: number | null;
  usedBytes: number;
  totalBytes: number;
  freeBytes: number;
  /** How many cameras are recorded to it. */
  cameras: number;
  heldBytes: number;
  forecastDays?: number | null;
}
export interface NewVolume {
  name: string;
  path: string;
  role?: VolumeRole;
  budgetBytes?: number | undefined;
  reserveBytes?: number | undefined;
  adopt?: boolean;
  /** It may lie on the disk the system runs from. */
  allowBootDisk?: boolean;
}
/** What is left out stays; 0 bytes: chosen by the size of the disk. */
export type VolumeChange = Partial<Pick<NewVolume, 'name' | 'role' | 'budgetBytes' | 'reserveBytes'>>;

export type AlarmSeverity = 'warning' | 'serious';
export interface Alarm {
  /** Never changes: the console translates by it. */
  code: string;
  /** The id of a volume or a camera, or a word. */
  subject: string;
  severity: AlarmSeverity;
  text: string;
  since: string;
}

export interface KeepingTime {
  minDays: number;
  /** Null: never deleted for its age. */
  maxDays: number | null;
}
export const footageClasses = ['continuous', 'motion', 'incident'] as const;
export type FootageClass = (typeof footageClasses)[number];
export type KeepingTimes = Record<FootageClass, KeepingTime>;
export type RetentionTemplate = KeepingTimes & { code: string };
export type RecordingMode = 'continuous' | 'events';
export type ArchiveChoice = 'all' | 'events' | 'none';
export type CameraPolicy = KeepingTimes & {
  mode: RecordingMode;
  preRollSeconds: number;
  postRollSeconds: number;
  template: string | null;
  priority: number;
  archive: ArchiveChoice;
};
export interface Forecast {
  volumes: { id: string; fullInDays: number | null; budgetBytes: number; usedBytes: number; heldBytes: number }[];
  cameras: CameraForecast[];
}
export interface CameraForecast {
  cameraId: string;
  bytesPerDay: number;
  keepsDays: number | null;
  minDays: number;
  keepsMinimum: boolean;
}

export const holdStates = ['active', 'released', 'expired'] as const;
export type HoldState = (typeof holdStates)[number];
export interface Hold {
  id: string;
  cameraIds: string[];
  from: string;
  to: string;
  reason: string;
  owner: string;
  createdAt: string;
  expiresAt?: string | null;
  state: HoldState;
  releasedAt?: string | null;
  releasedBy?: string | null;
  releaseReason?: string | null;
  bytes: number;
}
export interface NewHold {
  cameraIds: string[];
  from: string;
  to: string;
  reason: string;
  expiresAt?: string | undefined;
}

/** Footage of a class above the continuous: something happened there. */
export interface Mark {
  id: string;
  from: string;
  to: string;
  class: Exclude<FootageClass, 'continuous'>;
  reason: string;
}

export interface CoverageDay {
  /** yyyy-MM-dd */
  day: string;
  /** Length of the day, up to now. */
  seconds: number;
  /** How much of it footage was owed of. */
  wantedSeconds: number;
  recordedSeconds: number;
  /** Null when nothing was wanted. */
  ratio: number | null;
  gaps: { cause: Gap['cause']; seconds: number; count: number }[];
}
export interface Coverage {
  timeZone: string;
  cameras: { cameraId: string; name: string; days: CoverageDay[] }[];
}

export interface Scrub {
  running: boolean;
  /** 0 to 1. */
  progress: number;
  startedAt?: string | null;
  finishedAt?: string | null;
  checked: number;
  bytes: number;
  damaged: { segmentId: string; cameraId: string; start: string; path: string; problem: string }[];
}

export type ArchiveKind = 'none' | 'folder' | 's3';
export interface ArchiveStatus {
  kind: ArchiveKind;
  target: string;
  state: 'off' | 'healthy' | 'waiting' | 'failing';
  detail?: string | null;
  queue: { segments: number; bytes: number; eventSegments: number };
  bytesPerSecond: number;
  archivedSegments: number;
  archivedBytes: number;
  deadLetters: number;
  /** Null: not known. */
  objectLock?: boolean | null;
}
export interface ArchiveSettings {
  kind: ArchiveKind;
  path?: string | null;
  endpoint?: string | null;
  bucket?: string | null;
  prefix?: string | null;
  region?: string | null;
  accessKey?: string | null;
  hasSecret?: boolean;
  pathStyle?: boolean | null;
  bytesPerSecondLimit?: number | null;
  objectLockDays?: number | null;
}
/** `secretKey` absent keeps the stored one. */
export type ArchiveInput = Omit<ArchiveSettings, 'hasSecret'> & {
  secretKey?: string;
  /** Gives up footage that is only in the archive there was before. */
  abandon?: boolean;
};
export interface ArchiveTest {
  ok: boolean;
  cause?: string | null;
  message: string;
}
export interface DeadLetter {
  segmentId: string;
  cameraId: string;
  start: string;
  bytes: number;
  tries: number;
  cause: string;
  detail: string;
  failedAt: string;
}

export type ClipState = 'waiting' | 'pending' | 'running' | 'ready' | 'failed';
export interface Clip {
  id: string;
  state: ClipState;
  /** 0 to 1. */
  progress: number;
  cameraIds: string[];
  from: string;
  to: string;
  reason: string;
  createdAt: string;
  createdBy: string;
  files: { cameraId: string; name: string; bytes: number; sha256: string }[];
  gaps: { cameraId: string; start: string; end: string; cause: string }[];
  hasSnapshot: boolean;
  error?: string | null;
}
export interface NewClip {
  cameraIds: string[];
  from: string;
  /** May lie in the future: the clip is made once it has passed. */
  to: string;
  reason: string;
}
export interface SharedLink {
  url: string;
  expiresAt: string;
}

export interface EvidenceKey {
  id: string;
  algorithm: string;
  publicKeyPem: string;
  fingerprint: string;
  since: string;
  until?: string | null;
}

/** The actor is a user's id, or `system`; `failed` is what was tried and refused. */
export type AuditEntry = Audit['schemas']['ActionView'];
/** `head` is the hash of the newest entry. */
export type AuditVerification = Audit['schemas']['ChainView'];
type AuditNarrowing = Narrowing<AuditOperations['ListActions']>;
/**
 * `entity` is the kind of thing, as actions name it: `user` of `identity.user-added`; `search` looks for words of the detail or
 * of the address. The server reads the names whatever their case.
 */
export type AuditFilter = Refined<{ [Field in keyof AuditNarrowing as Uncapitalize<Field>]: AuditNarrowing[Field] }, { result?: 'done' | 'failed'; from?: string; to?: string }>;
