import { describe, expect, it } from 'vitest';
import { overlap, rangeTrouble } from './ExportPanel';

describe('the range of an export', () => {
  const now = 10_000_000;
  const ranges = [{ start: 1_000_000, end: 2_000_000 }];

  it('is refused when empty, in the future or without footage', () => {
    expect(rangeTrouble({ start: 5, end: 5 }, now, ranges)).toBe('exporting.endBeforeStart');
    expect(rangeTrouble({ start: now, end: now + 1 }, now, ranges)).toBe('exporting.startInFuture');
    expect(rangeTrouble({ start: 3_000_000, end: 4_000_000 }, now, ranges)).toBe('exporting.nothing');
    expect(rangeTrouble({ start: 1_500_000, end: 4_000_000 }, now, ranges)).toBeUndefined();
  });

  it('may reach into what is being written', () => {
    expect(rangeTrouble({ start: now - 20_000, end: now }, now, ranges)).toBeUndefined();
  });

  it('is cut to the spans it touches', () => {
    expect(overlap(ranges, { start: 0, end: 1_500_000 })).toEqual([{ start: 1_000_000, end: 1_500_000 }]);
  });
});
