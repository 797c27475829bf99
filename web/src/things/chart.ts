import type { Point } from './live';

/** Lines of a chart in a box of 1000 by 1000, and what its edges mean. */
export interface Drawing {
  line: string;
  area: string;
  min: number;
  max: number;
  from: number;
  to: number;
  /** Where the last point is. */
  last: { x: number; y: number };
}

const side = 1000;
const round = (value: number): number => Math.round(value * 10) / 10;

/** Draws points over time; undefined with fewer than two. A flat line lies in the middle. */
export function draw(points: readonly Point[]): Drawing | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2 || last.at === first.at) return undefined;
  const values = points.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = most === least ? Math.max(1, Math.abs(most) * 0.05) : (most - least) * 0.12;
  const [min, max] = [least - room, most + room];
  const x = ({ at }: Point) => round(((at - first.at) / (last.at - first.at)) * side);
  const y = ({ value }: Point) => round((1 - (value - min) / (max - min)) * side);
  const line = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point)} ${y(point)}`).join('');
  return { line, area: `${line}L${side} ${side}L0 ${side}Z`, min: least, max: most, from: first.at, to: last.at, last: { x: x(last), y: y(last) } };
}

/** The point nearest to a share (0 to 1) of the chart's width. */
export function nearest(points: readonly Point[], share: number): Point | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return undefined;
  const at = first.at + (last.at - first.at) * share;
  return points.reduce((best, point) => (Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best), first);
}

/** fixed colours; measures nobody foresaw share one. */
export function colourOf(measure: string): string {
  return ['temperature', 'humidity', 'pressure'].includes(measure) ? `var(--v-measure-${measure})` : 'var(--v-measure-other)';
}
