import { useQuery } from '@tanstack/react-query';
import { audit, footage } from './footage';
import type { AuditFilter, HoldState } from './footageTypes';
import { keys } from './queries';

export const footageKeys = {
  volumes: keys.volumes,
  alarms: ['alarms'],
  templates: ['retention-templates'],
  policies: ['policies'],
  policy: (cameraId: string) => ['policies', cameraId],
  forecast: ['forecast'],
  holds: ['holds'],
  marks: (cameraId: string) => ['marks', cameraId],
  coverage: ['coverage'],
  scrub: ['scrub'],
  archive: ['archive'],
  archiveSettings: ['archive-settings'],
  deadLetters: ['dead-letters'],
  clips: ['clips'],
  evidenceKeys: ['evidence-keys'],
  audit: ['audit'],
  auditVerification: ['audit-verification'],
} as const;

export const useStorageVolumes = () =>
  useQuery({ queryKey: footageKeys.volumes, queryFn: ({ signal }) => footage.volumes(signal), refetchInterval: 10_000 });
export const useAlarms = () =>
  useQuery({ queryKey: footageKeys.alarms, queryFn: ({ signal }) => footage.alarms(signal), refetchInterval: 15_000 });
export const useTemplates = () =>
  useQuery({ queryKey: footageKeys.templates, queryFn: ({ signal }) => footage.templates(signal), staleTime: 300_000 });
export const useForecast = () =>
  useQuery({ queryKey: footageKeys.forecast, queryFn: ({ signal }) => footage.forecast(signal), refetchInterval: 60_000 });
export const useHolds = (filter: { state?: HoldState; cameraId?: string }) =>
  useQuery({ queryKey: [...footageKeys.holds, filter], queryFn: ({ signal }) => footage.holds(filter, signal), refetchInterval: 30_000 });
/** `from` and `to` in Unix milliseconds. */
export const useMarks = (cameraId: string, from: number, to: number, refetchInterval: number | false) =>
  useQuery({
    queryKey: [...footageKeys.marks(cameraId), from, to],
    queryFn: ({ signal }) => footage.marks(cameraId, new Date(from).toISOString(), new Date(to).toISOString(), signal),
    refetchInterval,
  });
export const useCoverage = (from: string, to: string, timeZone: string, refetchInterval: number | false) =>
  useQuery({
    queryKey: [...footageKeys.coverage, from, to, timeZone],
    queryFn: ({ signal }) => footage.coverage(from, to, timeZone, signal),
    refetchInterval,
    placeholderData: (old) => old,
  });
export const useScrub = () =>
  useQuery({
    queryKey: footageKeys.scrub,
    queryFn: ({ signal }) => footage.scrub(signal),
    refetchInterval: ({ state }) => (state.data?.running ? 1_500 : 30_000),
  });
export const useArchive = () =>
  useQuery({ queryKey: footageKeys.archive, queryFn: ({ signal }) => footage.archive(signal), refetchInterval: 3_000 });
export const useArchiveSettings = () =>
  useQuery({ queryKey: footageKeys.archiveSettings, queryFn: ({ signal }) => footage.archiveSettings(signal) });
export const useClips = () =>
  useQuery({
    queryKey: footageKeys.clips,
    queryFn: ({ signal }) => footage.clips(signal),
    refetchInterval: ({ state }) => (state.data?.some((clip) => clip.state === 'pending' || clip.state === 'running') ? 1_000 : 10_000),
  });
export const useEvidenceKeys = () =>
  useQuery({ queryKey: footageKeys.evidenceKeys, queryFn: ({ signal }) => footage.evidenceKeys(signal), staleTime: 60_000 });
export const useAuditVerification = () =>
  useQuery({ queryKey: footageKeys.auditVerification, queryFn: ({ signal }) => audit.verification(signal), staleTime: 30_000 });
export const useAudit = (filter: AuditFilter, cursor: string | undefined, limit: number) =>
  useQuery({
    queryKey: [...footageKeys.audit, filter, cursor, limit],
    queryFn: ({ signal }) => audit.actions(filter, cursor, limit, signal),
    placeholderData: (old) => old,
  });
