/** The pause before try number `attempt` (0: at once), in milliseconds: doubling, capped, jittered by a quarter. */
export function backoff(attempt: number, random: () => number = Math.random, capMs = 15_000): number {
  if (attempt <= 0) return 0;
  const full = Math.min(capMs, 500 * 2 ** (attempt - 1));
  return Math.round(full * (0.75 + random() * 0.5));
}
