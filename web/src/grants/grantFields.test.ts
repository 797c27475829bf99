import { describe, expect, it } from 'vitest';
import type { Grant } from '../api/grants';
import { translator } from '../words/words';
import { asNew, fieldsOf, grantErrors, toNewGrant, type GrantFields } from './grantFields';

const t = translator('en');
const now = Date.parse('2026-11-21T12:00:00Z');
const hour = 3_600_000;
const fields = (change: Partial<GrantFields>): GrantFields => ({ place: { scope: 'room', placeId: 'r1' }, rights: ['live'], boxed: false, from: undefined, until: undefined, ...change });
const wrong = (change: Partial<GrantFields>) => Object.entries(grantErrors(fields(change), now, t)).flatMap(([field, text]) => (text === undefined ? [] : [field]));

describe('a grant that is entered', () => {
  it('names a place and a right', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ place: undefined })).toEqual(['place']);
    expect(wrong({ rights: [] })).toEqual(['rights']);
  });

  it('gives the log everywhere only', () => {
    expect(wrong({ rights: ['audit'] })).toEqual(['rights']);
    expect(wrong({ rights: ['audit'], place: { scope: 'everywhere', placeId: null } })).toEqual([]);
    expect(toNewGrant(fields({ rights: ['live', 'audit'] }))?.rights).toEqual(['live']);
  });

  it('ends after it begins, and not yesterday', () => {
    expect(wrong({ boxed: true })).toEqual(['from']);
    expect(wrong({ boxed: true, from: now + hour, until: now + hour })).toEqual(['until']);
    expect(wrong({ boxed: true, until: now - hour })).toEqual(['until']);
    expect(wrong({ boxed: true, from: now - hour, until: now + hour })).toEqual([]);
    expect(wrong({ boxed: false, until: now - hour })).toEqual([]);
  });

  it('is sent as it was entered, without times when it is for always', () => {
    expect(toNewGrant(fields({ until: now }))).toEqual({ scope: 'room', placeId: 'r1', rights: ['live'] });
    expect(toNewGrant(fields({ boxed: true, until: now }))).toEqual({ scope: 'room', placeId: 'r1', rights: ['live'], until: '2026-11-21T12:00:00.000Z' });
  });

  it('comes back as it was given', () => {
    const given: Grant = { id: 'g', userId: 'u', username: 'ana', scope: 'everywhere', placeId: null, placeName: null, propertyId: null, rights: ['audit'], from: null, until: '2026-11-22T00:00:00Z', kind: 'given', inForce: true };
    expect(asNew(given)).toEqual({ scope: 'everywhere', rights: ['audit'], until: '2026-11-22T00:00:00Z' });
    expect(fieldsOf(given, undefined)).toMatchObject({ place: { scope: 'everywhere', placeId: null }, boxed: true, until: Date.parse('2026-11-22T00:00:00Z') });
  });
});
