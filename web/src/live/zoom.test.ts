import { describe, expect, it } from 'vitest';
import { mostZoom, panBy, unzoomed, zoomAt } from './zoom';

const size = { width: 800, height: 450 };

describe('digital zoom', () => {
  it('keeps what lies under the point where it is', () => {
    const point = { x: 600, y: 100 };
    const once = zoomAt(unzoomed, point, 2, size);
    const twice = zoomAt(once, point, 1.5, size);
    for (const { scale, x, y } of [once, twice]) {
      expect(x + 600 * scale).toBeCloseTo(600);
      expect(y + 100 * scale).toBeCloseTo(100);
    }
  });

  it('never shows beyond the picture, and goes no further than makes sense', () => {
    const zoomed = zoomAt(unzoomed, { x: 0, y: 0 }, 4, size);
    expect(panBy(zoomed, 500, 500, size)).toEqual({ scale: 4, x: 0, y: 0 });
    expect(panBy(zoomed, -9999, -9999, size)).toEqual({ scale: 4, x: -2400, y: -1350 });
    expect(zoomAt(zoomed, { x: 400, y: 200 }, 100, size).scale).toBe(mostZoom);
  });

  it('is put back by zooming out', () => {
    expect(zoomAt(zoomAt(unzoomed, { x: 700, y: 400 }, 3, size), { x: 10, y: 10 }, 0.1, size)).toEqual(unzoomed);
  });
});
