import { useEffect, useState } from 'react';
import { api } from '../api/client';

export interface Snapshot {
  url: string | undefined;
  /** True once the server said that there is no picture. */
  missing: boolean;
}

const pauseMs = 140;

/** The recorded picture at an instant, fetched once the instant stops changing for a moment. */
export function useSnapshot(cameraId: string, at: number | undefined, width: number): Snapshot {
  const [snapshot, setSnapshot] = useState<Snapshot>({ url: undefined, missing: false });

  useEffect(() => {
    if (at === undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api.snapshot(cameraId, new Date(at).toISOString(), width, abort.signal).then(
        (blob) => {
          if (!abort.signal.aborted) setSnapshot({ url: URL.createObjectURL(blob), missing: false });
        },
        () => {
          if (!abort.signal.aborted) setSnapshot({ url: undefined, missing: true });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [cameraId, at, width]);

  // An object URL is let go when the next one takes its place.
  const { url } = snapshot;
  useEffect(() => {
    if (!url) return;
    return () => URL.revokeObjectURL(url);
  }, [url]);

  return snapshot;
}
