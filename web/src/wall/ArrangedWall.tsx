import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState, type CSSProperties } from 'react';
import type { CameraView } from '../api/queries';
import type { LayoutTile, RecordingCamera } from '../api/types';
import { LiveTile } from '../live/LiveTile';
import { useWords } from '../words/words';
import { readingOrder, type Arrangement } from './arrange';
import { TileHandle } from './TileHandle';

interface Props {
  wall: Arrangement;
  views: CameraView[];
  recordings: RecordingCamera[] | undefined;
  /** Given while the wall is arranged. */
  onArrange?: (wall: Arrangement) => void;
}

const placed = ({ x, y, w, h }: LayoutTile): CSSProperties => ({ gridColumn: `${x + 1} / span ${w}`, gridRow: `${y + 1} / span ${h}` });

/** Cameras where somebody put them. On a phone they come one below the other, in reading order. */
export function ArrangedWall({ wall, views, recordings, onArrange }: Props) {
  const { t } = useWords();
  const narrow = useMediaQuery('(max-width: 719px)', undefined, { getInitialValueInEffect: false });
  const grid = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState('');
  // Moving an element of the page stops its video: while the wall is arranged, only places change.
  const order = useRef<string[]>([]);
  if (!onArrange || order.current.length === 0) order.current = wall.tiles.toSorted(readingOrder).map(({ cameraId }) => cameraId);
  const rank = (tile: LayoutTile) => {
    const at = order.current.indexOf(tile.cameraId);
    return at < 0 ? Infinity : at;
  };
  const tiles = wall.tiles.toSorted((a, b) => rank(a) - rank(b) || readingOrder(a, b));

  return (
    <div className="v-arranged-frame">
      <div ref={grid} className="v-arranged" data-testid="wall" data-arranging={onArrange !== undefined} style={{ '--v-columns': wall.columns } as CSSProperties}>
        {tiles.map((tile) => {
          const view = views.find(({ device }) => device.id === tile.cameraId);
          const style = narrow ? {} : placed(tile);
          // Shared walls may name cameras one may not see, or that are gone.
          if (!view && !onArrange) return null;
          const name = view?.device.name ?? t('wall.gone');
          const handle = onArrange && <TileHandle wall={wall} tile={tile} name={name} grid={grid} onArrange={onArrange} onTold={setTold} />;
          return view ? (
            <LiveTile key={tile.cameraId} view={view} recording={recordings?.find(({ id }) => id === tile.cameraId)} style={style}>
              {handle}
            </LiveTile>
          ) : (
            <div key={tile.cameraId} className="v-tile v-tile-gone" style={style}>
              {name}
              {handle}
            </div>
          );
        })}
      </div>
      {onArrange && (
        <div className="v-unseen" role="status">
          {told}
        </div>
      )}
    </div>
  );
}
