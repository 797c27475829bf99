/** A calendar day at a place: drawn from instants, so it may have 23 or 25 hours. All instants are Unix milliseconds. */
export interface Day {
  /** yyyy-MM-dd */
  date: string;
  timeZone: string;
  start: number;
  end: number;
}

const hour = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clock on the wall shows at `instant`, as if it were UTC. */
function wallAsUtc(instant: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of wallFormat(timeZone).formatToParts(instant)) part[type] = Number(value);
  return Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day ?? 1,
    part.hour ?? 0,
    part.minute ?? 0,
    part.second ?? 0,
  );
}

/** How far the place's clock is ahead of UTC, in milliseconds. */
export function offsetAt(instant: number, timeZone: string): number {
  const whole = Math.floor(instant / 1000) * 1000;
  return wallAsUtc(whole, timeZone) - whole;
}

/**
 * The instant at which the place's clock shows `wall` (given as if UTC). A time that comes twice means its first coming; one
 * that is left out means the moment the clocks jump over it.
 */
export function instantOf(wall: number, timeZone: string): number {
  const before = offsetAt(wall - 24 * hour, timeZone);
  const after = offsetAt(wall + 24 * hour, timeZone);
  const candidates = [wall - before, wall - after].filter((at) => at + offsetAt(at, timeZone) === wall);
  if (candidates.length > 0) return Math.min(...candidates);
  // Left out: find the jump between the two guesses.
  let low = Math.min(wall - before, wall - after);
  let high = Math.max(wall - before, wall - after);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function dateAt(instant: number, timeZone: string): string {
  return new Date(wallAsUtc(instant, timeZone)).toISOString().slice(0, 10);
}

export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * hour).toISOString().slice(0, 10);
}

export function dayOf(date: string, timeZone: string): Day {
  const midnight = (text: string) => instantOf(Date.parse(`${text}T00:00:00Z`), timeZone);
  return { date, timeZone, start: midnight(date), end: midnight(shiftDate(date, 1)) };
}

/** "14:03:07" on the place's clock. */
export function clockText(instant: number, timeZone: string, seconds = true): string {
  return new Date(wallAsUtc(instant, timeZone)).toISOString().slice(11, seconds ? 19 : 16);
}

/** "2026-03-29T14:03:07" on the place's clock, as fields for date and time take it. */
export function wallText(instant: number, timeZone: string): string {
  return new Date(wallAsUtc(instant, timeZone)).toISOString().slice(0, 19);
}

/** The instant of a text like "14:03" or "14:03:07" on the given day; undefined when it is none. */
export function instantOnDay(text: string, day: Day): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text.trim());
  if (!match) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return instantOf(Date.parse(`${day.date}T00:00:00Z`) + seconds * 1000, day.timeZone);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}
