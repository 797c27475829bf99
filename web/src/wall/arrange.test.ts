import { describe, expect, it } from 'vitest';
import { add, inRows, move, remove, resize, sound, withColumns, type Arrangement } from './arrange';

/** The wall as letters, row by row; a dot is an empty cell. */
function drawn({ columns, tiles }: Arrangement): string[] {
  const height = Math.max(0, ...tiles.map(({ y, h }) => y + h));
  const rows = Array.from({ length: height }, () => new Array<string>(columns).fill('.'));
  for (const { cameraId, x, y, w, h } of tiles) {
    for (let row = y; row < y + h; row++) {
      for (let column = x; column < x + w; column++) {
        expect(rows[row]![column], `${cameraId} at ${column},${row}`).toBe('.');
        rows[row]![column] = cameraId;
      }
    }
  }
  return rows.map((row) => row.join(''));
}

const six = inRows('abcdef'.split(''), 3);

describe('arranging a wall', () => {
  it('begins in rows', () => {
    expect(drawn(six)).toEqual(['abc', 'def']);
  });

  it('lets two tiles of a size change places', () => {
    expect(drawn(move(six, 'a', 2, 1))).toEqual(['fbc', 'dea']);
    expect(drawn(move(six, 'a', 1, 0))).toEqual(['bac', 'def']);
  });

  it('makes room around a tile that grows', () => {
    expect(drawn(resize(six, 'a', 2, 2))).toEqual(['aac', 'aaf', 'db.', '.e.']);
    expect(drawn(resize(six, 'c', 9, 2))).toEqual(['abc', 'dec', '..f']);
  });

  it('makes room for a large tile that comes', () => {
    const large = resize(six, 'a', 2, 2);
    const moved = move(large, 'a', 1, 0);
    expect(moved.tiles.find(({ cameraId }) => cameraId === 'a')).toMatchObject({ x: 1, y: 0, w: 2, h: 2 });
    expect(drawn(moved).join('').replaceAll('.', '')).toHaveLength(9);
  });

  it('closes the gap a removed tile leaves, and fills it with the next', () => {
    const without = remove(six, 'b');
    expect(drawn(without)).toEqual(['aec', 'd.f']);
    expect(drawn(add(without, 'g'))).toEqual(['aec', 'dgf']);
  });

  it('keeps every tile when there are fewer or more columns', () => {
    expect(drawn(withColumns(six, 2)).join('').replaceAll('.', '').split('').sort().join('')).toBe('abcdef');
    expect(drawn(withColumns(resize(six, 'a', 3, 1), 1))).toHaveLength(6);
    expect(drawn(withColumns(six, 4))).toEqual(['abc.', 'def.']);
  });

  it('stays on the wall', () => {
    expect(move(six, 'a', -5, -5)).toBe(six);
    expect(drawn(move(six, 'a', 99, 99)).join('').replaceAll('.', '')).toHaveLength(6);
    expect(move(six, 'nobody', 1, 1)).toBe(six);
  });

  it('makes anything that was kept sound', () => {
    const wall = sound({
      columns: 99,
      tiles: [
        { cameraId: 'a', x: 50, y: -3, w: 40, h: 0 },
        { cameraId: 'b', x: 0, y: 0, w: 2, h: 2 },
        { cameraId: 'b', x: Number.NaN, y: 7, w: 1, h: 1 },
      ],
    });
    expect(wall.columns).toBe(12);
    expect(drawn(wall)).toEqual(['aaaaaaaaaaaa', 'b...........']);
  });

  it('is sound after any thousand moves', () => {
    let seed = 7;
    const random = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    let wall = inRows('abcdefghijklmnop'.split(''), 4);
    for (let n = 0; n < 1000; n++) {
      const who = 'abcdefghijklmnop'[random(16)]!;
      const kind = random(4);
      if (kind === 0) wall = resize(wall, who, 1 + random(4), 1 + random(3));
      else if (kind === 1) wall = withColumns(wall, 2 + random(5));
      else wall = move(wall, who, random(wall.columns), random(8));
      const letters = drawn(wall).join('').replaceAll('.', '');
      expect(new Set(letters).size).toBe(16);
      for (const { x, y, w } of wall.tiles) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + w).toBeLessThanOrEqual(wall.columns);
      }
    }
  });
});
