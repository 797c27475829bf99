import { useMemo } from 'react';
import { useHolds, useMarks } from '../api/footageQueries';
import type { Hold, Mark } from '../api/footageTypes';
import { useTimeline } from '../api/queries';
import type { Gap, TimeRange } from '../api/types';
import type { Day } from './days';
import type { Span } from './geometry';
import type { GapSpan, HoldSpan, MarkSpan } from './paint';

export function spansOf(ranges: readonly TimeRange[]): Span[] {
  return ranges.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) })).sort((a, b) => a.start - b.start);
}

export function gapSpans(gaps: readonly Gap[], now: number): GapSpan[] {
  return gaps
    .map((gap) => ({
      start: Date.parse(gap.start),
      end: gap.end ? Date.parse(gap.end) : now,
      open: !gap.end,
      cause: gap.cause,
      detail: gap.detail,
    }))
    .sort((a, b) => a.start - b.start);
}

/** What is recorded of a day; the present day grows. */
export function useDay(cameraId: string, day: Day, now: number) {
  const running = day.end > now;
  const query = useTimeline(cameraId, day.start, day.end, { refetchInterval: running ? 5_000 : false, placeholderData: (old) => old });
  const { data } = query;
  const ranges = useMemo(() => (data ? spansOf(data.ranges) : []), [data]);
  const gaps = useMemo(() => (data ? gapSpans(data.gaps, now) : []), [data, now]);
  const mine = data !== undefined && Math.abs(Date.parse(data.from) - day.start) < 1000;
  return { query, ranges: mine ? ranges : [], gaps: mine ? gaps : [], coverage: mine ? data.coverage : undefined };
}

export function markSpans(marks: readonly Mark[]): MarkSpan[] {
  return marks.map(({ from, to, class: which, reason }) => ({ start: Date.parse(from), end: Date.parse(to), class: which, reason })).sort((a, b) => a.start - b.start);
}

export function holdSpans(holds: readonly Hold[]): HoldSpan[] {
  return holds.map(({ from, to, reason }) => ({ start: Date.parse(from), end: Date.parse(to), reason })).sort((a, b) => a.start - b.start);
}

/** What lies over a day's footage: events and holds. Their absence is no trouble: the footage is there without them. */
export function useLayers(cameraId: string, day: Day, now: number) {
  const marked = useMarks(cameraId, day.start, day.end, day.end > now ? 10_000 : false).data;
  const held = useHolds({ state: 'active', cameraId }).data;
  const marks = useMemo(() => markSpans(marked ?? []), [marked]);
  const holds = useMemo(() => holdSpans(held ?? []), [held]);
  return { marks, holds };
}
