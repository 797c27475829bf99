import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { serverClock } from '../api/serverClock';
import { Playback, type PlaybackState } from './Playback';

const none: PlaybackState = { at: 0, playing: false, buffering: true, rate: 1, problem: undefined, caughtUp: false };

/** Plays recorded footage into the element, beginning at `from`. */
export function usePlayback(
  cameraId: string,
  video: RefObject<HTMLVideoElement | null>,
  from: number,
  nextRecorded: (at: number) => number | undefined,
): { state: PlaybackState; playback: Playback | undefined } {
  const [playback, setPlayback] = useState<Playback>();
  const begin = useRef(from);
  const next = useRef(nextRecorded);
  next.current = nextRecorded;

  useEffect(() => {
    if (!video.current) return;
    const made = new Playback(
      cameraId,
      video.current,
      { serverNow: () => serverClock.now(), nextRecorded: (at) => next.current(at) },
      begin.current,
    );
    setPlayback(made);
    return () => made.close();
  }, [cameraId, video]);

  const state = useSyncExternalStore(playback?.subscribe ?? never, () => playback?.state ?? none);
  return { state, playback };
}

const never = () => () => undefined;
