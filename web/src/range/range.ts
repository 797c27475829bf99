import type { Right } from '../api/grants';
import type { Span } from '../timeline/geometry';
import type { WordKey } from '../words/words';

/** What a marked range is for. */
export const purposes = ['export', 'clip', 'hold'] as const;
export type Purpose = (typeof purposes)[number];
/** What the reader needs for it. */
export const rightFor = { export: 'export', clip: 'export', hold: 'hold' } as const satisfies Record<Purpose, Right>;

/** What is wrong with a range, or undefined. */
export function rangeTrouble(purpose: Purpose, selection: Span, now: number, ranges: readonly Span[]): WordKey | undefined {
  if (selection.end <= selection.start) return 'exporting.endBeforeStart';
  // A clip waits for its end, and what is held may still be recorded.
  if (purpose !== 'export') return undefined;
  if (selection.start >= now) return 'exporting.startInFuture';
  // What was written within the last half minute may not be listed yet.
  if (selection.end < now - 30_000 && overlap(ranges, selection).length === 0) return 'exporting.nothing';
  return undefined;
}

export function overlap(spans: readonly Span[], within: Span): Span[] {
  return spans
    .filter((span) => span.end > within.start && span.start < within.end)
    .map((span) => ({ start: Math.max(span.start, within.start), end: Math.min(span.end, within.end) }));
}

/** A sealed export says why it was made; so do clips and holds. */
export function needsReason(purpose: Purpose, sealed: boolean): boolean {
  return purpose !== 'export' || sealed;
}
