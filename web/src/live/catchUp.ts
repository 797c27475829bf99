/** How far behind the newest picture the player aims to be: little enough to be live, enough not to starve. */
export class LiveEdge {
  private arrivals: { at: number; end: number }[] = [];

  /** Media up to `end` (seconds) arrived at `at` (milliseconds). */
  arrived(at: number, end: number): void {
    this.arrivals.push({ at, end });
    while (this.arrivals.length > 2 && at - (this.arrivals[0]?.at ?? at) > 10_000) this.arrivals.shift();
  }

  reset(): void {
    this.arrivals = [];
  }

  /** Seconds. The longest wait between two arrivals of late but one, and a bit: a single hiccup is no habit. */
  get target(): number {
    let [longest, next] = [0, 0];
    for (let i = 1; i < this.arrivals.length; i++) {
      const before = this.arrivals[i - 1];
      const after = this.arrivals[i];
      if (!before || !after) continue;
      // The cached pictures arrive all at once: what counts is the wait, not how much came.
      const wait = (after.at - before.at) / 1000;
      if (wait > longest) [longest, next] = [wait, longest];
      else if (wait > next) next = wait;
    }
    const usual = this.arrivals.length > 2 ? next : longest;
    return Math.min(3, Math.max(0.25, usual * 1.15 + 0.1));
  }
}

export type CatchUp = { do: 'play'; rate: number } | { do: 'seek'; to: number };

/** What to do about the distance between the picture shown and the newest one. All in seconds. */
export function catchUp(current: number, start: number, end: number, target: number): CatchUp {
  const lag = end - current;
  if (current < start - 0.05 || lag < -0.5) return { do: 'seek', to: Math.max(start, end - target) };
  if (lag > target + 2) return { do: 'seek', to: Math.max(start, end - target) };
  if (lag > target + 0.6) return { do: 'play', rate: 1.15 };
  if (lag > target + 0.2) return { do: 'play', rate: 1.05 };
  if (lag < target * 0.35) return { do: 'play', rate: 0.97 };
  return { do: 'play', rate: 1 };
}
