import type { Day } from './days';
import { gapColour, layerColours } from './colours';
import { bars, ticks, xOf, type Span, type View } from './geometry';

export interface GapSpan extends Span {
  cause: string;
  detail: string | undefined;
  open: boolean;
}

export interface MarkSpan extends Span {
  class: 'motion' | 'incident';
  reason: string;
}

export interface HoldSpan extends Span {
  reason: string;
}

export interface Scene {
  day: Day;
  now: number;
  ranges: readonly Span[];
  gaps: readonly GapSpan[];
  marks: readonly MarkSpan[];
  holds: readonly HoldSpan[];
  /** The instant of the picture shown. */
  playhead: number | undefined;
  live: boolean;
  hover: number | undefined;
  selection: Span | undefined;
}

export const rulerHeight = 24;
const bandTop = rulerHeight + 6;

export interface Palette {
  text: string;
  muted: string;
  line: string;
  band: string;
  recorded: string;
  accent: string;
  surface: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: value('--mantine-color-text') || '#222',
    muted: value('--v-muted') || '#777',
    line: value('--v-line') || '#ddd',
    band: value('--v-line') || '#ddd',
    recorded: value('--mantine-color-verdigris-5') || '#27a8a5',
    accent: value('--mantine-color-text') || '#111',
    surface: value('--v-surface') || '#fff',
  };
}

export function paint(canvas: HTMLCanvasElement, view: View, height: number, scene: Scene, palette: Palette): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = window.devicePixelRatio || 1;
  const width = Math.round(view.width * scale);
  if (canvas.width !== width || canvas.height !== Math.round(height * scale)) {
    canvas.width = width;
    canvas.height = Math.round(height * scale);
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, view.width, height);
  const bandHeight = height - bandTop - 8;
  const fill = (x: number, w: number, colour: string) => {
    context.fillStyle = colour;
    context.fillRect(x, bandTop, w, bandHeight);
  };

  const nowX = Math.min(view.width, Math.max(0, xOf(view, Math.min(scene.now, scene.day.end))));
  fill(0, nowX, palette.band);
  if (nowX < view.width) hatch(context, nowX, bandTop, view.width - nowX, bandHeight, palette.line);

  for (const bar of bars(scene.ranges, view)) fill(bar.x, bar.width, palette.recorded);
  // Gaps over ranges, at least two pixels wide: a short gap must not drown in a day.
  for (const cause of new Set(scene.gaps.map((gap) => gap.cause))) {
    const spans = scene.gaps.filter((gap) => gap.cause === cause);
    for (const bar of bars(spans, view, 2)) fill(bar.x, bar.width, gapColour(cause));
  }

  // Events lie over the top of the band, an incident taller than motion; what is held is underlined.
  for (const [which, tall] of [['motion', 9], ['incident', 16]] as const) {
    const spans = scene.marks.filter((mark) => mark.class === which);
    context.fillStyle = layerColours[which];
    for (const bar of bars(spans, view, 3)) context.fillRect(bar.x, bandTop, bar.width, tall);
  }
  context.fillStyle = layerColours.held;
  for (const bar of bars(scene.holds, view, 3)) context.fillRect(bar.x, bandTop + bandHeight + 2, bar.width, 4);

  context.font = "500 11px 'Inter Variable', system-ui, sans-serif";
  context.textBaseline = 'middle';
  for (const tick of ticks(view, scene.day.timeZone)) {
    context.fillStyle = palette.line;
    context.fillRect(Math.round(tick.x), rulerHeight - 5, 1, 5);
    context.fillStyle = palette.muted;
    const half = context.measureText(tick.label).width / 2;
    const x = Math.min(Math.max(tick.x, half + 3), view.width - half - 3);
    context.textAlign = 'center';
    context.fillText(tick.label, x, rulerHeight / 2 - 1);
  }

  if (scene.selection) {
    const from = xOf(view, scene.selection.start);
    const to = xOf(view, scene.selection.end);
    context.fillStyle = 'rgb(255 200 60 / 24%)';
    context.fillRect(from, bandTop - 4, to - from, bandHeight + 8);
    for (const x of [from, to]) {
      context.fillStyle = '#f0b429';
      roundRect(context, x - 4, bandTop - 4, 8, bandHeight + 8, 3);
      context.fillStyle = 'rgb(60 40 0 / 60%)';
      context.fillRect(x - 0.5, bandTop + bandHeight / 2 - 6, 1, 12);
    }
  }

  if (scene.hover !== undefined) {
    context.fillStyle = palette.muted;
    context.fillRect(xOf(view, scene.hover) - 0.5, rulerHeight, 1, height - rulerHeight);
  }

  const head = scene.live ? Math.min(scene.now, scene.day.end) : scene.playhead;
  if (head !== undefined && head >= view.from && head <= view.to) {
    const x = xOf(view, head);
    context.fillStyle = scene.live ? '#e0453a' : palette.accent;
    context.fillRect(x - 1, rulerHeight - 2, 2, height - rulerHeight + 2);
    context.beginPath();
    context.moveTo(x - 6, rulerHeight - 8);
    context.lineTo(x + 6, rulerHeight - 8);
    context.lineTo(x, rulerHeight + 2);
    context.fill();
  }
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, w, h);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  for (let at = x - h; at < x + w; at += 7) {
    context.beginPath();
    context.moveTo(at, y + h);
    context.lineTo(at + h, y);
    context.stroke();
  }
  context.restore();
}

function roundRect(context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, r: number): void {
  context.beginPath();
  context.roundRect(x, y, w, h, r);
  context.fill();
}
