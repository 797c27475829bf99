import { describe, expect, it } from 'vitest';
import { dayOf } from './days';
import { bars, firstLook, pan, playableFrom, shortestViewMs, spanAt, ticks, timeAt, within, xOf, zoom, type View } from './geometry';

const minute = 60_000;
const hour = 60 * minute;
const whole = (date: string, zone: string, width = 1000): View => {
  const day = dayOf(date, zone);
  return { from: day.start, to: day.end, width };
};
const bounds = { start: 0, end: 24 * hour };
const view: View = { from: 0, to: 24 * hour, width: 1440 };

describe('the timeline’s geometry', () => {
  it('goes from instants to pixels and back', () => {
    expect(xOf(view, 12 * hour)).toBe(720);
    expect(timeAt(view, 60)).toBe(hour);
  });

  it('zooms around the instant under the pointer', () => {
    const closer = zoom(view, 720, 0.5, bounds);
    expect(closer.to - closer.from).toBe(12 * hour);
    expect(timeAt(closer, 720)).toBe(12 * hour);
  });

  it('zooms no closer than a minute and no wider than the day', () => {
    expect(zoom(view, 0, 1e-9, bounds)).toMatchObject({ from: 0, to: shortestViewMs });
    expect(zoom(view, 500, 100, bounds)).toMatchObject({ from: 0, to: 24 * hour });
  });

  it('pans within the day', () => {
    const closer = zoom(view, 0, 0.5, bounds);
    expect(pan(closer, 500, bounds).from).toBe(0);
    expect(pan(closer, -1e6, bounds).to).toBe(24 * hour);
    expect(within({ from: -5, to: 5, width: 1 }, bounds)).toMatchObject({ from: 0, to: 10 });
  });

  it('marks the hour that comes twice twice, and the one left out not at all', () => {
    const labels = (date: string) => ticks(whole(date, 'Europe/Madrid', 2400), 'Europe/Madrid').map(({ label }) => label);
    expect(labels('2026-10-25').filter((label) => label === '02:00')).toHaveLength(2);
    expect(labels('2026-03-29')).not.toContain('02:00');
    expect(labels('2026-11-21')).toHaveLength(25);
  });

  it('puts marks at round local times, also where the offset is not a whole hour', () => {
    const found = ticks(whole('2026-06-01', 'Asia/Kathmandu'), 'Asia/Kathmandu');
    expect(found.every(({ label }) => label.endsWith(':00'))).toBe(true);
    expect(found[0]?.x).toBe(0);
  });

  it('leaves room between marks at every zoom', () => {
    for (const length of [minute, 7 * minute, hour, 5 * hour, 24 * hour]) {
      const found = ticks({ from: 0, to: length, width: 390 }, 'UTC', 72);
      const gaps = found.slice(1).map((tick, index) => tick.x - (found[index]?.x ?? 0));
      expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(71.9);
      expect(found.length).toBeGreaterThan(0);
    }
  });

  it('joins bars that touch and keeps the thinnest visible', () => {
    const spans = [
      { start: 0, end: hour },
      { start: hour, end: 2 * hour },
      { start: 5 * hour, end: 5 * hour + 1000 },
    ];
    const drawn = bars(spans, view, 2);
    expect(drawn).toHaveLength(2);
    expect(drawn[0]).toEqual({ x: 0, width: 120 });
    expect(drawn[1]?.width).toBe(2);
  });

  it('draws nothing outside of the view', () => {
    expect(bars([{ start: -hour, end: 0 }], view)).toEqual([]);
    expect(bars([{ start: -hour, end: hour }], view)).toEqual([{ x: 0, width: 60 }]);
  });

  it('finds the span under the pointer, or the nearest in reach', () => {
    const gaps = [
      { start: 100, end: 200 },
      { start: 400, end: 410 },
    ];
    expect(spanAt(gaps, 150)).toBe(gaps[0]);
    expect(spanAt(gaps, 300)).toBeUndefined();
    expect(spanAt(gaps, 395, 10)).toBe(gaps[1]);
  });

  it('looks first at what there is when recording has just begun, and at the whole day otherwise', () => {
    const now = 12 * hour;
    const look = firstLook(bounds, [{ start: now - 2 * minute, end: now }], now);
    expect(look.end - look.start).toBe(10 * minute);
    expect(look.start).toBeLessThan(now - 2 * minute);
    expect(look.end).toBeGreaterThan(now);
    expect(firstLook(bounds, [{ start: hour, end: now }], now)).toEqual(bounds);
    expect(firstLook(bounds, [], now)).toEqual(bounds);
    expect(firstLook(bounds, [{ start: 23 * hour, end: 24 * hour }], 30 * hour)).toEqual(bounds);
  });

  it('plays from the next footage when there is none at the instant', () => {
    const ranges = [
      { start: 0, end: 1000 },
      { start: 5000, end: 9000 },
    ];
    expect(playableFrom(ranges, 500)).toBe(500);
    expect(playableFrom(ranges, 2000)).toBe(5000);
    expect(playableFrom(ranges, 9500)).toBeUndefined();
  });
});
