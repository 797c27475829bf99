import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';
import { liveSocketPath, socketUrl } from '../api/client';
import { serverClock } from '../api/serverClock';
import { LivePlayer, type LiveSocket, type LiveState } from './LivePlayer';
import { VideoSink } from './mediaSink';

const off: LiveState = {
  phase: 'idle',
  age: undefined,
  stale: false,
  cause: undefined,
  mime: undefined,
  width: undefined,
  height: undefined,
  retryAt: undefined,
  skippedSeconds: 0,
};

export interface Live {
  state: LiveState;
  retry: () => void;
}

/** Plays a camera into the element for as long as it is wanted, on screen and the tab is looked at. */
export function useLive(
  cameraId: string,
  video: RefObject<HTMLVideoElement | null>,
  frame: RefObject<HTMLElement | null>,
  wanted: boolean,
): Live {
  const [player, setPlayer] = useState<LivePlayer>();
  const looked = useLookedAt(frame);

  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const made = new LivePlayer({
      sink: new VideoSink(element),
      open: async () => new WebSocket(await socketUrl(liveSocketPath(cameraId))) as LiveSocket,
      now: () => performance.now(),
      serverNow: () => ({ at: serverClock.now(), uncertainty: serverClock.uncertainty }),
    });
    setPlayer(made);
    return () => made.stop();
  }, [cameraId, video]);

  useEffect(() => {
    if (!player) return;
    if (!wanted || !looked) {
      player.stop();
      return;
    }
    player.start();
  }, [player, wanted, looked]);

  const state = useSyncExternalStore(player?.subscribe ?? never, () => player?.state ?? off);
  return { state, retry: () => player?.retry() };
}

const never = () => () => undefined;

/** A short grace keeps streams alive while scrolling past or switching tabs for a moment. */
const graceMs = 1500;

function useLookedAt(frame: RefObject<HTMLElement | null>): boolean {
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let onScreen = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const judge = () => {
      clearTimeout(timer);
      const now = onScreen && document.visibilityState === 'visible';
      // A video in picture-in-picture is looked at wherever the page is.
      const floating = document.pictureInPictureElement !== null && element.contains(document.pictureInPictureElement);
      if (now || floating) setLooked(true);
      else timer = setTimeout(() => setLooked(false), graceMs);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        onScreen = entries.some((entry) => entry.isIntersecting);
        judge();
      },
      { rootMargin: '120px' },
    );
    observer.observe(element);
    document.addEventListener('visibilitychange', judge);
    element.addEventListener('leavepictureinpicture', judge, true);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', judge);
      element.removeEventListener('leavepictureinpicture', judge, true);
    };
  }, [frame]);
  return looked;
}
