/** A server may write the same `Date` into its answers for a second before it looks at its clock again. */
const dateStandsMs = 1_100;

/**
 * What time it is at the server.
 *
 * Every answer bounds the difference of the two clocks from both sides, and the bounds of several answers meet. An instant told by
 * the server itself leaves only the time the answer took; the `Date` of any other answer is cut to whole seconds and may be a second old.
 */
export class ServerClock {
  private low = -Infinity;
  private high = Infinity;
  private notedAt = 0;

  /** The `Date` of an answer. All in milliseconds; `sent` and `received` by this machine's clock. */
  note(date: number, sent: number, received: number): void {
    if (Number.isFinite(date) && received >= sent) this.bound(date - received, date + 1000 + dateStandsMs - sent, received);
  }

  /** An instant the server looked at its clock, between `sent` and `received`. */
  noteExactly(at: number, sent: number, received: number): void {
    if (Number.isFinite(at) && received >= sent) this.bound(at - received, at - sent, received);
  }

  private bound(low: number, high: number, received: number): void {
    // Bounds that no longer meet mean that one of the clocks was set: begin anew. Old bounds drift apart slowly.
    const slack = (received - this.notedAt) / 20_000;
    const oldLow = this.low - slack;
    const oldHigh = this.high + slack;
    const apart = low > oldHigh || high < oldLow;
    this.low = apart ? low : Math.max(low, oldLow);
    this.high = apart ? high : Math.min(high, oldHigh);
    this.notedAt = received;
  }

  get known(): boolean {
    return Number.isFinite(this.low);
  }

  /** How far the answer of {@link now} may be off. */
  get uncertainty(): number {
    return this.known ? (this.high - this.low) / 2 : Infinity;
  }

  now(local: number = Date.now()): number {
    return this.known ? local + (this.low + this.high) / 2 : local;
  }
}

export const serverClock = new ServerClock();
