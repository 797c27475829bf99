import type { Problem } from '../api/problem';
import { en } from './en';
import type { Language, Translate, WordKey } from './words';

/** "2 min 5 s": the two largest units, as people say it. What was there but short is not told as nothing. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds === 0 && ms > 0) return '< 1 s';
  if (seconds < 60) return `${seconds} s`;
  const units: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = units.findIndex(([size]) => seconds >= size);
  const [size, name] = units[first] ?? [1, 's'];
  const [nextSize, nextName] = units[first + 1] ?? [1, 's'];
  const rest = Math.floor((seconds % size) / nextSize);
  return `${Math.floor(seconds / size)} ${name}${rest ? ` ${rest} ${nextName}` : ''}`;
}

/** "23 h 59 min": of a day, which is told in hours however long it is. */
export function hours(seconds: number): string {
  return seconds < 3600 ? duration(seconds * 1000) : `${Math.floor(seconds / 3600)} h${Math.floor((seconds % 3600) / 60) > 0 ? ` ${Math.floor((seconds % 3600) / 60)} min` : ''}`;
}

export function bytes(count: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${units[unit] ?? ''}`;
}

export function bitRate(bitsPerSecond: number, language: Language): string {
  return bitsPerSecond >= 1e6
    ? `${(bitsPerSecond / 1e6).toLocaleString(language, { maximumFractionDigits: 1 })} Mbit/s`
    : `${Math.round(bitsPerSecond / 1e3).toLocaleString(language)} kbit/s`;
}

/** Never rounds up to 100 %: a missing second stays visible. */
export function percent(share: number, language: Language): string {
  const floored = share >= 1 ? 1 : Math.floor(share * 1000) / 1000;
  return floored.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 });
}

/** "21 Nov, 14:03:00" by the clock of the place; without the day when it is today, with the year when it is another. */
export function moment(at: string | number, timeZone: string, language: Language, now: number = Date.now()): string {
  const instant = typeof at === 'string' ? Date.parse(at) : at;
  if (!Number.isFinite(instant)) return '–';
  const dayText = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(ms);
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  const [day, today] = [dayText(instant), dayText(now)];
  const year: Intl.DateTimeFormatOptions = day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' };
  const date: Intl.DateTimeFormatOptions = day === today ? {} : { day: 'numeric', month: 'short', ...year };
  return new Intl.DateTimeFormat(language, { timeZone, ...date, ...time }).format(instant);
}

const codecs: Record<string, string> = {
  h264: 'H.264',
  h265: 'H.265',
  aac: 'AAC',
  pcmu: 'G.711 µ-law',
  pcma: 'G.711 A-law',
  opus: 'Opus',
  mjpeg: 'MJPEG',
};

/** A codec as people write it. */
export function codecName(codec: string): string {
  return codecs[codec.toLowerCase()] ?? codec;
}

const problemWords: Record<string, WordKey> = {
  'thing-unreachable': 'federate.trouble.thing-unreachable.title',
  'thing-not-compliant': 'federate.trouble.thing-not-compliant.title',
  'thing-refused': 'federate.trouble.thing-refused.title',
  'thing-failed': 'federate.trouble.thing-failed.title',
  'address-not-allowed': 'federate.trouble.address-not-allowed.title',
  'already-federated': 'federate.trouble.already-federated.title',
  'not-offered': 'thing.notOffered',
  'value-not-allowed': 'thing.notAllowed',
  'search-runs': 'thing.searchRuns',
  'directory-unreachable': 'thing.directorySilent',
  'too-many-plans': 'plans.tooMany',
  'recording-needs-enabled': 'cameras.turnOnFirst',
  network: 'problem.network',
  timeout: 'problem.timeout',
  unauthenticated: 'problem.unauthenticated',
  'signed-out': 'problem.unauthenticated',
  forbidden: 'problem.forbidden',
  'not-found': 'problem.notFound',
  stale: 'problem.stale',
  'not-empty': 'problem.notEmpty',
  'body-too-large': 'problem.tooLarge',
  'too-many-attempts': 'problem.tooManyAttempts',
  'wrong-credentials': 'signIn.wrong',
  'not-yet-available': 'problem.notYet',
  'path-missing': 'storage.problem.path-missing',
  'path-not-empty': 'storage.problem.path-not-empty',
  'volume-foreign': 'storage.problem.volume-foreign',
  'path-in-use': 'storage.problem.path-in-use',
  'volume-attached': 'storage.problem.volume-attached',
  'volume-in-use': 'storage.problem.volume-in-use',
  'boot-disk': 'storage.problem.boot-disk',
  'last-volume': 'storage.problem.last-volume',
  'name-taken': 'peopleProblem.name-taken',
  'email-taken': 'peopleProblem.email-taken',
  'owns-properties': 'peopleProblem.owns-properties',
  'last-administrator': 'peopleProblem.last-administrator',
  'role-needed': 'peopleProblem.role-needed',
  'service-has-no-password': 'peopleProblem.service-has-no-password',
  'too-many-keys': 'peopleProblem.too-many-keys',
  'too-many-grants': 'peopleProblem.too-many-grants',
  'second-factor-on': 'peopleProblem.second-factor-on',
  'second-factor-off': 'peopleProblem.second-factor-off',
  'registration-off': 'entry.problem.registration-off',
  'second-factor-wrong': 'entry.wrongCode',
};

/** A refusal in the reader's words; the server's own (English) sentence where we have no better one. */
export function problemText(problem: Problem, t: Translate): string {
  const known = problemWords[problem.code];
  if (known) return t(known);
  if (problem.code === 'unexpected') return t('problem.unexpected', { detail: problem.detail ?? '' });
  const first = Object.values(problem.fields)[0]?.[0];
  if (problem.status === 400) return problem.detail ?? first ?? t('problem.invalid');
  if (problem.detail && problem.status < 500) return problem.detail;
  if (problem.status === 401) return t('problem.unauthenticated');
  if (problem.status === 403) return t('problem.forbidden');
  if (problem.status === 404) return t('problem.notFound');
  if (problem.status === 502 || problem.status === 503 || problem.status === 504) return t('problem.unavailable');
  if (problem.status >= 500) return t('problem.server');
  return t('problem.other', { code: problem.code });
}

/** Some parts of the server name the same trouble by the word of the gap it makes. */
const sameCause: Record<string, keyof typeof en.cause> = {
  'camera-unreachable': 'unreachable',
  'camera-refused': 'refused',
  'camera-stalled': 'stalled',
  'camera-closed': 'closed',
  'no-video': 'no-video-track',
  'stream-malformed': 'malformed',
};

function causeKey(cause: string | null | undefined): keyof typeof en.cause {
  if (!cause) return 'unknown';
  const same = sameCause[cause];
  if (same) return same;
  return cause in en.cause ? (cause as keyof typeof en.cause) : 'unknown';
}

export function causeTitle(cause: string | null | undefined, t: Translate): string {
  return t(`cause.${causeKey(cause)}.title`);
}

export function causeAdvice(cause: string | null | undefined, t: Translate): string {
  return t(`cause.${causeKey(cause)}.advice`);
}

export function gapTitle(cause: string | null | undefined, t: Translate): string {
  const known = cause && cause in en.gap ? (cause as keyof typeof en.gap) : undefined;
  if (known) return t(`gap.${known}`);
  return cause ? causeTitle(cause, t) : t('gap.unknown');
}
