import { send } from './http';
import { serverClock } from './serverClock';

/** Good enough to tell an age in tenths of a second. */
const goalMs = 25;
const mostAsks = 4;
const everyMs = 60_000;

let users = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps the server's clock known to a few hundredths of a second for as long as somebody needs it. */
export function keepClockSharp(): () => void {
  if (users++ === 0) void sharpen();
  let over = false;
  return () => {
    if (over) return;
    over = true;
    if (--users === 0) clearTimeout(timer);
  };
}

/** The quickest of a few answers bounds the clock best. */
async function sharpen(): Promise<void> {
  clearTimeout(timer);
  for (let asked = 0; asked < mostAsks && users > 0 && serverClock.uncertainty > goalMs; asked++) {
    try {
      const sent = Date.now();
      const response = await send('/health/live');
      const received = Date.now();
      const { now } = (await response.json()) as { now?: string };
      serverClock.noteExactly(Date.parse(now ?? ''), sent, received);
    } catch {
      // Not reachable now: the next round comes.
      break;
    }
  }
  clearTimeout(timer);
  if (users > 0) timer = setTimeout(() => void sharpen(), everyMs);
}
