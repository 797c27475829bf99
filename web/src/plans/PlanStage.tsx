import { ActionIcon, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject } from 'react';
import { useThingsOf } from '../api/placesQueries';
import type { FloorPlan, Placement } from '../api/placesTypes';
import { useStreams } from '../api/queries';
import type { Device } from '../api/types';
import { statusText, valueText } from '../devices/deviceWords';
import { useZoom } from '../live/useZoom';
import { Trouble, Waiting } from '../ui/states';
import { useWords } from '../words/words';
import { freshStatus, pressed, put, shareAt } from './placing';
import { PlanMarker } from './PlanMarker';
import { PlanPeek } from './PlanPeek';
import { usePlanPicture } from './usePlanPicture';

interface PlanStageProps {
  plan: FloorPlan;
  devices: Device[];
  items: Placement[];
  arranging: boolean;
  /** Where the picture is, for what is dragged onto it. */
  picture: RefObject<HTMLDivElement | null>;
  onItems: (items: Placement[]) => void;
  /** Says where a device is now, for those who do not see it. */
  onTold: (words: string) => void;
}

/** The picture of a floor with the devices on it; it can be enlarged and moved. */
export function PlanStage({ plan, devices, items, arranging, picture, onItems, onTold }: PlanStageProps) {
  const { t, language } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const { url, error, refetch } = usePlanPicture(plan.id);
  const { zoom, style, reset, by } = useZoom(frame, url !== undefined, true);
  const narrow = useMediaQuery('(max-width: 719px)');
  const streams = useStreams();
  const placed = items.flatMap((placement) => {
    const device = devices.find(({ id }) => id === placement.deviceId);
    return device ? [{ device, placement }] : [];
  });
  const things = useThingsOf(placed.filter(({ device }) => device.kind !== 'camera').map(({ device }) => device.id));
  const [open, setOpen] = useState<string>();

  const tellPlace = (next: readonly Placement[], device: Device) => {
    const at = next.find(({ deviceId }) => deviceId === device.id);
    onTold(at ? t('plans.at', { name: device.name, x: Math.round(at.x * 100), y: Math.round(at.y * 100) }) : t('plans.takenOff', { name: device.name }));
  };
  const drag = (device: Device) => (event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect();
    if (!box) return;
    const { x, y } = shareAt(box, event);
    onItems(put(items, device.id, x, y));
  };
  const key = (device: Device) => (event: KeyboardEvent) => {
    const next = pressed(items, device.id, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    onItems(next);
    tellPlace(next, device);
  };

  if (error && !url) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="v-planframe" style={{ '--v-plan-ratio': plan.width / plan.height } as CSSProperties}>
      <div
        ref={frame}
        className="v-plan"
        data-testid="plan"
        data-plan={plan.id}
        data-arranging={arranging}
        data-zoomed={zoom.scale > 1}
        data-words={!narrow || zoom.scale > 1.6}
      >
        {!url && <Waiting />}
        <div ref={picture} className="v-plan-picture" style={style}>
          {url && <img src={url} alt={t('plans.pictureOf', { name: plan.name })} draggable={false} />}
          {url &&
            placed.map(({ device, placement }) => {
              const thing = things.get(device.id);
              const status = freshStatus(device, streams.data?.find(({ id }) => id === device.id), thing);
              const values = (thing?.latest ?? []).slice(0, 3).map(({ value, unit }) => valueText(value, unit, language));
              const isOpen = !arranging && open === device.id;
              return (
                <PlanMarker
                  key={device.id}
                  device={device}
                  placement={placement}
                  status={status}
                  values={values}
                  scale={zoom.scale}
                  arranging={arranging}
                  isOpen={isOpen}
                  label={[device.name, device.enabled ? statusText(status, t) : t('state.off'), ...values].join(', ')}
                  onOpen={(wanted) => setOpen(wanted ? device.id : undefined)}
                  onDrag={drag(device)}
                  onKey={key(device)}
                  onDropped={() => tellPlace(items, device)}
                >
                  <PlanPeek device={device} status={status} thing={thing} onClose={() => setOpen(undefined)} />
                </PlanMarker>
              );
            })}
        </div>
      </div>
      {url && (
        <div className="v-plan-zoom" role="group" aria-label={t('plans.zoom')}>
          <PlanButton label={t('plans.zoomIn')} onClick={() => by(1.5)}>
            <IconZoomIn size={18} />
          </PlanButton>
          <PlanButton label={t('plans.zoomOut')} disabled={zoom.scale <= 1} onClick={() => by(1 / 1.5)}>
            <IconZoomOut size={18} />
          </PlanButton>
          <PlanButton label={t('plans.fit')} disabled={zoom.scale <= 1} onClick={reset}>
            <IconZoomReset size={18} />
          </PlanButton>
        </div>
      )}
    </div>
  );
}

function PlanButton({ label, disabled = false, onClick, children }: { label: string; disabled?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" size="lg" aria-label={label} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
