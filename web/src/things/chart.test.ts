import { describe, expect, it } from 'vitest';
import { colourOf, draw, nearest } from './chart';

const points = [10, 20, 15].map((value, index) => ({ at: index * 1000, value }));

describe('the chart of a series', () => {
  it('goes from the first to the last instant and leaves room above and below', () => {
    const drawing = draw(points);
    expect(drawing).toMatchObject({ min: 10, max: 20, from: 0, to: 2000, last: { x: 1000, y: 500 } });
    expect(drawing?.line).toBe('M0 903.2L500 96.8L1000 500');
  });

  it('lays a flat line in the middle, and draws nothing out of one point', () => {
    expect(draw([{ at: 0, value: 5 }, { at: 1, value: 5 }])?.last.y).toBe(500);
    expect(draw([{ at: 0, value: 0 }, { at: 1, value: 0 }])?.last.y).toBe(500);
    expect(draw(points.slice(0, 1))).toBeUndefined();
    expect(draw([])).toBeUndefined();
  });

  it('finds the point under the pointer', () => {
    expect(nearest(points, 0.6)?.value).toBe(20);
    expect(nearest(points, 1)?.value).toBe(15);
    expect(nearest([], 0.5)).toBeUndefined();
  });

  it('has a fixed colour for each measure', () => {
    expect(new Set(['temperature', 'humidity', 'pressure', 'light'].map(colourOf)).size).toBe(4);
    expect(colourOf('light')).toBe(colourOf('sound'));
  });
});
