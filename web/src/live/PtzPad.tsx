import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowDownLeft,
  IconArrowDownRight,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconArrowUpLeft,
  IconArrowUpRight,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react';
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { api } from '../api/client';
import { usePtz } from '../api/queries';
import type { PtzPoint } from '../api/types';
import { tellProblem } from '../ui/notify';
import { useWords, type WordKey } from '../words/words';
import { PtzDrive } from './PtzDrive';
import { PtzPresets } from './PtzPresets';

interface Direction {
  label: WordKey;
  icon: typeof IconArrowUp;
  speed: PtzPoint;
}

const towards = (label: WordKey, icon: typeof IconArrowUp, pan: number, tilt: number): Direction => ({ label, icon, speed: { pan, tilt, zoom: 0 } });

const rose: (Direction | undefined)[] = [
  towards('ptz.upLeft', IconArrowUpLeft, -1, 1),
  towards('ptz.up', IconArrowUp, 0, 1),
  towards('ptz.upRight', IconArrowUpRight, 1, 1),
  towards('ptz.left', IconArrowLeft, -1, 0),
  undefined,
  towards('ptz.right', IconArrowRight, 1, 0),
  towards('ptz.downLeft', IconArrowDownLeft, -1, -1),
  towards('ptz.down', IconArrowDown, 0, -1),
  towards('ptz.downRight', IconArrowDownRight, 1, -1),
];
const wider: Direction = { label: 'ptz.wider', icon: IconMinus, speed: { pan: 0, tilt: 0, zoom: -1 } };
const closer: Direction = { label: 'ptz.closer', icon: IconPlus, speed: { pan: 0, tilt: 0, zoom: 1 } };

const keys: Record<string, PtzPoint> = {
  ArrowUp: { pan: 0, tilt: 1, zoom: 0 },
  ArrowDown: { pan: 0, tilt: -1, zoom: 0 },
  ArrowLeft: { pan: -1, tilt: 0, zoom: 0 },
  ArrowRight: { pan: 1, tilt: 0, zoom: 0 },
  '+': closer.speed,
  '-': wider.speed,
};
const speeds = [0.25, 0.5, 1];

/** Moves a camera on motors: hold to move, let go to stop; arrow keys and plus and minus do the same. */
export function PtzPad({ cameraId, below = false }: { cameraId: string; below?: boolean }) {
  const { t, language } = useWords();
  const ptz = usePtz(cameraId);
  const [speed, setSpeed] = useState(0.5);
  const drive = useMemo(
    () =>
      new PtzDrive({
        move: (wanted, seconds) => api.ptzMove(cameraId, wanted, seconds),
        stop: () => api.ptzStop(cameraId),
        failed: (error) => tellProblem(error, t),
      }),
    [cameraId, t],
  );

  // Whatever takes the eye off the page lets go.
  useEffect(() => {
    const release = () => drive.release();
    window.addEventListener('blur', release);
    document.addEventListener('visibilitychange', release);
    return () => {
      window.removeEventListener('blur', release);
      document.removeEventListener('visibilitychange', release);
      release();
    };
  }, [drive]);

  const scaled = ({ pan, tilt, zoom }: PtzPoint): PtzPoint => ({ pan: pan * speed, tilt: tilt * speed, zoom: zoom * speed });
  const press = (wanted: PtzPoint) => drive.press(scaled(wanted));
  const release = () => drive.release();
  const keyDown = (event: KeyboardEvent) => {
    const wanted = keys[event.key];
    // Within the menu of presets the arrows choose.
    if (!wanted || (event.target as Element).closest('[role="menu"], [role="dialog"]')) return;
    event.preventDefault();
    if (!event.repeat) press(wanted);
  };

  if (!ptz.data) return null;
  const { continuous, zoom, presets } = ptz.data;
  const held = { press, release };
  return (
    <div className="v-ptz" data-below={below} role="toolbar" tabIndex={-1} aria-label={t('ptz.title')} data-testid="ptz" onKeyDown={keyDown} onKeyUp={release}>
      {continuous && (
        <div className="v-ptz-rose">
          {rose.map((direction) =>
            direction ? (
              <Held key={direction.label} direction={direction} {...held} />
            ) : (
              <Tooltip key="speed" label={t('ptz.speed')}>
                <button
                  type="button"
                  className="v-ptz-speed v-num"
                  aria-label={t('ptz.speedNow', { speed: speed.toLocaleString(language, { style: 'percent' }) })}
                  onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 0.5)}
                >
                  {speed.toLocaleString(language, { style: 'percent' })}
                </button>
              </Tooltip>
            ),
          )}
        </div>
      )}
      <div className="v-ptz-row">
        {zoom && <Held direction={wider} {...held} />}
        <PtzPresets cameraId={cameraId} presets={presets} />
        {zoom && <Held direction={closer} {...held} />}
      </div>
    </div>
  );
}

/** A button that acts for as long as it is held. */
function Held({ direction, press, release }: { direction: Direction; press: (speed: PtzPoint) => void; release: () => void }) {
  const { t } = useWords();
  const { label, icon: Icon, speed } = direction;
  const key = (event: KeyboardEvent, act: () => void) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) act();
  };
  return (
    <ActionIcon
      variant="transparent"
      size="var(--v-ptz-size)"
      aria-label={t(label)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        press(speed);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onKeyDown={(event) => key(event, () => press(speed))}
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Icon size={20} />
    </ActionIcon>
  );
}
