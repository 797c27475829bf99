import type { CoverageDay } from '../api/footageTypes';

/** From how much on a step counts, best first: brown to teal, told apart by everybody (ColorBrewer's BrBG). */
export const steps = [1, 0.99, 0.95, 0.8, 0] as const;

/** 0 (all recorded) to 4, `off` when nothing was to be recorded, `none` when nothing is known of the day. */
export type Step = 0 | 1 | 2 | 3 | 4 | 'off' | 'none';

export function stepOf(day: CoverageDay | undefined): Step {
  if (!day) return 'none';
  const { ratio } = day;
  if (ratio === null) return 'off';
  return steps.findIndex((from) => ratio >= from) as Step;
}

/** Whole percents for a cell; never rounded up, so that 100 means all. */
export function figure(day: CoverageDay | undefined): string {
  return day?.ratio == null ? '' : String(Math.floor(Math.min(1, day.ratio) * 100 + 1e-9));
}
