import { useState, type PointerEvent } from 'react';
import { figure, measureText, valueText } from '../devices/deviceWords';
import { clockText } from '../timeline/days';
import { useWords } from '../words/words';
import { colourOf, draw, nearest } from './chart';
import type { Point, Series } from './live';

/** The last values of a measure over time. */
export function SeriesChart({ series, timeZone }: { series: Series; timeZone: string }) {
  const { t, language } = useWords();
  const [shown, setShown] = useState<Point>();
  const drawing = draw(series.points);
  if (!drawing) return <div className="v-chart v-chart-empty">{t('thing.chartSoon')}</div>;
  const { measure, unit, points } = series;
  const value = (of: number) => valueText(of, unit, language);
  const time = (at: number) => clockText(at, timeZone);
  const point = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setShown(nearest(points, (event.clientX - left) / width));
  };
  const colour = colourOf(measure);
  const place = shown && { left: `${((shown.at - drawing.from) / (drawing.to - drawing.from)) * 100}%` };
  return (
    <figure className="v-chart" data-testid="chart" data-measure={measure} data-points={points.length}>
      <div className="v-chart-plot" onPointerMove={point} onPointerLeave={() => setShown(undefined)}>
        <svg
          viewBox="0 0 1000 1000"
          preserveAspectRatio="none"
          role="img"
          aria-label={t('thing.chartOf', { measure: measureText(measure, t), count: points.length, min: value(drawing.min), max: value(drawing.max), from: time(drawing.from), to: time(drawing.to) })}
        >
          <path d={drawing.area} fill={colour} opacity={0.13} />
          <path d={drawing.line} fill="none" stroke={colour} strokeWidth={2} strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
        </svg>
        <i className="v-chart-dot" style={{ left: `${drawing.last.x / 10}%`, top: `${drawing.last.y / 10}%`, background: colour }} />
        {shown && place && (
          <>
            <i className="v-chart-line" style={place} />
            <span className="v-chart-tip v-num" style={place} data-side={shown.at - drawing.from > (drawing.to - drawing.from) / 2 ? 'right' : 'left'}>
              {value(shown.value)} · {time(shown.at)}
            </span>
          </>
        )}
      </div>
      <figcaption className="v-chart-foot v-num">
        <span>{time(drawing.from)}</span>
        <span>
          {figure(drawing.min, language)} – {figure(drawing.max, language)}
        </span>
        <span>{time(drawing.to)}</span>
      </figcaption>
    </figure>
  );
}
