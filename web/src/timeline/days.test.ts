import { describe, expect, it } from 'vitest';
import { clockText, dateAt, dayOf, instantOnDay, instantOf, isDate, isTimeZone, shiftDate, wallText } from './days';

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);

describe('a day at a place', () => {
  it('has 24 hours as a rule', () => {
    const day = dayOf('2026-11-21', 'Europe/Madrid');
    expect(day.start).toBe(at('2026-11-20T23:00:00Z'));
    expect(day.end - day.start).toBe(24 * hour);
  });

  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    const spring = dayOf('2026-03-29', 'Europe/Madrid');
    expect(spring.end - spring.start).toBe(23 * hour);
    const autumn = dayOf('2026-10-25', 'Europe/Madrid');
    expect(autumn.end - autumn.start).toBe(25 * hour);
  });

  it('begins at the first instant where midnight does not exist', () => {
    // Clocks in Beirut and Cairo have jumped from 0:00 to 1:00.
    const day = dayOf('2023-04-28', 'Africa/Cairo');
    expect(clockText(day.start, 'Africa/Cairo')).toBe('01:00:00');
    expect(day.end - day.start).toBe(23 * hour);
  });

  it('knows zones off by parts of an hour', () => {
    const day = dayOf('2026-06-01', 'Asia/Kathmandu');
    expect(day.start).toBe(at('2026-05-31T18:15:00Z'));
    const lordHowe = dayOf('2026-04-05', 'Australia/Lord_Howe');
    expect(lordHowe.end - lordHowe.start).toBe(24.5 * hour);
  });

  it('takes the first of a time that comes twice, and the jump for one left out', () => {
    const autumn = dayOf('2026-10-25', 'Europe/Madrid');
    expect(instantOnDay('02:30', autumn)).toBe(at('2026-10-25T00:30:00Z'));
    const spring = dayOf('2026-03-29', 'Europe/Madrid');
    expect(instantOnDay('02:30', spring)).toBe(at('2026-03-29T01:00:00Z'));
  });

  it('gives the date and time shown there', () => {
    expect(dateAt(at('2026-11-20T23:30:00Z'), 'Europe/Madrid')).toBe('2026-11-21');
    expect(wallText(at('2026-11-20T23:30:05Z'), 'Europe/Madrid')).toBe('2026-11-21T00:30:05');
    expect(clockText(at('2026-07-01T10:00:00Z'), 'Asia/Kathmandu', false)).toBe('15:45');
  });

  it('comes back to the same instant from every hour of the year', () => {
    for (let instant = at('2026-01-01T00:00:00Z'); instant < at('2027-01-01T00:00:00Z'); instant += 7 * hour) {
      const wall = Date.parse(`${wallText(instant, 'America/New_York')}Z`);
      const back = instantOf(wall, 'America/New_York');
      // The hour that comes twice is the one exception, by its own hour.
      expect([0, hour]).toContain(instant - back);
    }
  });

  it('steps over months and leap days', () => {
    expect(shiftDate('2028-02-28', 1)).toBe('2028-02-29');
    expect(shiftDate('2026-01-01', -1)).toBe('2025-12-31');
  });

  it('refuses what is no date, time or zone', () => {
    expect(isDate('2026-13-01')).toBe(false);
    expect(isDate('tomorrow')).toBe(false);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    const day = dayOf('2026-11-21', 'UTC');
    for (const text of ['24:00', '9', '12:60', 'noon', '']) expect(instantOnDay(text, day)).toBeUndefined();
  });
});
