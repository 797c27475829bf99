import type { CSSProperties } from 'react';
import type { CameraView } from '../api/queries';
import { useWords } from '../words/words';
import { LastPicture } from './LastPicture';
import type { Live } from './useLive';

/** Where the pictures of a camera appear, whichever way they come. */
export function LivePicture({ view, live, off, style }: { view: CameraView; live: Live; off: boolean; style?: CSSProperties }) {
  const { t } = useWords();
  const { state, video, canvas } = live;
  const silent = isSilent(view, live);
  const pictured = state.age !== undefined;
  const transport = state.rung?.transport;
  const shown = (wanted: boolean): CSSProperties => ({ visibility: pictured && wanted ? 'visible' : 'hidden' });
  const name = t('wall.tile', { name: view.device.name });
  const marks = {
    'data-stale': isGreyed(view, live, off),
    'data-latency-ms': state.latencyMs,
    'data-transport': transport,
    'data-stream': state.stream ?? state.rung?.stream,
  };
  return (
    <div className="v-zoom" style={style}>
      {!pictured && !off && state.phase !== 'ended' && <LastPicture view={view} enabled={silent} />}
      <video
        ref={video}
        className="v-picture"
        data-testid="live-video"
        {...marks}
        aria-label={name}
        aria-hidden={transport === 'codecs' || transport === 'stills'}
        muted
        playsInline
        style={shown(transport === 'mse' || transport === 'hls')}
      />
      <canvas ref={canvas} width={0} height={0} className="v-picture" data-testid="live-canvas" {...marks} role="img" aria-label={name} aria-hidden={transport !== 'codecs'} style={shown(transport === 'codecs')} />
      {state.picture && <img src={state.picture} alt={name} className="v-picture" data-testid="live-still" {...marks} />}
    </div>
  );
}

export const isSilent = ({ stream }: CameraView, { state }: Live): boolean => stream?.state === 'silent' || state.phase === 'silent';

/** An old picture is never shown as if it were live. */
export const isGreyed = (view: CameraView, live: Live, off: boolean): boolean =>
  !off && (live.state.stale || isSilent(view, live) || live.state.phase === 'waiting' || (live.state.rung?.transport === 'stills' && view.stream?.stalled === true));

/** The element that shows the picture now, with its size; undefined while there is none. */
export function shownPicture({ state, video, canvas, frame }: Live): { source: CanvasImageSource; width: number; height: number } | undefined {
  if (state.age === undefined) return undefined;
  switch (state.rung?.transport) {
    case 'codecs':
      return canvas.current?.width ? { source: canvas.current, width: canvas.current.width, height: canvas.current.height } : undefined;
    case 'stills': {
      const image = frame.current?.querySelector<HTMLImageElement>('[data-testid="live-still"]');
      return image?.naturalWidth ? { source: image, width: image.naturalWidth, height: image.naturalHeight } : undefined;
    }
    default:
      return video.current?.videoWidth ? { source: video.current, width: video.current.videoWidth, height: video.current.videoHeight } : undefined;
  }
}
