import { describe, expect, it } from 'vitest';
import { needsReason, overlap, rangeTrouble } from './range';

describe('a marked range', () => {
  const now = 10_000_000;
  const ranges = [{ start: 1_000_000, end: 2_000_000 }];

  it('is not exported when empty, in the future or without footage', () => {
    expect(rangeTrouble('export', { start: 5, end: 5 }, now, ranges)).toBe('exporting.endBeforeStart');
    expect(rangeTrouble('export', { start: now, end: now + 1 }, now, ranges)).toBe('exporting.startInFuture');
    expect(rangeTrouble('export', { start: 3_000_000, end: 4_000_000 }, now, ranges)).toBe('exporting.nothing');
    expect(rangeTrouble('export', { start: 1_500_000, end: 4_000_000 }, now, ranges)).toBeUndefined();
  });

  it('may reach into what is being written', () => {
    expect(rangeTrouble('export', { start: now - 20_000, end: now }, now, ranges)).toBeUndefined();
  });

  it('may end in the future as a clip or a hold, but not before it begins', () => {
    expect(rangeTrouble('clip', { start: now - 5, end: now + 180_000 }, now, ranges)).toBeUndefined();
    expect(rangeTrouble('hold', { start: now + 5, end: now + 180_000 }, now, ranges)).toBeUndefined();
    expect(rangeTrouble('clip', { start: now, end: now }, now, ranges)).toBe('exporting.endBeforeStart');
  });

  it('needs a reason unless it is a plain export', () => {
    expect(needsReason('export', false)).toBe(false);
    expect(needsReason('export', true)).toBe(true);
    expect(needsReason('clip', false)).toBe(true);
    expect(needsReason('hold', false)).toBe(true);
  });

  it('is cut to the spans it touches', () => {
    expect(overlap(ranges, { start: 0, end: 1_500_000 })).toEqual([{ start: 1_000_000, end: 1_500_000 }]);
  });
});
