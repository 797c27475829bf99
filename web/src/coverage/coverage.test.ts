import { describe, expect, it } from 'vitest';
import type { CoverageDay } from '../api/footageTypes';
import { daysOf, isMonth, monthOf, shiftMonth, weekdayOf } from './months';
import { figure, stepOf } from './scale';

const day = (ratio: number | null): CoverageDay => ({ day: '2026-11-21', seconds: 86_400, wantedSeconds: 86_400, recordedSeconds: 0, ratio, gaps: [] });

describe('the months of the heat map', () => {
  it('have their days, leap days too', () => {
    expect(daysOf('2028-02')).toHaveLength(29);
    expect(daysOf('2026-11').at(0)).toBe('2026-11-01');
    expect(daysOf('2026-11').at(-1)).toBe('2026-11-30');
  });

  it('follow each other over the year', () => {
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(monthOf('2026-11-21')).toBe('2026-11');
  });

  it('begin their weeks on Monday', () => {
    expect(weekdayOf('2026-11-23')).toBe(0);
    expect(weekdayOf('2026-11-22')).toBe(6);
  });

  it('are told from other texts', () => {
    expect(isMonth('2026-11')).toBe(true);
    for (const text of ['2026-13', '2026', 'now', '2026-11-01']) expect(isMonth(text)).toBe(false);
  });
});

describe('the scale of the heat map', () => {
  it('has a step for every share, and only all is the best', () => {
    expect([1, 0.9999, 0.99, 0.97, 0.9, 0.5, 0].map((ratio) => stepOf(day(ratio)))).toEqual([0, 1, 1, 2, 3, 4, 4]);
    expect(stepOf(day(null))).toBe('off');
    expect(stepOf(undefined)).toBe('none');
  });

  it('shows percents that are never rounded up', () => {
    expect(figure(day(0.99999))).toBe('99');
    expect(figure(day(1))).toBe('100');
    expect(figure(day(0.29))).toBe('29');
    expect(figure(day(null))).toBe('');
  });
});
