import { clockText, offsetAt } from './days';

/** What is seen of time: instants in Unix milliseconds, the width in pixels. */
export interface View {
  from: number;
  to: number;
  width: number;
}

export interface Span {
  start: number;
  end: number;
}

export interface Tick {
  at: number;
  x: number;
  label: string;
  major: boolean;
}

export const shortestViewMs = 60_000;

export function xOf(view: View, at: number): number {
  return ((at - view.from) / (view.to - view.from)) * view.width;
}

export function timeAt(view: View, x: number): number {
  return view.from + (x / view.width) * (view.to - view.from);
}

/** Keeps the view inside its bounds without changing its length, as far as that goes. */
export function within(view: View, bounds: Span): View {
  const length = Math.min(view.to - view.from, bounds.end - bounds.start);
  const from = Math.min(Math.max(view.from, bounds.start), bounds.end - length);
  return { ...view, from, to: from + length };
}

/** Zooms by `factor` (below 1: closer) around the instant under `x`, which stays where it is. */
export function zoom(view: View, x: number, factor: number, bounds: Span): View {
  const anchor = timeAt(view, x);
  const length = Math.min(
    Math.max((view.to - view.from) * factor, shortestViewMs),
    bounds.end - bounds.start,
  );
  const from = anchor - (x / view.width) * length;
  return within({ ...view, from, to: from + length }, bounds);
}

export function pan(view: View, dx: number, bounds: Span): View {
  const shift = (dx / view.width) * (view.to - view.from);
  return within({ ...view, from: view.from - shift, to: view.to - shift }, bounds);
}

const minute = 60_000;
const steps = [
  minute / 6,
  minute / 2,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  60 * minute,
  120 * minute,
  180 * minute,
  240 * minute,
  360 * minute,
];

/**
 * The marks of the ruler, at round times of the place's clock. They are found on the instants: an hour that comes twice is
 * marked twice, an hour left out is not marked.
 */
export function ticks(view: View, timeZone: string, roomPx = 72): Tick[] {
  const perPixel = (view.to - view.from) / view.width;
  const step = steps.find((candidate) => candidate / perPixel >= roomPx) ?? 720 * minute;
  const found: Tick[] = [];
  // Offsets are whole quarters of an hour: walk in steps no longer than that and keep the round ones.
  const walk = Math.min(step, 15 * minute);
  const seconds = step < minute;
  for (let at = Math.ceil(view.from / walk) * walk; at <= view.to; at += walk) {
    const wall = at + offsetAt(at, timeZone);
    if (wall % step !== 0) continue;
    found.push({ at, x: xOf(view, at), label: clockText(at, timeZone, seconds), major: wall % (step * 4) === 0 });
  }
  return found;
}

/** The spans as pixels, neighbours closer than a pixel joined, the thinnest still seen. */
export function bars(spans: readonly Span[], view: View, thinnest = 1): { x: number; width: number }[] {
  const drawn: { x: number; width: number }[] = [];
  for (const span of spans) {
    if (span.end <= view.from || span.start >= view.to) continue;
    const x = Math.max(0, xOf(view, span.start));
    const end = Math.min(view.width, xOf(view, span.end));
    const last = drawn[drawn.length - 1];
    if (last && x - (last.x + last.width) < 0.5) last.width = Math.max(last.width, end - last.x);
    else drawn.push({ x, width: Math.max(end - x, thinnest) });
  }
  return drawn;
}

/** The span at `at`, or the nearest one within `reach` milliseconds. */
export function spanAt<T extends Span>(spans: readonly T[], at: number, reach = 0): T | undefined {
  let best: T | undefined;
  let bestDistance = Infinity;
  for (const span of spans) {
    const distance = at < span.start ? span.start - at : at >= span.end ? at - span.end : 0;
    if (distance < bestDistance) {
      best = span;
      bestDistance = distance;
    }
  }
  return bestDistance <= reach ? best : undefined;
}

/** Where playing can begin when asked for `at`: there, or at the next recorded moment; undefined when there is none. */
export function playableFrom(ranges: readonly Span[], at: number): number | undefined {
  for (const range of ranges) if (at < range.end - 200) return Math.max(at, range.start);
  return undefined;
}

/**
 * What to show of a day at first: the whole day, or, when recording has only just begun, the stretch around it. A newcomer
 * would otherwise look for a sliver.
 */
export function firstLook(day: Span, ranges: readonly Span[], now: number): Span {
  const first = ranges[0];
  if (!first || now >= day.end || now < day.start) return day;
  const recorded = now - first.start;
  if (recorded > 3 * 60 * minute) return day;
  const length = Math.max(recorded * 1.6, 10 * minute);
  const end = Math.min(now + length * 0.15, day.end);
  const start = Math.max(end - length, day.start);
  return { start, end: Math.min(start + length, day.end) };
}

export function totalMs(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.end - span.start, 0);
}
