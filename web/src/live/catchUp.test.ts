import { describe, expect, it } from 'vitest';
import { catchUp, LiveEdge } from './catchUp';

function arrivals(...waits: number[]): LiveEdge {
  const edge = new LiveEdge();
  let at = 0;
  edge.arrived(at, 0);
  for (const wait of waits) edge.arrived((at += wait), at / 1000);
  return edge;
}

describe('the live edge', () => {
  it('is near where frames come singly and evenly', () => {
    expect(arrivals(40, 40, 40, 40).target).toBe(0.25);
  });

  it('is farther where frames come in heaps, but not for one hiccup', () => {
    expect(arrivals(1000, 1000, 1000).target).toBeCloseTo(1.25);
    expect(arrivals(40, 40, 900, 40, 40).target).toBe(0.25);
    expect(arrivals(40, 900, 40, 700, 40).target).toBeCloseTo(0.905);
  });

  it('comes back once the line is even again', () => {
    expect(arrivals(2000, 2000, 2000, ...new Array<number>(300).fill(40)).target).toBe(0.25);
  });

  it('is never farther than makes sense', () => {
    expect(arrivals(9000, 9000).target).toBe(3);
  });
});

describe('catching up', () => {
  it.each([
    ['plays on at the edge', 9.75, { do: 'play', rate: 1 }],
    ['hurries a little', 9.4, { do: 'play', rate: 1.05 }],
    ['hurries', 8.9, { do: 'play', rate: 1.15 }],
    ['slows down before it starves', 9.95, { do: 'play', rate: 0.97 }],
    ['jumps when far behind', 5, { do: 'seek', to: 9.75 }],
    ['jumps into what is there', 12, { do: 'seek', to: 9.75 }],
  ])('%s', (_, current, step) => {
    expect(catchUp(current, 0, 10, 0.25)).toEqual(step);
  });
});
