import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { api, livePlaylistUrl, liveSocketPath, session } from '../api/client';
import { asProblem } from '../api/problem';
import { keys, type CameraView } from '../api/queries';
import { serverClock } from '../api/serverClock';
import { keepClockSharp } from '../api/sharpClock';
import { openSocket } from '../api/socket';
import type { StreamChoice } from '../api/types';
import { browserAbilities, learnAbilities, playsHlsItself } from './abilities';
import { CanvasSink } from './canvasSink';
import { HlsPlayer } from './HlsPlayer';
import type { Rung } from './ladder';
import { idleCamera, LiveCamera, type CameraState } from './LiveCamera';
import { LivePlayer, type LiveSocket } from './LivePlayer';
import type { Answers, Fall, Player } from './liveState';
import { VideoSink } from './mediaSink';
import { StillsPlayer } from './StillsPlayer';
import { useLookedAt } from './useLookedAt';
import { useSaveData } from './useSaveData';

export interface Live {
  state: CameraState;
  retry: () => void;
  /** What is looked at or not, made full-screen and zoomed. */
  frame: RefObject<HTMLDivElement | null>;
  video: RefObject<HTMLVideoElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
}

export type ViewKind = 'grid' | 'stage';

/** Shows a camera in the best way there is, for as long as it is wanted, on screen and the tab is looked at. */
export function useLive(view: CameraView, kind: ViewKind, wanted: boolean): Live {
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [camera, setCamera] = useState<LiveCamera>();
  const looked = useLookedAt(frame);
  const saveData = useSaveData();
  const cameraId = view.device.id;
  const streams = view.stream?.streams;
  const gridStream = gridStreamOf(view);
  const client = useQueryClient();
  const asked = useRef(gridStream);
  asked.current = gridStream;

  useEffect(() => {
    if (!video.current || !canvas.current) return;
    const screens = { video: video.current, canvas: canvas.current };
    // What else is open to the reader is likely to be less, too.
    const onEnded = () => void client.invalidateQueries({ queryKey: keys.me });
    const made = new LiveCamera({
      play: (rung, fall) => makePlayer(cameraId, kind, rung, asked.current, screens, fall, onEnded),
      abilities: browserAbilities,
      now: () => performance.now(),
    });
    setCamera(made);
    return () => made.stop();
  }, [cameraId, kind, client]);

  useEffect(() => {
    camera?.want({ view: kind, gridStream, streams, saveData });
    void learnAbilities((streams ?? []).flatMap(({ mime }) => mime ?? [])).then((learnt) => learnt && camera?.reconsider());
  }, [camera, kind, gridStream, streams, saveData]);

  useEffect(() => {
    if (!camera) return;
    if (!wanted || !looked) {
      camera.stop();
      return;
    }
    camera.start();
    return keepClockSharp();
  }, [camera, wanted, looked]);

  const state = useSyncExternalStore(camera?.subscribe ?? never, () => camera?.state ?? idleCamera);
  return { state, retry: () => camera?.retry(), frame, video, canvas };
}

const never = () => () => undefined;

/** The stream the camera's owner wants in grids; the smaller one where nothing is said. */
export function gridStreamOf({ device }: CameraView): StreamChoice {
  return device.source?.roles?.grid ?? (device.source?.subUrl ? 'sub' : 'main');
}

const stillEveryMs: Record<ViewKind, number> = { grid: 4000, stage: 2000 };
const stillWidth: Record<ViewKind, number> = { grid: 640, stage: 1280 };

function makePlayer(
  cameraId: string,
  kind: ViewKind,
  rung: Rung,
  gridStream: StreamChoice,
  { video, canvas }: { video: HTMLVideoElement; canvas: HTMLCanvasElement },
  fall: Fall,
  onEnded: () => void,
): Player {
  // In grids the server is asked for the grid's stream by its role, so that it counts and chooses.
  const stream = kind === 'grid' && rung.stream === gridStream ? 'grid' : rung.stream;
  const now = () => performance.now();
  const serverNow = () => ({ at: serverClock.now(), uncertainty: serverClock.uncertainty });
  switch (rung.transport) {
    case 'mse':
    case 'codecs':
      return new LivePlayer({
        sink: rung.transport === 'mse' ? new VideoSink(video) : new CanvasSink(canvas),
        open: async () =>
          (await openSocket(liveSocketPath(cameraId), { stream, transcode: rung.transcode ? 'h264' : undefined })) as LiveSocket,
        now,
        serverNow,
        fall,
        answers: () => answersFor(cameraId),
        onEnded,
        // A transcode is refused when the server has none to spare; asking again at once does not help.
        ...(rung.transcode ? { mostRefusals: 1 } : {}),
      });
    case 'hls':
      return new HlsPlayer({
        video,
        url: () => livePlaylistUrl(cameraId, stream),
        native: playsHlsItself(),
        token: () => session.tokenAtHand,
        now,
        serverNow,
        fall,
      });
    case 'stills':
      return new StillsPlayer({
        fetch: (etag, signal) => api.still(cameraId, stream, stillWidth[kind], etag, signal),
        everyMs: stillEveryMs[kind],
        serverNow: () => serverClock.now(),
        now,
        makeUrl: (picture) => URL.createObjectURL(picture),
        freeUrl: (url) => URL.revokeObjectURL(url),
        onEnded,
      });
  }
}

async function answersFor(cameraId: string): Promise<Answers> {
  try {
    await api.stream(cameraId);
    return 'there';
  } catch (error) {
    const { status } = asProblem(error);
    return status === 403 || status === 404 ? 'closed' : 'away';
  }
}
