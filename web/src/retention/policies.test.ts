import { describe, expect, it } from 'vitest';
import type { CameraPolicy, RetentionTemplate } from '../api/footageTypes';
import { isShorter, timeTrouble, withTemplate, withTime } from './policies';

const policy: CameraPolicy = {
  mode: 'events', preRollSeconds: 5, postRollSeconds: 15, template: 'home', priority: 5, archive: 'all',
  continuous: { minDays: 0, maxDays: 7 }, motion: { minDays: 7, maxDays: null }, incident: { minDays: 30, maxDays: null },
};
const company: RetentionTemplate = { code: 'company', continuous: { minDays: 0, maxDays: 30 }, motion: { minDays: 30, maxDays: 60 }, incident: { minDays: 90, maxDays: null } };

describe('a retention policy', () => {
  it('takes the times of a template and keeps all else', () => {
    expect(withTemplate(policy, company)).toEqual({ ...policy, template: 'company', continuous: company.continuous, motion: company.motion, incident: company.incident });
  });

  it('has times of its own once one is changed', () => {
    expect(withTime(policy, 'motion', { minDays: 9 })).toEqual({ ...policy, template: null, motion: { minDays: 9, maxDays: null } });
  });

  it('keeps a class at least as long as a lower one, and deletes nothing it must keep', () => {
    expect(timeTrouble(company, 'continuous')).toBeUndefined();
    expect(timeTrouble(company, 'motion')).toBeUndefined();
    expect(timeTrouble(company, 'incident')).toBeUndefined();
    expect(timeTrouble({ ...company, motion: { minDays: 30, maxDays: 29 } }, 'motion')).toBe('maxBelowMin');
    expect(timeTrouble({ ...company, continuous: { minDays: 0, maxDays: 0 } }, 'continuous')).toBe('maxBelowMin');
    expect(timeTrouble({ ...company, continuous: { minDays: 0, maxDays: null } }, 'motion')).toBe('belowLower');
    expect(timeTrouble({ ...company, continuous: { minDays: 31, maxDays: 31 } }, 'motion')).toBe('belowLower');
  });

  it('is shorter when any class has to go earlier, never being the longest', () => {
    expect(isShorter(policy, withTemplate(policy, company))).toBe(true);
    expect(isShorter(policy, withTime(policy, 'continuous', { maxDays: 6.5 }))).toBe(true);
    expect(isShorter(policy, withTime(policy, 'continuous', { maxDays: 30 }))).toBe(false);
    expect(isShorter(policy, withTime(policy, 'continuous', { maxDays: null }))).toBe(false);
    expect(isShorter(policy, withTime(policy, 'incident', { minDays: 1 }))).toBe(false);
  });
});
