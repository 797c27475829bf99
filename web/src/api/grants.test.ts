import { describe, expect, it } from 'vitest';
import { permissionsOf, type Grant } from './grants';

const now = Date.parse('2026-11-21T12:00:00Z');
const grant = (change: Partial<Grant>): Grant => ({
  id: 'g1', userId: 'u1', username: 'maria', scope: 'room', placeId: 'r1', placeName: 'Yard', propertyId: 'p1', rights: ['live'], from: null, until: null, kind: 'given', inForce: true, ...change,
});

describe('what somebody may do', () => {
  it('is everything for an administrator, and nothing for one without a role that holds grants', () => {
    expect(permissionsOf(['administrator'], [], now).may('configure', { propertyId: null })).toBe(true);
    expect(permissionsOf(['member'], [grant({})], now).may('live')).toBe(false);
    expect(permissionsOf([], [], now).may('live')).toBe(false);
  });

  it('ends at the room, the property or nowhere, as the grant says', () => {
    const inRoom = permissionsOf(['guardian'], [grant({})], now);
    expect(inRoom.may('live', { propertyId: 'p1', roomId: 'r1' })).toBe(true);
    expect(inRoom.may('live', { propertyId: 'p1', roomId: 'r2' })).toBe(false);
    expect(inRoom.may('live', { propertyId: 'p1' })).toBe(false);
    expect(inRoom.may('live')).toBe(true);
    expect(inRoom.may('configure')).toBe(false);
    const inProperty = permissionsOf(['guardian'], [grant({ scope: 'property', placeId: 'p1' })], now);
    expect(inProperty.may('live', { propertyId: 'p1', roomId: 'r2' })).toBe(true);
    expect(inProperty.may('live', { propertyId: 'p2', roomId: 'r1' })).toBe(false);
    expect(permissionsOf(['guardian'], [grant({ scope: 'everywhere', placeId: null })], now).may('live', { propertyId: 'p9' })).toBe(true);
  });

  it('leaves what is in no room to administrators', () => {
    expect(permissionsOf(['guardian'], [grant({ scope: 'everywhere', placeId: null })], now).may('live', { propertyId: null, roomId: null })).toBe(false);
  });

  it('begins and ends by the clock', () => {
    const shift = permissionsOf(['guardian'], [grant({ from: '2026-11-21T06:00:00Z', until: '2026-11-21T12:00:00Z' })], now);
    expect(shift.may('live')).toBe(false);
    expect(permissionsOf(['guardian'], [grant({ from: '2026-11-21T12:00:00Z' })], now).may('live')).toBe(true);
  });

  it('knows an owner’s property', () => {
    const owner = permissionsOf(['owner'], [grant({ kind: 'ownership', scope: 'property', placeId: 'p1' })], now);
    expect(owner.owns('p1')).toBe(true);
    expect(owner.owns('p2')).toBe(false);
    expect(owner.owns(null)).toBe(false);
  });
});
