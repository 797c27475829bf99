import { describe, expect, it } from 'vitest';
import { sharesOf } from './shares';

describe('the shares of a disk', () => {
  it('are together the whole disk', () => {
    const shares = sharesOf({ totalBytes: 1000, freeBytes: 400, usedBytes: 500, heldBytes: 50, budgetBytes: 700 });
    expect(shares).toEqual({ footage: 450, held: 50, room: 200, other: 100, keptFree: 200 });
    expect(shares.footage + shares.held + shares.room + shares.other + shares.keptFree).toBe(1000);
  });

  it('promise no room that others have taken', () => {
    expect(sharesOf({ totalBytes: 1000, freeBytes: 10, usedBytes: 100, heldBytes: 0, budgetBytes: 900 })).toMatchObject({ room: 10, keptFree: 0, other: 890 });
  });

  it('never fall below nothing when a volume holds more than its budget, or is away', () => {
    expect(sharesOf({ totalBytes: 1000, freeBytes: 500, usedBytes: 500, heldBytes: 900, budgetBytes: 300 })).toEqual({ footage: 0, held: 500, room: 0, other: 0, keptFree: 500 });
    expect(sharesOf({ totalBytes: 0, freeBytes: 0, usedBytes: 700, heldBytes: 0, budgetBytes: 0 })).toEqual({ footage: 700, held: 0, room: 0, other: 0, keptFree: 0 });
  });
});
