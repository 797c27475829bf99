import type { StorageVolume } from '../api/footageTypes';

/** What of a disk is what, in bytes; together the whole disk. */
export interface Shares {
  footage: number;
  held: number;
  /** What more footage may be written before the oldest goes. */
  room: number;
  other: number;
  /** Kept free: the reserve, and what lies beyond the budget. */
  keptFree: number;
}

export function sharesOf(volume: Pick<StorageVolume, 'totalBytes' | 'freeBytes' | 'usedBytes' | 'heldBytes' | 'budgetBytes'>): Shares {
  const held = Math.min(volume.heldBytes, volume.usedBytes);
  const room = Math.min(Math.max(0, volume.budgetBytes - volume.usedBytes), volume.freeBytes);
  const keptFree = Math.max(0, volume.freeBytes - room);
  const other = Math.max(0, volume.totalBytes - volume.freeBytes - volume.usedBytes);
  return { footage: volume.usedBytes - held, held, room, other, keptFree };
}
