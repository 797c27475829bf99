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

/** Whether some footage would have to go earlier than before. */
export function isShorter(before: KeepingTimes, after: KeepingTimes): boolean {
  return footageClasses.some((of) => (after[of].maxDays ?? Infinity) < (before[of].maxDays ?? Infinity));
}
