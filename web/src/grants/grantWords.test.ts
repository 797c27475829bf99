import { describe, expect, it } from 'vitest';
import type { Grant } from '../api/grants';
import type { Property } from '../api/placesTypes';
import { translator } from '../words/words';
import { grantText } from './grantWords';

const property: Property = { id: 'p1', name: 'Casa del Faro', address: '', timeZone: 'Europe/Madrid', external: false, owner: null, rooms: 2, devices: 3, version: '1' };
const now = Date.parse('2026-11-21T12:00:00Z');
const grant = (change: Partial<Grant>): Grant => ({
  id: 'g1', userId: 'u1', username: 'ana', scope: 'room', placeId: 'r1', placeName: 'Yard', propertyId: 'p1', rights: ['playback', 'live'], from: null, until: null, kind: 'given', inForce: true, ...change,
});
const told = (change: Partial<Grant>, language: 'en' | 'es' = 'en') => grantText(grant(change), { t: translator(language), language, properties: [property], now });

describe('a grant in words', () => {
  it('says what and where', () => {
    expect(told({})).toBe('watch live and play back in Yard (Casa del Faro)');
    expect(told({ scope: 'property', placeId: 'p1', placeName: 'Casa del Faro', rights: ['export', 'live', 'hold'] })).toBe('watch live, export, and place holds in all of Casa del Faro');
    expect(told({ scope: 'everywhere', placeId: null, placeName: null, propertyId: null, rights: ['audit'] })).toBe('read the audit log everywhere');
  });

  it('says until when by the clock of the place, and whether it has begun', () => {
    expect(told({ until: '2026-11-21T21:00:00Z' })).toBe('watch live and play back in Yard (Casa del Faro), until 22:00');
    expect(told({ from: '2026-11-21T05:00:00Z', until: '2026-11-21T21:00:00Z' })).toMatch(/, until 22:00$/);
    expect(told({ from: '2026-11-21T21:00:00Z', until: '2026-11-22T05:00:00Z' })).toMatch(/, from 22:00 until Nov 22, 06:00$/);
    expect(told({ until: '2026-11-21T11:00:00Z' })).toMatch(/, over since 12:00$/);
    expect(told({ from: '2026-11-20T11:00:00Z' })).not.toMatch(/from/);
  });

  it('says when it comes with ownership', () => {
    expect(told({ kind: 'ownership', scope: 'property', placeId: 'p1', placeName: 'Casa del Faro' })).toMatch(/as its owner$/);
  });

  it('speaks Spanish', () => {
    expect(told({}, 'es')).toBe('ver en directo y reproducir en Yard (Casa del Faro)');
  });
});
