import { useCallback, useEffect, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { panBy, unzoomed, zoomAt, type Zoom } from './zoom';

export interface ZoomControl {
  zoom: Zoom;
  style: CSSProperties;
  reset: () => void;
  /** By the middle of the picture. */
  by: (factor: number) => void;
  pan: (dx: number, dy: number) => void;
}

/**
 * Wheel, pinch and drag enlarge and move what is in the frame; a double click puts it back, or enlarges where it was clicked. Where
 * `modestly`, the wheel needs Ctrl (which a trackpad's pinch has), so that a page of many pictures still scrolls.
 */
export function useZoom(frame: RefObject<HTMLElement | null>, enabled: boolean, modestly: boolean): ZoomControl {
  const [zoom, setZoom] = useState(unzoomed);
  const at = useRef(zoom);
  at.current = zoom;

  const change = useCallback((next: Zoom) => {
    at.current = next;
    setZoom(next);
  }, []);
  const reset = useCallback(() => change(unzoomed), [change]);

  useEffect(() => {
    if (!enabled) change(unzoomed);
  }, [enabled, change]);

  useEffect(() => {
    const element = frame.current;
    if (!element || !enabled) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const place = (event: MouseEvent) => {
      const box = element.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    const fingers = new Map<number, { x: number; y: number }>();
    const onPicture = (event: Event) => !(event.target as Element).closest('button, a, input, [role="group"], [role="slider"], .v-stage-bar');

    const wheel = (event: WheelEvent) => {
      if (modestly && !event.ctrlKey) return;
      // Zooming out of the whole picture is scrolling the page.
      if (at.current.scale === 1 && event.deltaY > 0 && !event.ctrlKey) return;
      event.preventDefault();
      change(zoomAt(at.current, place(event), Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), size()));
    };
    const down = (event: PointerEvent) => {
      if (!onPicture(event) || (event.pointerType === 'mouse' && event.button !== 0)) return;
      fingers.set(event.pointerId, place(event));
      if (at.current.scale > 1 || fingers.size > 1) element.setPointerCapture(event.pointerId);
    };
    const move = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const now = place(event);
      const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
      fingers.set(event.pointerId, now);
      if (other) {
        const factor = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        change(zoomAt(at.current, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, factor, size()));
      } else if (at.current.scale > 1) {
        change(panBy(at.current, now.x - before.x, now.y - before.y, size()));
      }
    };
    const up = (event: PointerEvent) => fingers.delete(event.pointerId);
    const twice = (event: MouseEvent) => {
      if (!onPicture(event)) return;
      change(at.current.scale > 1 ? unzoomed : zoomAt(at.current, place(event), 2.5, size()));
    };
    // A frame of another size shows another part.
    const observer = new ResizeObserver(() => change(panBy(at.current, 0, 0, size())));
    observer.observe(element);
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    element.addEventListener('dblclick', twice);
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', up);
      element.removeEventListener('dblclick', twice);
    };
  }, [frame, enabled, modestly, change]);

  const sizeNow = () => ({ width: frame.current?.clientWidth ?? 0, height: frame.current?.clientHeight ?? 0 });
  const by = (factor: number) => {
    const size = sizeNow();
    change(zoomAt(at.current, { x: size.width / 2, y: size.height / 2 }, factor, size));
  };
  const pan = (dx: number, dy: number) => change(panBy(at.current, dx, dy, sizeNow()));
  const style: CSSProperties = zoom.scale > 1 ? { transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})` } : {};
  return { zoom, style, reset, by, pan };
}
