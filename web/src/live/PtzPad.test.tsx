import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { show } from '../testing/show';
import { PtzPad } from './PtzPad';

const view = { continuous: true, absolute: false, zoom: true, presets: [{ token: '7', name: 'Gate' }], position: null, moving: false };

async function setUp(change: Partial<typeof view> = {}) {
  vi.spyOn(api, 'ptz').mockResolvedValue({ ...view, ...change });
  const move = vi.spyOn(api, 'ptzMove').mockResolvedValue();
  const stop = vi.spyOn(api, 'ptzStop').mockResolvedValue();
  show(<PtzPad cameraId="c" />);
  await screen.findByRole('toolbar', { name: 'Move the camera' });
  return { move, stop };
}

const settle = () => act(async () => undefined);

beforeEach(() => {
  Element.prototype.setPointerCapture = () => undefined;
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the pad of a camera on motors', () => {
  it('moves while a button is held and stops when it is let go', async () => {
    const { move, stop } = await setUp();
    const left = screen.getByRole('button', { name: 'Left' });
    fireEvent.pointerDown(left, { button: 0, pointerId: 1 });
    await settle();
    expect(move).toHaveBeenCalledWith('c', { pan: -0.5, tilt: 0, zoom: 0 }, expect.any(Number));
    expect(stop).not.toHaveBeenCalled();
    fireEvent.pointerUp(left, { button: 0, pointerId: 1 });
    await settle();
    expect(stop).toHaveBeenCalledExactlyOnceWith('c');
  });

  it('does the same by keys', async () => {
    const { move, stop } = await setUp();
    const pad = screen.getByRole('toolbar');
    fireEvent.keyDown(pad, { key: '+' });
    fireEvent.keyDown(pad, { key: '+', repeat: true });
    await settle();
    expect(move).toHaveBeenCalledExactlyOnceWith('c', { pan: 0, tilt: 0, zoom: 0.5 }, expect.any(Number));
    fireEvent.keyUp(pad, { key: '+' });
    await settle();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('lets go when the window is left', async () => {
    const { stop } = await setUp();
    fireEvent.pointerDown(screen.getByRole('button', { name: 'Up' }), { button: 0, pointerId: 1 });
    await settle();
    fireEvent.blur(window);
    await settle();
    expect(stop).toHaveBeenCalledOnce();
  });

  it('offers what the camera can', async () => {
    await setUp({ continuous: false, zoom: false });
    expect(screen.queryByRole('button', { name: 'Left' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Closer' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Positions' })).toBeVisible();
  });

  it('goes to a kept position', async () => {
    await setUp();
    const go = vi.spyOn(api, 'ptzGo').mockResolvedValue();
    fireEvent.click(screen.getByRole('button', { name: 'Positions' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Gate' }));
    await settle();
    expect(go).toHaveBeenCalledWith('c', '7');
  });
});
