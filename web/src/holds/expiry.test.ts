import { describe, expect, it } from 'vitest';
import { expiryAt, isSound } from './expiry';

describe('the expiry of a hold', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');

  it('is never, so many days away, or a date', () => {
    expect(expiryAt({ choice: 'never', date: 5 }, now)).toBeUndefined();
    expect(expiryAt({ choice: 'days30', date: 5 }, now)).toBe(Date.parse('2026-12-21T12:00:00Z'));
    expect(expiryAt({ choice: 'date', date: now + 5 }, now)).toBe(now + 5);
  });

  it('must lie ahead', () => {
    expect(isSound({ choice: 'never', date: undefined }, now)).toBe(true);
    expect(isSound({ choice: 'date', date: undefined }, now)).toBe(false);
    expect(isSound({ choice: 'date', date: now }, now)).toBe(false);
    expect(isSound({ choice: 'date', date: now + 1 }, now)).toBe(true);
  });
});
