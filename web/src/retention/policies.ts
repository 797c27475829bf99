import { footageClasses, type CameraPolicy, type FootageClass, type KeepingTimes, type RetentionTemplate } from '../api/footageTypes';

/** A policy with the template's times. */
export function withTemplate(policy: CameraPolicy, template: RetentionTemplate): CameraPolicy {
  const { code, continuous, motion, incident } = template;
  return { ...policy, template: code, continuous, motion, incident };
}

/** A policy with a time of its own, and so no longer a template's. */
export function withTime(policy: CameraPolicy, of: FootageClass, change: Partial<KeepingTimes[FootageClass]>): CameraPolicy {
  return { ...policy, template: null, [of]: { ...policy[of], ...change } };
}

/**
 * What is wrong with a class's time: deleted before it may be, or kept shorter than a lower class. Undefined when nothing is.
 */
export function timeTrouble(times: KeepingTimes, of: FootageClass): 'maxBelowMin' | 'belowLower' | undefined {
  const { minDays, maxDays } = times[of];
  if (maxDays !== null && (maxDays < minDays || maxDays <= 0)) return 'maxBelowMin';
  const lower = footageClasses[footageClasses.indexOf(of) - 1];
  if (!lower) return undefined;
  const below = times[lower];
  return minDays < below.minDays || (maxDays ?? Infinity) < (below.maxDays ?? Infinity) ? 'belowLower' : undefined;
}

/** Whether some footage would have to go earlier than before. */
export function isShorter(before: KeepingTimes, after: KeepingTimes): boolean {
  return footageClasses.some((of) => (after[of].maxDays ?? Infinity) < (before[of].maxDays ?? Infinity));
}
