import type { LayoutTile } from '../api/types';

/** A wall: so many columns, and tiles on whole cells, none over another, none hanging in the air. */
export interface Arrangement {
  columns: number;
  tiles: LayoutTile[];
}

export const mostColumns = 12;

/** All of the same size, in reading order. */
export const inRows = (cameraIds: readonly string[], columns: number): Arrangement => ({
  columns,
  tiles: cameraIds.map((cameraId, index) => ({ cameraId, x: index % columns, y: Math.floor(index / columns), w: 1, h: 1 })),
});

export const readingOrder = (a: LayoutTile, b: LayoutTile): number => a.y - b.y || a.x - b.x;

const overlap = (a: LayoutTile, b: LayoutTile): boolean =>
  a.cameraId !== b.cameraId && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Puts a tile there. One of its size in its way takes its place; others make room downwards. */
export function move(wall: Arrangement, cameraId: string, x: number, y: number): Arrangement {
  const tile = wall.tiles.find((one) => one.cameraId === cameraId);
  if (!tile) return wall;
  const moved = { ...tile, x: clamp(x, 0, wall.columns - tile.w), y: Math.max(0, y) };
  if (moved.x === tile.x && moved.y === tile.y) return wall;
  const hit = wall.tiles.filter((one) => overlap(one, moved));
  const [other] = hit;
  if (other && hit.length === 1 && other.x === moved.x && other.y === moved.y && other.w === tile.w && other.h === tile.h) {
    return replace(wall, moved, { ...other, x: tile.x, y: tile.y });
  }
  return settle(replace(wall, moved), cameraId);
}

/** Makes a tile so large; others make room downwards. */
export function resize(wall: Arrangement, cameraId: string, w: number, h: number): Arrangement {
  const tile = wall.tiles.find((one) => one.cameraId === cameraId);
  if (!tile) return wall;
  const sized = { ...tile, w: clamp(w, 1, wall.columns - tile.x), h: clamp(h, 1, 12) };
  return sized.w === tile.w && sized.h === tile.h ? wall : settle(replace(wall, sized), cameraId);
}

export const remove = (wall: Arrangement, cameraId: string): Arrangement =>
  settle({ ...wall, tiles: wall.tiles.filter((tile) => tile.cameraId !== cameraId) });

/** In the first free cell. */
export function add(wall: Arrangement, cameraId: string): Arrangement {
  for (let cell = 0; ; cell++) {
    const tile = { cameraId, x: cell % wall.columns, y: Math.floor(cell / wall.columns), w: 1, h: 1 };
    if (!wall.tiles.some((one) => overlap(one, tile))) return { ...wall, tiles: [...wall.tiles, tile] };
  }
}

/** The same tiles on more or fewer columns. */
export function withColumns(wall: Arrangement, columns: number): Arrangement {
  const fitted = wall.tiles.map((tile) => {
    const w = Math.min(tile.w, columns);
    return { ...tile, w, x: Math.min(tile.x, columns - w) };
  });
  return settle({ columns, tiles: fitted });
}

/** What was kept, made sound: it may come from another program or name a camera twice. */
export function sound({ columns, tiles }: Arrangement): Arrangement {
  const kept = new Map<string, LayoutTile>();
  const whole = (value: number, least: number, most: number) => clamp(Math.round(Number.isFinite(value) ? value : 0), least, most);
  const width = whole(columns, 1, mostColumns);
  for (const { cameraId, x, y, w, h } of tiles) {
    const wide = whole(w, 1, width);
    kept.set(cameraId, { cameraId, w: wide, h: whole(h, 1, 12), x: whole(x, 0, width - wide), y: whole(y, 0, 1000) });
  }
  return settle({ columns: width, tiles: [...kept.values()] });
}

function replace(wall: Arrangement, ...changed: LayoutTile[]): Arrangement {
  return { ...wall, tiles: wall.tiles.map((tile) => changed.find((one) => one.cameraId === tile.cameraId) ?? tile) };
}

/**
 * Ends overlaps and gaps: the pinned tile stands first; each other, in reading order, goes up as far as its way is free, or around the
 * pinned one: above it where there is room, else below. At last the pinned one goes up too.
 */
function settle(wall: Arrangement, pinned?: string): Arrangement {
  const placed = new Map<string, LayoutTile>();
  const free = (tile: LayoutTile) => tile.y >= 0 && ![...placed.values()].some((one) => overlap(one, tile));
  const first = wall.tiles.find(({ cameraId }) => cameraId === pinned);
  if (first) placed.set(first.cameraId, first);
  for (const tile of wall.tiles.filter((one) => one !== first).sort(readingOrder)) {
    let at = tile;
    for (let y = tile.y; !free(at) && y > 0; y--) at = { ...tile, y: y - 1 };
    if (!free(at)) at = tile;
    while (!free(at)) at = { ...at, y: at.y + 1 };
    placed.set(tile.cameraId, upwards(at, free));
  }
  const tiles = wall.tiles.map((tile) => placed.get(tile.cameraId) ?? tile);
  if (!first) return { ...wall, tiles };
  return settle({ ...wall, tiles });
}

function upwards(tile: LayoutTile, free: (tile: LayoutTile) => boolean): LayoutTile {
  let at = tile;
  for (let above = { ...at, y: at.y - 1 }; free(above); above = { ...at, y: at.y - 1 }) at = above;
  return at;
}
