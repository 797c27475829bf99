import { fireEvent, screen } from '@testing-library/react';
import { createRef } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '../testing/show';
import { inRows, type Arrangement } from './arrange';
import { TileHandle } from './TileHandle';

const wall = inRows(['a', 'b', 'c', 'd'], 2);

function setUp() {
  const onArrange = vi.fn<(wall: Arrangement) => void>();
  const onTold = vi.fn<(words: string) => void>();
  const grid = createRef<HTMLDivElement>();
  show(
    <div ref={grid}>
      <TileHandle wall={wall} tile={wall.tiles[0]!} name="Gate" grid={grid} onArrange={onArrange} onTold={onTold} />
    </div>,
  );
  Object.defineProperty(grid.current, 'clientWidth', { value: 392 });
  const a = () => onArrange.mock.lastCall?.[0].tiles.find(({ cameraId }) => cameraId === 'a');
  return { onArrange, onTold, a, handle: screen.getByRole('button', { name: /^Move Gate/ }) };
}

describe('the handle of a tile', () => {
  it('moves, resizes and removes by keys, and says where the tile is', () => {
    const { onArrange, onTold, a, handle } = setUp();
    fireEvent.keyDown(handle, { key: 'ArrowRight' });
    expect(a()).toMatchObject({ x: 1, y: 0 });
    expect(onTold).toHaveBeenLastCalledWith('Gate: column 2, row 1, 1 wide, 1 high');
    fireEvent.keyDown(handle, { key: 'ArrowRight', shiftKey: true });
    expect(a()).toMatchObject({ w: 2, h: 1 });
    fireEvent.keyDown(handle, { key: 'Delete' });
    expect(a()).toBeUndefined();
    fireEvent.keyDown(handle, { key: 'x' });
    expect(onArrange).toHaveBeenCalledTimes(3);
  });

  it('follows the pointer by whole cells, and leaves no trace of what was tried on the way', () => {
    const { onArrange, handle } = setUp();
    handle.setPointerCapture = () => undefined;
    const at = (clientX: number, clientY: number) => ({ button: 0, pointerId: 1, clientX, clientY });
    // Two columns of 192 pixels and a gap of 8; rows are 108 high.
    fireEvent.pointerDown(handle, at(90, 50));
    fireEvent.pointerMove(handle, at(290, 50));
    expect(onArrange.mock.lastCall?.[0].tiles.map(({ cameraId, x, y }) => `${cameraId}${x}${y}`)).toEqual(['a10', 'b00', 'c01', 'd11']);
    fireEvent.pointerMove(handle, at(90, 166));
    expect(onArrange.mock.lastCall?.[0].tiles.map(({ cameraId, x, y }) => `${cameraId}${x}${y}`)).toEqual(['a01', 'b10', 'c00', 'd11']);
    fireEvent.pointerUp(handle, at(90, 166));
    onArrange.mockClear();
    fireEvent.pointerMove(handle, at(290, 50));
    expect(onArrange).not.toHaveBeenCalled();
  });

  it('can be taken off the wall', () => {
    const { a } = setUp();
    fireEvent.click(screen.getByRole('button', { name: 'Take Gate off this wall' }));
    expect(a()).toBeUndefined();
  });
});
