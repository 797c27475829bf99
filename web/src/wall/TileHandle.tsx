import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal2, IconGripVertical, IconX } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { LayoutTile } from '../api/types';
import { useWords } from '../words/words';
import { move, remove, resize, type Arrangement } from './arrange';

interface Props {
  wall: Arrangement;
  tile: LayoutTile;
  name: string;
  grid: RefObject<HTMLElement | null>;
  onArrange: (wall: Arrangement) => void;
  /** Says where the tile is now, for those who do not see it. */
  onTold: (words: string) => void;
}

const gap = 8;
const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

interface Grip {
  kind: 'move' | 'resize';
  x: number;
  y: number;
  /** As it was when the tile was taken: what is tried on the way leaves no trace. */
  wall: Arrangement;
  tile: LayoutTile;
}

/** Over a tile while the wall is arranged: drag to move, drag the corner to resize; arrow keys do the same. */
export function TileHandle({ wall, tile, name, grid, onArrange, onTold }: Props) {
  const { t } = useWords();
  const grip = useRef<Grip>(undefined);
  const [held, setHeld] = useState(false);

  const tellPlace = (next: Arrangement) => {
    const at = next.tiles.find(({ cameraId }) => cameraId === tile.cameraId);
    if (at) onTold(t('wall.place', { name, column: at.x + 1, row: at.y + 1, w: at.w, h: at.h }));
  };
  const take = (kind: Grip['kind']) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { kind, x: event.clientX, y: event.clientY, wall, tile };
    setHeld(true);
  };
  const drag = (event: PointerEvent) => {
    const from = grip.current;
    const element = grid.current;
    if (!from || !element) return;
    const width = (element.clientWidth + gap) / wall.columns;
    const height = ((width - gap) * 9) / 16 + gap;
    const dx = Math.round((event.clientX - from.x) / width);
    const dy = Math.round((event.clientY - from.y) / height);
    const { cameraId, x, y, w, h } = from.tile;
    onArrange(from.kind === 'move' ? move(from.wall, cameraId, x + dx, y + dy) : resize(from.wall, cameraId, w + dx, h + dy));
  };
  const drop = () => {
    if (!grip.current) return;
    grip.current = undefined;
    setHeld(false);
    tellPlace(wall);
  };
  const key = (event: KeyboardEvent) => {
    const { cameraId, x, y, w, h } = tile;
    if (event.key === 'Delete') {
      onArrange(remove(wall, cameraId));
      return;
    }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = event.shiftKey ? resize(wall, cameraId, w + step[0], h + step[1]) : move(wall, cameraId, x + step[0], y + step[1]);
    onArrange(next);
    tellPlace(next);
  };

  return (
    <div className="v-handle" data-held={held}>
      <button
        type="button"
        className="v-handle-move"
        aria-label={t('wall.moveTile', { name })}
        data-testid="tile-handle"
        onPointerDown={take('move')}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
        onKeyDown={key}
      >
        <IconGripVertical size={22} aria-hidden />
        <span>{name}</span>
      </button>
      <ActionIcon className="v-handle-remove" variant="filled" color="dark" radius="xl" size={28} aria-label={t('wall.removeTile', { name })} onClick={() => onArrange(remove(wall, tile.cameraId))}>
        <IconX size={16} />
      </ActionIcon>
      <span
        className="v-handle-size"
        data-testid="tile-size"
        aria-hidden
        onPointerDown={take('resize')}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={drop}
      >
        <IconArrowsDiagonal2 size={18} />
      </span>
    </div>
  );
}
