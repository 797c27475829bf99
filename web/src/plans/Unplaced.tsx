import { Text } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { useRef, type PointerEvent } from 'react';
import type { Device } from '../api/types';
import { DeviceIcon } from '../devices/DeviceIcon';
import { useWords } from '../words/words';

interface UnplacedProps {
  devices: Device[];
  onPlace: (device: Device) => void;
  /** The pointer holds it and is here. */
  onDrag: (device: Device, event: PointerEvent) => void;
  onDropped: (device: Device) => void;
}

/** Devices of the property that are not on the plan: dragged onto it, or put in its middle by a press. */
export function Unplaced({ devices, onPlace, onDrag, onDropped }: UnplacedProps) {
  const { t } = useWords();
  const held = useRef<{ id: string; x: number; y: number; moved: boolean } | undefined>(undefined);
  const moving = (device: Device) => ({
    onPointerDown: (event: PointerEvent) => {
      // A finger scrolls the list; it presses, and moves the device on the plan.
      if (event.button !== 0 || event.pointerType === 'touch') return;
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { id: device.id, x: event.clientX, y: event.clientY, moved: false };
    },
    onPointerMove: (event: PointerEvent) => {
      const from = held.current;
      if (!from) return;
      from.moved ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > 6;
      if (from.moved) onDrag(device, event);
    },
    onPointerUp: () => {
      if (held.current?.moved) onDropped(device);
    },
    onPointerCancel: () => {
      if (held.current?.moved) onDropped(device);
      held.current = undefined;
    },
    onClick: () => {
      const dragged = held.current?.moved ?? false;
      held.current = undefined;
      if (!dragged) onPlace(device);
    },
  });
  return (
    <section className="v-unplaced" aria-label={t('plans.unplaced')}>
      <Text size="sm" fw={560}>
        {t('plans.unplaced')}
      </Text>
      {devices.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('plans.allPlaced')}
        </Text>
      ) : (
        <>
          <Text size="xs" c="dimmed">
            {t('plans.unplacedHint')}
          </Text>
          <ul className="v-plain">
            {devices.map((device) => (
              <li key={device.id}>
                <button type="button" className="v-leaf" data-testid="unplaced" data-device={device.id} {...moving(device)}>
                  <IconGripVertical size={15} className="v-desktop-only" aria-hidden />
                  <DeviceIcon device={device} size={17} />
                  <span className="v-leafname">{device.name}</span>
                  <span className="v-muted v-small v-push">{device.roomName}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
