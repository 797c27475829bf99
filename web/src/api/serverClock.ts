/**
 * What time it is at the server, without asking it.
 *
 * Every HTTP answer carries a `Date` cut to whole seconds. Between sending and receiving, the server's clock stood somewhere in
 * [Date, Date + 1 s): each answer bounds the difference of the two clocks from both sides, and the bounds of several
 * answers meet within a fraction of a second.
 */
export class ServerClock {
  private low = -Infinity;
  private high = Infinity;
  private notedAt = 0;

  /** All in milliseconds; `sent` and `received` by this machine's clock. */
  note(date: number, sent: number, received: number): void {
    if (!Number.isFinite(date) || received < sent) return;
    const low = date - received;
    const high = date + 1000 - sent;
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
