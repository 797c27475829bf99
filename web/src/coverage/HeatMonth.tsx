import type { Coverage } from '../api/footageTypes';
import { useWords } from '../words/words';
import { HeatCell, type Cell } from './HeatTable';
import { weekdayOf } from './months';
import { cellText } from './words';

interface HeatMonthProps {
  days: readonly string[];
  camera: Coverage['cameras'][number];
  chosen: Cell | undefined;
  onChoose: (cell: Cell) => void;
}

// A Monday, and the days after it.
const week = Array.from({ length: 7 }, (_, day) => Date.UTC(2024, 0, 1 + day, 12));

/** One camera's month as a calendar: for narrow screens. */
export function HeatMonth({ days, camera, chosen, onChoose }: HeatMonthProps) {
  const { t, language } = useWords();
  const of = new Map(camera.days.map((day) => [day.day, day]));
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return (
    <div className="v-heatmonth" role="group" aria-label={`${camera.name}: ${t('coverage.table')}`}>
      {week.map((day) => (
        <span key={day} className="v-muted v-small" aria-hidden>
          {weekday.format(day)}
        </span>
      ))}
      {days.map((day, index) => (
        <span key={day} className="v-heatday" style={index === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}>
          <small aria-hidden>{Number(day.slice(8))}</small>
          <HeatCell
            camera={camera}
            date={day}
            day={of.get(day)}
            label={cellText(camera.name, day, of.get(day), t, language)}
            chosen={chosen?.cameraId === camera.cameraId && chosen.day === day}
            reached
            onChoose={onChoose}
          />
        </span>
      ))}
    </div>
  );
}
