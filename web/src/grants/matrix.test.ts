import { describe, expect, it } from 'vitest';
import type { Grant } from '../api/grants';
import type { Property, Room } from '../api/placesTypes';
import { cellOf, columnsOf, type Column } from './matrix';

const property = (id: string, name: string): Property => ({ id, name, address: '', timeZone: 'UTC', external: false, owner: null, rooms: 0, devices: 0, version: '1' });
const room = (id: string, propertyId: string, name: string): Room => ({ id, propertyId, name });
const grant = (change: Partial<Grant>): Grant => ({
  id: 'g', userId: 'u', username: 'ana', scope: 'room', placeId: 'r1', placeName: 'Yard', propertyId: 'p1', rights: ['live'], from: null, until: null, kind: 'given', inForce: true, ...change,
});
const home = property('p1', 'Home');
const yard = room('r1', 'p1', 'Yard');
const everywhere: Column = { scope: 'everywhere' };
const inHome: Column = { scope: 'property', property: home };
const inYard: Column = { scope: 'room', room: yard, property: home };
const short = (grants: Grant[], column: Column) => cellOf(grants, column).marks.map(({ right, wider, boxed, now }) => `${wider ? '^' : ''}${right}${boxed ? '~' : ''}${now ? '' : '-'}`);

describe('the columns', () => {
  const properties = [property('p2', 'Shop'), home];
  const rooms = [room('r2', 'p1', 'Room 10'), room('r3', 'p1', 'Room 9'), room('r4', 'p2', 'Floor')];
  const names = (chosen?: string) => columnsOf(properties, rooms, chosen).map((column) => (column.scope === 'everywhere' ? '*' : column.scope === 'property' ? column.property.name : column.room.name));

  it('are everywhere and the properties by name', () => expect(names()).toEqual(['*', 'Home', 'Shop']));
  it('are the rooms, too, of one that is chosen', () => expect(names('p1')).toEqual(['*', 'Home', 'Room 9', 'Room 10']));
});

describe('a cell', () => {
  it('holds what is given on its place, in the order of rights', () => {
    expect(short([grant({ rights: ['export', 'live'] })], inYard)).toEqual(['live', 'export']);
    expect(short([grant({})], inHome)).toEqual([]);
    expect(cellOf([grant({}), grant({ id: 'h', placeId: 'r2' })], inHome).roomsBelow).toBe(2);
  });

  it('holds what wider grants give, told apart', () => {
    const wide = [grant({ scope: 'property', placeId: 'p1', rights: ['live'] }), grant({ scope: 'everywhere', placeId: null, propertyId: null, rights: ['playback', 'audit'] })];
    expect(short(wide, inYard)).toEqual(['^live', '^playback']);
    expect(short(wide, inHome)).toEqual(['live', '^playback']);
    expect(short(wide, everywhere)).toEqual(['playback', 'audit']);
    expect(cellOf(wide, inYard).own).toEqual([]);
    expect(short(wide, { scope: 'property', property: property('p2', 'Shop') })).toEqual(['^playback']);
  });

  it('shows the strongest of several', () => {
    const shift = grant({ from: '2026-11-22T00:00:00Z', inForce: false });
    expect(short([shift], inYard)).toEqual(['live~-']);
    expect(short([shift, grant({ scope: 'property', placeId: 'p1' })], inYard)).toEqual(['^live']);
    expect(short([grant({ until: '2026-11-22T00:00:00Z' }), grant({})], inYard)).toEqual(['live']);
  });
});
