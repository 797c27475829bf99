import { describe, expect, it } from 'vitest';
import { directionOf, filterCount, filterOf, nextSort, passedOf, placeFilter, placeValue, withFilter, withoutFilter, withPassed } from './deviceFilter';

describe('the filter in the address', () => {
  it('is read back as it was written, and leaves the rest alone', () => {
    const params = withFilter(new URLSearchParams('federate=&kind=siren'), { kind: 'camera', status: 'offline', search: 'door' });
    expect(filterOf(params)).toEqual({ kind: 'camera', status: 'offline', search: 'door' });
    expect(params.has('federate')).toBe(true);
    expect(filterOf(withFilter(params, { kind: undefined }))).toEqual({ status: 'offline', search: 'door' });
  });

  it('begins at the first page when it changes', () => {
    const params = withPassed(new URLSearchParams('kind=camera'), ['a', 'b']);
    expect(passedOf(params)).toEqual(['a', 'b']);
    expect(passedOf(withFilter(params, { status: 'online' }))).toEqual([]);
  });

  it('can be taken off as a whole, and the order stays', () => {
    const params = new URLSearchParams('kind=camera&search=x&sort=-status');
    expect(filterCount(filterOf(params))).toBe(2);
    expect(withoutFilter(params).toString()).toBe('sort=-status');
  });

  it('sorts up, then down; by name where nothing is said', () => {
    expect(nextSort(undefined, 'status')).toBe('status');
    expect(nextSort('status', 'status')).toBe('-status');
    expect(nextSort('-status', 'status')).toBe('status');
    expect(directionOf(undefined, 'name')).toBe('ascending');
    expect(directionOf('-kind', 'kind')).toBe('descending');
    expect(directionOf('kind', 'name')).toBe('none');
  });

  it('holds a property or a room in one choice', () => {
    for (const filter of [{ propertyId: 'p1', roomId: undefined }, { propertyId: undefined, roomId: 'r1' }]) expect(placeFilter(placeValue(filter))).toEqual(filter);
    expect(placeFilter('')).toEqual({ propertyId: undefined, roomId: undefined });
  });
});
