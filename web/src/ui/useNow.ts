import { useEffect, useState } from 'react';
import { serverClock } from '../api/serverClock';

/** The server's present instant, renewed every so often. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(() => serverClock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(serverClock.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
