/** A picture enlarged: `scale` times, moved by x and y pixels from its upper left corner. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const unzoomed: Zoom = { scale: 1, x: 0, y: 0 };
export const mostZoom = 8;

/** Enlarges by `factor` so that what lies under the point stays there. */
export function zoomAt(zoom: Zoom, point: { x: number; y: number }, factor: number, size: Size): Zoom {
  const scale = Math.min(mostZoom, Math.max(1, zoom.scale * factor));
  const ratio = scale / zoom.scale;
  return within({ scale, x: point.x - (point.x - zoom.x) * ratio, y: point.y - (point.y - zoom.y) * ratio }, size);
}

export const panBy = (zoom: Zoom, dx: number, dy: number, size: Size): Zoom => within({ ...zoom, x: zoom.x + dx, y: zoom.y + dy }, size);

/** The picture always fills its frame. */
function within({ scale, x, y }: Zoom, { width, height }: Size): Zoom {
  if (scale < 1.01) return unzoomed;
  return { scale, x: between(width * (1 - scale), x), y: between(height * (1 - scale), y) };
}

const between = (least: number, value: number): number => Math.min(0, Math.max(least, value));
