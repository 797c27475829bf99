import { Popover } from '@mantine/core';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { DeviceStatus, Placement } from '../api/placesTypes';
import type { Device } from '../api/types';
import { DeviceIcon } from '../devices/DeviceIcon';
import { useWords } from '../words/words';

interface PlanMarkerProps {
  device: Device;
  placement: Placement;
  status: DeviceStatus;
  /** The last values, in words. */
  values: string[];
  /** How much the plan is enlarged: markers keep their size. */
  scale: number;
  /** Being put in place; otherwise it opens. */
  arranging: boolean;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
  onDrag: (event: PointerEvent) => void;
  onKey: (event: KeyboardEvent) => void;
  onDropped: () => void;
  label: string;
  /** What opens. */
  children: ReactNode;
}

/** A device on a plan. While the plan is arranged it is dragged, or moved by arrow keys. */
export function PlanMarker({ device, placement, status, values, scale, arranging, isOpen, onOpen, onDrag, onKey, onDropped, label, children }: PlanMarkerProps) {
  const { t } = useWords();
  const [held, setHeld] = useState(false);
  const grip = useRef(false);
  const style = { left: `${placement.x * 100}%`, top: `${placement.y * 100}%`, '--v-unscale': 1 / scale } as CSSProperties;
  const drop = () => {
    if (!grip.current) return;
    grip.current = false;
    setHeld(false);
    onDropped();
  };
  const moving = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = true;
      setHeld(true);
    },
    onPointerMove: (event: PointerEvent) => {
      if (grip.current) onDrag(event);
    },
    onPointerUp: drop,
    onPointerCancel: drop,
    onKeyDown: onKey,
  };
  return (
    <Popover opened={isOpen} onChange={onOpen} width={320} position="top" withArrow withRoles={!arranging} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="v-marker"
          style={style}
          data-testid="marker"
          data-device={device.id}
          data-status={device.enabled ? status : 'off'}
          data-held={held}
          data-arranging={arranging}
          aria-label={arranging ? t('plans.moveMarker', { name: device.name }) : label}
          {...(arranging ? moving : { onClick: () => onOpen(!isOpen) })}
        >
          <span className="v-marker-icon">
            <DeviceIcon device={device} size={18} />
            <i className="v-dot" data-state={device.enabled ? status : 'off'} />
          </span>
          <span className="v-marker-words" aria-hidden>
            <span className="v-marker-name">{device.name}</span>
            {values.length > 0 && <span className="v-marker-values v-num">{values.join(' · ')}</span>}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p="sm">{children}</Popover.Dropdown>
    </Popover>
  );
}
