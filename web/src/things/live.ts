import type { Measurement, ThingMessage } from '../api/placesTypes';

/** a chart shows the last fifty. */
export const pointsKept = 50;
const eventsKept = 40;

export interface Point {
  /** Unix milliseconds. */
  at: number;
  value: number;
}
export interface Series {
  measure: string;
  unit: string;
  points: Point[];
}
export interface ThingEventSeen {
  /** Counts up, so that two of the same name at the same instant are two. */
  number: number;
  name: string;
  data: unknown;
  at: string;
}
/** What a thing has told since the page was opened. */
export interface ThingLive {
  series: Series[];
  /** Newest first. */
  events: ThingEventSeen[];
  /** The last value told of each property. */
  values: Record<string, { value: unknown; at: string }>;
}
export const nothingYet: ThingLive = { series: [], events: [], values: {} };

/** Puts a value into its series, where its instant belongs; one that is there already changes nothing. */
export function addMeasurement(series: Series[], { measure, unit, value, at }: Measurement): Series[] {
  const point = { at: Date.parse(at), value };
  if (!Number.isFinite(point.at) || !Number.isFinite(value)) return series;
  const known = series.find((one) => one.measure === measure && one.unit === unit);
  if (!known) return [...series, { measure, unit, points: [point] }].sort((a, b) => rank(a) - rank(b) || a.measure.localeCompare(b.measure));
  const before = known.points.filter((one) => one.at < point.at);
  const after = known.points.slice(before.length);
  if (after[0]?.at === point.at) return series;
  const points = [...before, point, ...after].slice(-pointsKept);
  return series.map((one) => (one === known ? { ...one, points } : one));
}

const order = ['temperature', 'humidity', 'pressure'];
const rank = ({ measure }: Series) => (order.includes(measure) ? order.indexOf(measure) : order.length);

/** What is known after a message. */
export function heard(live: ThingLive, message: ThingMessage): ThingLive {
  switch (message.type) {
    case 'measurement': {
      const series = addMeasurement(live.series, message);
      return series === live.series ? live : { ...live, series };
    }
    case 'event': {
      const { name, data, at } = message;
      const number = (live.events[0]?.number ?? 0) + 1;
      return { ...live, events: [{ number, name, data, at }, ...live.events].slice(0, eventsKept) };
    }
    case 'property':
      return { ...live, values: { ...live.values, [message.name]: { value: message.value, at: message.at } } };
    default:
      return live;
  }
}

/** The last instant at which any value came; undefined when none has. */
export function lastHeard(series: readonly Series[]): number | undefined {
  const last = series.map(({ points }) => points.at(-1)?.at ?? -Infinity);
  return last.length > 0 ? Math.max(...last) : undefined;
}

const patienceMs = 15_000;

/** how long a thing may say nothing before the page says so: three times what it promises, and never less than a quarter of a minute. */
export function silentAfter(intervals: readonly (number | null | undefined)[]): number {
  const told = intervals.filter((interval): interval is number => typeof interval === 'number' && interval > 0);
  return Math.max(patienceMs, told.length > 0 ? 3 * Math.min(...told) : 60_000);
}
