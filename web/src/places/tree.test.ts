import { describe, expect, it } from 'vitest';
import type { Property } from '../api/placesTypes';
import { device } from '../testing/fixtures';
import { searched, treeOf } from './tree';

const property = (id: string, name: string, change: Partial<Property> = {}): Property => ({ id, name, address: '', timeZone: 'UTC', external: false, owner: null, rooms: 0, devices: 0, version: '1', ...change });
const tree = treeOf(
  [property('p2', 'Shop', { owner: { id: 'u', name: 'Marta' } }), property('p1', 'Home', { address: 'Calle Mayor, Cádiz' })],
  [
    { id: 'r2', propertyId: 'p1', name: 'Room 10' },
    { id: 'r3', propertyId: 'p1', name: 'Room 9' },
    { id: 'r9', propertyId: 'p2', name: 'Till' },
  ],
  [{ ...device('c1', 'Gate'), roomId: 'r2' }],
);
const shown = (search: string) => searched(tree, search).map(({ property: { name }, rooms }) => [name, ...rooms.map(({ room }) => room.name)].join('/'));

describe('the tree of places', () => {
  it('is by name, as people count', () => {
    expect(shown('')).toEqual(['Home/Room 9/Room 10', 'Shop/Till']);
  });

  it('keeps all rooms of a property that matches by name, address or owner', () => {
    expect(shown('home')).toEqual(['Home/Room 9/Room 10']);
    expect(shown('cadiz')).toEqual(['Home/Room 9/Room 10']);
    expect(shown('MARTA')).toEqual(['Shop/Till']);
  });

  it('finds rooms by their name and by what is in them', () => {
    expect(shown('till')).toEqual(['Shop/Till']);
    expect(shown('gate')).toEqual(['Home/Room 10']);
    expect(searched(tree, 'gate')[0]?.found).toBe(true);
    expect(shown('nothing')).toEqual([]);
  });
});
