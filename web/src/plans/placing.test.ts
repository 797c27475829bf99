import { describe, expect, it } from 'vitest';
import { freshStatus, isInside, mostPictureBytes, pictureTrouble, pressed, put, shareAt, takeOff } from './placing';

const items = [{ deviceId: 'a', x: 0.5, y: 0.5 }];

describe('devices on a plan', () => {
  it('are put there and moved, never beyond its edges', () => {
    expect(put(items, 'b', 0.2, 1.4)).toEqual([...items, { deviceId: 'b', x: 0.2, y: 1 }]);
    expect(put(items, 'a', -1, 0.123456)).toEqual([{ deviceId: 'a', x: 0, y: 0.1235 }]);
    expect(takeOff(items, 'a')).toEqual([]);
  });

  it('move by arrow keys, further with Shift, and go by Delete', () => {
    expect(pressed(items, 'a', 'ArrowRight', false)).toEqual([{ deviceId: 'a', x: 0.51, y: 0.5 }]);
    expect(pressed(items, 'a', 'ArrowUp', true)).toEqual([{ deviceId: 'a', x: 0.5, y: 0.45 }]);
    expect(pressed(items, 'a', 'Delete', false)).toEqual([]);
    expect(pressed(items, 'a', 'x', false)).toBeUndefined();
    expect(pressed(items, 'gone', 'ArrowUp', false)).toBeUndefined();
  });

  it('are where the pointer is, however large the picture is shown', () => {
    const box = { left: 100, top: 50, width: 400, height: 200 };
    expect(shareAt(box, { clientX: 300, clientY: 100 })).toEqual({ x: 0.5, y: 0.25 });
    expect(isInside(shareAt(box, { clientX: 99, clientY: 100 }))).toBe(false);
  });

  it('show the freshest state there is', () => {
    expect(freshStatus({ status: 'online' }, { state: 'silent' }, undefined)).toBe('offline');
    expect(freshStatus({ status: 'online' }, undefined, { status: 'not-responding' })).toBe('not-responding');
    expect(freshStatus({ status: 'offline' }, undefined, undefined)).toBe('offline');
  });

  it('lie on a PNG or JPEG of a bearable size', () => {
    expect(pictureTrouble(null)).toBe('form.required');
    expect(pictureTrouble({ type: 'application/pdf', size: 1 })).toBe('plans.wrongType');
    expect(pictureTrouble({ type: 'image/png', size: mostPictureBytes + 1 })).toBe('plans.tooBig');
    expect(pictureTrouble({ type: 'image/jpeg', size: mostPictureBytes })).toBeUndefined();
  });
});
