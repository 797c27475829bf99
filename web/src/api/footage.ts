import type {
  Alarm,
  ArchiveInput,
  ArchiveSettings,
  ArchiveStatus,
  ArchiveTest,
  AuditEntry,
  AuditFilter,
  AuditVerification,
  CameraPolicy,
  Clip,
  Coverage,
  DeadLetter,
  EvidenceKey,
  Forecast,
  Hold,
  HoldState,
  Mark,
  NewClip,
  NewHold,
  NewVolume,
  RetentionTemplate,
  Scrub,
  SharedLink,
  StorageVolume,
  VolumeChange,
} from './footageTypes';
import { withQuery } from './http';
import { all, authorized, command, get, id, linkTo, patch, post, put, remove } from './requests';
import type { Page } from './types';

const root = '/api/recording';

/** What is kept of the cameras, where, for how long, and the proof of it. */
export const footage = {
  volumes: (signal?: AbortSignal) => all<StorageVolume>(`${root}/volumes`, {}, signal),
  addVolume: (body: NewVolume) => post<{ id: string }>(`${root}/volumes`, body),
  changeVolume: (key: string, body: VolumeChange) => patch(`${root}/volumes/${id(key)}`, body),
  detachVolume: (key: string) => remove(`${root}/volumes/${id(key)}`),
  alarms: (signal?: AbortSignal) => all<Alarm>(`${root}/alarms`, {}, signal),

  templates: (signal?: AbortSignal) => all<RetentionTemplate>(`${root}/retention/templates`, {}, signal),
  policy: (cameraId: string, signal?: AbortSignal) => get<CameraPolicy>(`${root}/cameras/${id(cameraId)}/policy`, {}, signal),
  setPolicy: (cameraId: string, body: CameraPolicy) => put(`${root}/cameras/${id(cameraId)}/policy`, body),
  forecast: (signal?: AbortSignal) => get<Forecast>(`${root}/forecast`, {}, signal),

  holds: (filter: { state?: HoldState; cameraId?: string }, signal?: AbortSignal) => all<Hold>(`${root}/holds`, filter, signal),
  placeHold: (body: NewHold) => post<{ id: string }>(`${root}/holds`, body),
  changeHold: (key: string, body: { reason?: string; expiresAt?: string }) => patch(`${root}/holds/${id(key)}`, body),
  releaseHold: (key: string, reason: string) => command(`${root}/holds/${id(key)}/release`, { reason }),
  marks: (cameraId: string, from: string, to: string, signal?: AbortSignal) =>
    all<Mark>(`${root}/cameras/${id(cameraId)}/marks`, { from, to }, signal),

  coverage: (from: string, to: string, timeZone: string, signal?: AbortSignal) =>
    get<Coverage>(`${root}/coverage`, { from, to, timeZone }, signal),
  coverageCsv: async (from: string, to: string, timeZone: string, cameraIds: string[]): Promise<Blob> =>
    (await authorized(withQuery(`${root}/coverage.csv`, { from, to, timeZone, cameraIds: cameraIds.join(',') || undefined }))).blob(),

  scrub: (signal?: AbortSignal) => get<Scrub>(`${root}/scrub`, {}, signal),
  startScrub: () => command(`${root}/scrub`, {}),

  archive: (signal?: AbortSignal) => get<ArchiveStatus>(`${root}/archive`, {}, signal),
  archiveSettings: (signal?: AbortSignal) => get<ArchiveSettings>(`${root}/archive/settings`, {}, signal),
  setArchive: (body: ArchiveInput) => put(`${root}/archive/settings`, body),
  testArchive: (body: ArchiveInput) => post<ArchiveTest>(`${root}/archive/test`, body),
  deadLetters: (cursor: string | undefined, signal?: AbortSignal) =>
    get<Page<DeadLetter>>(`${root}/archive/dead-letters`, { cursor }, signal),
  retryDeadLetters: (what: { segmentIds: string[] } | { all: true }) => command(`${root}/archive/dead-letters/retry`, what),

  clips: (signal?: AbortSignal) => all<Clip>(`${root}/clips`, {}, signal),
  addClip: (body: NewClip) => post<{ id: string }>(`${root}/clips`, body),
  removeClip: (key: string) => remove(`${root}/clips/${id(key)}`),
  clipFileUrl: (key: string, cameraId: string) => linkTo(`${root}/clips/${id(key)}/files/${id(cameraId)}.mp4`),
  clipSnapshot: async (key: string, signal?: AbortSignal): Promise<Blob> =>
    (await authorized(`${root}/clips/${id(key)}/snapshot.jpg`, signal ? { signal } : {})).blob(),
  shareClip: (key: string, cameraId: string, minutes: number) => post<SharedLink>(`${root}/clips/${id(key)}/links`, { cameraId, minutes }),

  evidenceKeys: (signal?: AbortSignal) => all<EvidenceKey>(`${root}/evidence/keys`, {}, signal),
  rotateEvidenceKey: () => post<{ id: string }>(`${root}/evidence/keys/rotate`, {}),
};

/** The log of who did, saw, exported or deleted what. */
export const audit = {
  actions: (filter: AuditFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    get<Page<AuditEntry>>('/api/audit/actions', { ...filter, cursor, limit }, signal),
  csv: async (filter: AuditFilter): Promise<Blob> => (await authorized(withQuery('/api/audit/actions.csv', { ...filter }))).blob(),
  verification: (signal?: AbortSignal) => get<AuditVerification>('/api/audit/verification', {}, signal),
};
