import { useState, type FocusEvent, type KeyboardEvent, type MouseEvent } from 'react';
import type { Coverage, CoverageDay } from '../api/footageTypes';
import { useWords } from '../words/words';
import { figure, stepOf } from './scale';
import { cellText } from './words';

export interface Cell {
  cameraId: string;
  day: string;
}

interface HeatTableProps {
  days: readonly string[];
  cameras: Coverage['cameras'];
  chosen: Cell | undefined;
  onChoose: (cell: Cell) => void;
}

interface Tip {
  text: string;
  /** From the left and the right edge of the table. */
  x: number;
  right: number;
  y: number;
}

/** Cameras by days, each day coloured by how much of it is recorded. Arrow keys walk over the days. */
export function HeatTable({ days, cameras, chosen, onChoose }: HeatTableProps) {
  const { t, language } = useWords();
  const [walked, setWalked] = useState<Cell>();
  const [tip, setTip] = useState<Tip>();
  const at = walked ?? chosen ?? { cameraId: cameras[0]?.cameraId ?? '', day: days[0] ?? '' };

  const point = (event: FocusEvent | MouseEvent) => {
    const cell = (event.target as Element).closest<HTMLElement>('button[data-step]');
    const frame = event.currentTarget.getBoundingClientRect();
    if (!cell) return setTip(undefined);
    const box = cell.getBoundingClientRect();
    setTip({ text: cell.getAttribute('aria-label') ?? '', x: box.left + box.width / 2 - frame.left, right: frame.right - box.left - box.width / 2, y: box.top - frame.top });
  };

  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const column = days.indexOf(at.day) + step[0];
    const row = cameras.findIndex(({ cameraId }) => cameraId === at.cameraId) + step[1];
    const day = days[column];
    const camera = cameras[row];
    if (day === undefined || !camera) return;
    setWalked({ cameraId: camera.cameraId, day });
    event.currentTarget.querySelector<HTMLElement>(`button[data-camera="${camera.cameraId}"][data-day="${day}"]`)?.focus();
  };

  return (
    <div className="v-heatframe" onMouseOver={point} onMouseLeave={() => setTip(undefined)} onFocus={point} onBlur={() => setTip(undefined)}>
      <div className="v-scroll">
        <table className="v-heattable" role="grid" aria-label={t('coverage.table')} onKeyDown={walk}>
          <thead>
            <tr>
              <th scope="col">{t('coverage.camera')}</th>
              {days.map((day) => (
                <th key={day} scope="col" className="v-num">
                  {Number(day.slice(8))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cameras.map((camera) => {
              const of = new Map(camera.days.map((day) => [day.day, day]));
              return (
                <tr key={camera.cameraId}>
                  <th scope="row">{camera.name}</th>
                  {days.map((day) => (
                    <td key={day}>
                      <HeatCell
                        camera={camera}
                        date={day}
                        day={of.get(day)}
                        label={cellText(camera.name, day, of.get(day), t, language)}
                        chosen={chosen?.cameraId === camera.cameraId && chosen.day === day}
                        reached={at.cameraId === camera.cameraId && at.day === day}
                        onChoose={onChoose}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {tip && (
        <div className="v-heattip" data-side={tip.x < 180 ? 'left' : tip.right < 180 ? 'right' : 'middle'} style={{ left: tip.x, top: tip.y }} aria-hidden>
          {tip.text}
        </div>
      )}
    </div>
  );
}

interface HeatCellProps {
  camera: { cameraId: string };
  date: string;
  day: CoverageDay | undefined;
  label: string;
  chosen: boolean;
  /** Whether the tab key comes here. */
  reached: boolean;
  onChoose: (cell: Cell) => void;
}

export function HeatCell({ camera, date, day, label, chosen, reached, onChoose }: HeatCellProps) {
  return (
    <button
      type="button"
      className="v-heat v-num"
      data-testid="heat"
      data-step={stepOf(day)}
      data-camera={camera.cameraId}
      data-day={date}
      aria-label={label}
      aria-pressed={chosen}
      aria-disabled={day === undefined}
      tabIndex={reached ? 0 : -1}
      onClick={() => day && onChoose({ cameraId: camera.cameraId, day: date })}
    >
      {figure(day)}
    </button>
  );
}
