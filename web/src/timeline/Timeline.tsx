import { ActionIcon, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconArrowsHorizontal, IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useSnapshot } from '../playback/useSnapshot';
import { duration, gapTitle } from '../words/format';
import { useWords } from '../words/words';
import { gapColour, layerColours } from './colours';
import { clockText, type Day } from './days';
import { firstLook, pan, spanAt, timeAt, within, xOf, zoom, type Span, type View } from './geometry';
import { paint, readPalette, rulerHeight, type GapSpan, type HoldSpan, type MarkSpan } from './paint';

export interface TimelineProps {
  cameraId: string;
  day: Day;
  now: number;
  ranges: readonly Span[];
  gaps: readonly GapSpan[];
  marks: readonly MarkSpan[];
  holds: readonly HoldSpan[];
  playhead: number | undefined;
  live: boolean;
  selection?: Span | undefined;
  onSelection?: (selection: Span) => void;
  onSeek: (at: number) => void;
}

const height = 74;
const previewWidth = 208;
const handleReachPx = 14;

type Drag =
  | { kind: 'pan'; x: number; moved: boolean }
  | { kind: 'scrub' }
  | { kind: 'handle'; which: 'start' | 'end' };

/** A day of one camera: the ruler pans, the band scrubs, the wheel or two fingers zoom. */
export function Timeline(props: TimelineProps) {
  const { cameraId, day, now, ranges, gaps, marks, holds, playhead, live, selection, onSelection, onSeek } = props;
  const { t } = useWords();
  const scheme = useComputedColorScheme();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(800);
  const [span, setSpan] = useState<Span>({ start: day.start, end: day.end });
  const [hover, setHover] = useState<number>();
  const drag = useRef<Drag | undefined>(undefined);
  const fingers = useRef(new Map<number, number>());

  // A new day is looked at once its footage is known; after that the reader decides.
  const looked = useRef<number>(undefined);
  useEffect(() => {
    if (looked.current === day.start) return;
    setSpan(firstLook({ start: day.start, end: day.end }, ranges, now));
    if (ranges.length > 0) looked.current = day.start;
  }, [day.start, day.end, ranges, now]);

  const bounds = useMemo(() => ({ start: day.start, end: day.end }), [day.start, day.end]);
  const view: View = within({ from: span.start, to: span.end, width }, bounds);
  const look = (next: View) => setSpan({ start: next.from, end: next.to });
  const closer = view.to - view.from < bounds.end - bounds.start - 1;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(100, element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // In a zoomed view, the view follows the playhead over its edge.
  const head = live ? now : playhead;
  useEffect(() => {
    if (!closer || head === undefined || drag.current) return;
    if (head > view.to && head < view.to + (view.to - view.from)) look(pan(view, -width * 0.5, bounds));
    // Only the playhead's movement moves the view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [head]);

  useEffect(() => {
    if (!canvas.current || !box.current) return;
    const scene = { day, now, ranges, gaps, marks, holds, playhead, live, hover, selection };
    paint(canvas.current, view, height, scene, readPalette(box.current));
  });

  // The wheel must not scroll the page; React's own wheel listener could not prevent that.
  const wheel = useRef<(event: WheelEvent) => void>(undefined);
  wheel.current = (event) => {
    event.preventDefault();
    const x = event.clientX - left();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) look(pan(view, -event.deltaX, bounds));
    else look(zoom(view, x, Math.exp(Math.min(60, Math.max(-60, event.deltaY)) * 0.006), bounds));
  };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const listen = (event: WheelEvent) => wheel.current?.(event);
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, []);

  const left = () => box.current?.getBoundingClientRect().left ?? 0;
  const pointAt = (event: PointerEvent) => {
    const x = Math.min(width, Math.max(0, event.clientX - left()));
    return { x, at: Math.min(timeAt(view, x), Math.min(now, day.end)) };
  };

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, event.clientX - left());
    if (fingers.current.size === 2) {
      drag.current = undefined;
      setHover(undefined);
      return;
    }
    const { x, at } = pointAt(event);
    const y = event.clientY - (box.current?.getBoundingClientRect().top ?? 0);
    if (selection && onSelection) {
      const toStart = Math.abs(x - xOf(view, selection.start));
      const toEnd = Math.abs(x - xOf(view, selection.end));
      if (Math.min(toStart, toEnd) <= handleReachPx) {
        drag.current = { kind: 'handle', which: toStart < toEnd ? 'start' : 'end' };
        return;
      }
    }
    if (y <= rulerHeight && closer) drag.current = { kind: 'pan', x, moved: false };
    else {
      drag.current = { kind: 'scrub' };
      setHover(at);
    }
  };

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { x, at } = pointAt(event);
    const before = fingers.current.get(event.pointerId);
    if (before !== undefined && fingers.current.size === 2) {
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1] ?? 0;
      const factor = Math.max(8, Math.abs(before - other)) / Math.max(8, Math.abs(x - other));
      look(pan(zoom(view, (x + other) / 2, factor, bounds), (x - before) / 2, bounds));
      fingers.current.set(event.pointerId, x);
      return;
    }
    const current = drag.current;
    if (current?.kind === 'pan') {
      if (Math.abs(x - current.x) < 2) return;
      look(pan(view, x - current.x, bounds));
      drag.current = { kind: 'pan', x, moved: true };
    } else if (current?.kind === 'handle' && selection && onSelection) {
      const changed = { ...selection, [current.which]: Math.round(at / 1000) * 1000 };
      onSelection({ start: Math.min(changed.start, changed.end - 1000), end: Math.max(changed.end, changed.start + 1000) });
      setHover(at);
    } else {
      setHover(at);
    }
  };

  const up = (event: PointerEvent<HTMLDivElement>) => {
    fingers.current.delete(event.pointerId);
    const current = drag.current;
    drag.current = undefined;
    if (event.type === 'pointercancel') return;
    const { at } = pointAt(event);
    if (current?.kind === 'scrub' || (current?.kind === 'pan' && !current.moved)) onSeek(at);
    if (event.pointerType !== 'mouse') setHover(undefined);
  };

  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const from = head ?? day.start;
    const jumps: Record<string, number> = {
      ArrowLeft: event.shiftKey ? -60_000 : -10_000,
      ArrowRight: event.shiftKey ? 60_000 : 10_000,
      PageUp: -3_600_000,
      PageDown: 3_600_000,
    };
    const jump = jumps[event.key];
    if (jump !== undefined) onSeek(Math.min(Math.max(from + jump, day.start), Math.min(now, day.end)));
    else if (event.key === 'Home') onSeek(day.start);
    else if (event.key === 'End') onSeek(Math.min(now, day.end) - 1000);
    else if (event.key === '+' || event.key === '=') look(zoom(view, xOf(view, from), 0.5, bounds));
    else if (event.key === '-') look(zoom(view, xOf(view, from), 2, bounds));
    else return;
    event.preventDefault();
  };

  const middle = width / 2;
  const anchor = head !== undefined && head >= view.from && head <= view.to ? xOf(view, head) : middle;

  return (
    <div>
      <div style={{ position: 'relative' }}>
        <div
          ref={box}
          className="v-timeline"
          role="slider"
          tabIndex={0}
          aria-label={t('timeline.label')}
          aria-valuemin={0}
          aria-valuemax={Math.round((day.end - day.start) / 1000)}
          aria-valuenow={Math.round(((head ?? day.start) - day.start) / 1000)}
          aria-valuetext={clockText(head ?? day.start, day.timeZone)}
          data-testid="timeline"
          data-from={new Date(view.from).toISOString()}
          data-to={new Date(view.to).toISOString()}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
          onPointerLeave={() => drag.current || setHover(undefined)}
          onKeyDown={step}
        >
          <canvas ref={canvas} aria-hidden="true" />
        </div>
        {hover !== undefined && (
          <Preview cameraId={cameraId} at={hover} day={day} ranges={ranges} gaps={gaps} marks={marks} holds={holds} x={xOf(view, hover)} width={width} reach={((view.to - view.from) / width) * 3} />
        )}
      </div>
      <div className="v-bar" style={{ marginTop: 8 }}>
        <Legend gaps={gaps} marks={marks} held={holds.some((hold) => hold.end > day.start && hold.start < day.end)} />
        <span className="v-push" />
        <ActionIcon.Group>
        <Tooltip label={t('timeline.zoomOut')}>
          <ActionIcon variant="default" size="md" aria-label={t('timeline.zoomOut')} disabled={!closer} onClick={() => look(zoom(view, anchor, 2, bounds))}>
            <IconMinus size={15} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('timeline.zoomIn')}>
          <ActionIcon variant="default" size="md" aria-label={t('timeline.zoomIn')} onClick={() => look(zoom(view, anchor, 0.5, bounds))}>
            <IconPlus size={15} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('timeline.wholeDay')}>
          <ActionIcon variant="default" size="md" aria-label={t('timeline.wholeDay')} disabled={!closer} onClick={() => setSpan(bounds)}>
            <IconArrowsHorizontal size={15} />
          </ActionIcon>
        </Tooltip>
        </ActionIcon.Group>
      </div>
      {/* The canvas's colour words follow the scheme. */}
      <span hidden data-scheme={scheme} />
    </div>
  );
}

function Legend({ gaps, marks, held }: { gaps: readonly GapSpan[]; marks: readonly MarkSpan[]; held: boolean }) {
  const { t } = useWords();
  const layers = [...new Set<keyof typeof layerColours>([...marks.map((mark) => mark.class), ...(held ? (['held'] as const) : [])])];
  const causes = [...new Set(gaps.map((gap) => gap.cause))];
  return (
    <div className="v-legend">
      <span>
        <i className="v-swatch" style={{ background: 'var(--mantine-color-verdigris-5)' }} />
        {t('timeline.recorded')}
      </span>
      {layers.map((layer) => (
        <span key={layer} data-testid="layer" data-layer={layer}>
          <i className="v-swatch" style={{ background: layerColours[layer] }} />
          {t(`marks.${layer}`)}
        </span>
      ))}
      {causes.map((cause) => (
        <span key={cause}>
          <i className="v-swatch" style={{ background: gapColour(cause) }} />
          {gapTitle(cause, t)}
        </span>
      ))}
    </div>
  );
}

interface PreviewProps {
  cameraId: string;
  at: number;
  day: Day;
  ranges: readonly Span[];
  gaps: readonly GapSpan[];
  marks: readonly MarkSpan[];
  holds: readonly HoldSpan[];
  x: number;
  width: number;
  reach: number;
}

function Preview({ cameraId, at, day, ranges, gaps, marks, holds, x, width, reach }: PreviewProps) {
  const { t } = useWords();
  const gap = spanAt(gaps, at, reach);
  const mark = spanAt(marks, at, reach);
  const hold = spanAt(holds, at);
  const recorded = spanAt(ranges, at) !== undefined;
  const rounded = Math.round(at / 1000) * 1000;
  const { url, missing } = useSnapshot(cameraId, recorded ? rounded : undefined, 320);
  const left = Math.min(Math.max(x - previewWidth / 2, 0), Math.max(0, width - previewWidth));
  return (
    <div className="v-preview" style={{ left }} data-testid="timeline-preview">
      {recorded && (
        <div className="v-preview-picture">{url && !missing ? <img src={url} alt="" /> : missing ? t('camera.noSnapshot') : '…'}</div>
      )}
      <div className="v-preview-words">
        <strong className="v-num">{clockText(at, day.timeZone)}</strong>
        {gap && (
          <span>
            {t('timeline.gap', { cause: gapTitle(gap.cause, t) })} · {gap.open ? t('camera.ongoing') : duration(gap.end - gap.start)}
          </span>
        )}
        {mark && <span>{t('marks.of', { class: t(`marks.${mark.class}`), reason: mark.reason })}</span>}
        {hold && <span>{t('holds.onTimeline', { reason: hold.reason })}</span>}
        {!gap && !recorded && <span className="v-muted">{t('timeline.notRecorded')}</span>}
      </div>
    </div>
  );
}
