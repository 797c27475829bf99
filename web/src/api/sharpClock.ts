import { send } from './http';
import { serverClock } from './serverClock';

/** Good enough to tell an age in tenths of a second. */
const goalMs = 40;
const mostAsks = 8;
const everyMs = 60_000;

let users = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps the server's clock known to a few hundredths of a second for as long as somebody needs it. An answer's `Date` is cut to whole
 * seconds, so one asked for just when a second should turn halves what is not known; a handful of them, once a minute, suffices.
 */
export function keepClockSharp(): () => void {
  if (users++ === 0) void sharpen();
  let over = false;
  return () => {
    if (over) return;
    over = true;
    if (--users === 0) clearTimeout(timer);
  };
}

async function sharpen(): Promise<void> {
  for (let asked = 0; asked < mostAsks && users > 0 && serverClock.uncertainty > goalMs; asked++) {
    await pause(untilTurn());
    try {
      await send('/health/live');
    } catch {
      // Not reachable now: the next round comes.
      break;
    }
  }
  if (users > 0) timer = setTimeout(() => void sharpen(), everyMs);
}

/** Milliseconds until the server's second turns, as far as is known. */
const untilTurn = (): number => (serverClock.known ? 1000 - (((serverClock.now() % 1000) + 1000) % 1000) : 0);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
