import { describe, expect, it } from 'vitest';
import { addMeasurement, heard, lastHeard, nothingYet, pointsKept, silentAfter, type Series } from './live';

const at = (second: number) => new Date(Date.parse('2026-11-21T12:00:00Z') + second * 1000).toISOString();
const reading = (second: number, value: number, measure = 'temperature') => ({ measure, unit: 'celsius', value, at: at(second) });

describe('what a thing tells', () => {
  it('keeps the last fifty points of each series', () => {
    let series: Series[] = [];
    for (let second = 0; second < 70; second++) series = addMeasurement(series, reading(second, second));
    expect(series[0]?.points).toHaveLength(pointsKept);
    expect(series[0]?.points[0]?.value).toBe(20);
    expect(series[0]?.points.at(-1)?.value).toBe(69);
  });

  it('takes no value twice and none that is no number, and puts a late one where it belongs', () => {
    const first = addMeasurement([], reading(10, 1));
    expect(addMeasurement(first, reading(10, 2))).toBe(first);
    expect(addMeasurement(first, reading(11, Number.NaN))).toBe(first);
    expect(addMeasurement(first, reading(9, 2))[0]?.points.map(({ value }) => value)).toEqual([2, 1]);
  });

  it('puts temperature, humidity and pressure first, whatever came first', () => {
    const series = ['light', 'pressure', 'temperature'].reduce<Series[]>((known, measure) => addMeasurement(known, reading(1, 1, measure)), []);
    expect(series.map(({ measure }) => measure)).toEqual(['temperature', 'pressure', 'light']);
  });

  it('remembers events newest first and the last value of each property', () => {
    const live = [
      { type: 'event' as const, name: 'door', data: 'open', at: at(1) },
      { type: 'event' as const, name: 'door', data: 'open', at: at(1) },
      { type: 'property' as const, name: 'status', value: { enabled: true }, at: at(2) },
      { type: 'property' as const, name: 'status', value: { enabled: false }, at: at(3) },
      { type: 'status' as const },
    ].reduce(heard, nothingYet);
    expect(live.events.map(({ number }) => number)).toEqual([2, 1]);
    expect(live.values.status?.value).toEqual({ enabled: false });
  });

  it('knows when anything came last, and how long silence is still no news', () => {
    expect(lastHeard([])).toBeUndefined();
    expect(lastHeard(addMeasurement(addMeasurement([], reading(5, 1)), reading(9, 1, 'humidity')))).toBe(Date.parse(at(9)));
    expect(silentAfter([2500, 10_000])).toBe(15_000);
    expect(silentAfter([30_000])).toBe(90_000);
    expect(silentAfter([null])).toBe(60_000);
  });
});
