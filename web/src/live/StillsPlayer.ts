import { backoff } from '../api/backoff';
import type { Still } from '../api/client';
import { asProblem } from '../api/problem';
import { idleState, Told, type LiveState, type Player } from './liveState';

export interface StillsParts {
  /** The newest picture, or undefined when it is the one known by the tag. */
  fetch(etag: string | undefined, signal: AbortSignal): Promise<Still | undefined>;
  everyMs: number;
  serverNow(): number;
  now(): number;
  makeUrl(picture: Blob): string;
  freeUrl(url: string): void;
  random?: () => number;
  /** The reader's access has ended. */
  onEnded?: () => void;
}

/** Seconds: a camera's key pictures come every few seconds; one this old means that none come. */
export const stillStaleAfter = 15;
const tickMs = 500;

/** Single pictures, every few seconds: for whoever cannot play or carry more. */
export class StillsPlayer implements Player {
  private readonly told = new Told();
  private abort: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private etag: string | undefined;
  private takenAt: number | undefined;
  private attempt = 0;

  constructor(private readonly parts: StillsParts) {}

  get state(): LiveState {
    return this.told.state;
  }

  subscribe = (listener: () => void): (() => void) => this.told.subscribe(listener);

  start(): void {
    if (this.abort) return;
    this.abort = new AbortController();
    this.told.set({ phase: 'connecting' });
    this.ticking = setInterval(() => this.tellAge(), tickMs);
    void this.load(this.abort.signal);
  }

  stop(): void {
    this.abort?.abort();
    this.abort = undefined;
    clearTimeout(this.timer);
    clearInterval(this.ticking);
    const { picture } = this.state;
    this.told.set(idleState);
    if (picture) this.parts.freeUrl(picture);
    this.etag = undefined;
    this.takenAt = undefined;
    this.attempt = 0;
  }

  retry(): void {
    if (!this.abort || this.state.phase === 'playing') return;
    clearTimeout(this.timer);
    this.attempt = 0;
    void this.load(this.abort.signal);
  }

  private async load(signal: AbortSignal): Promise<void> {
    let pause = this.parts.everyMs;
    try {
      const still = await this.parts.fetch(this.etag, signal);
      if (signal.aborted) return;
      this.attempt = 0;
      if (still) this.show(still);
    } catch (error) {
      if (signal.aborted) return;
      const { status, code } = asProblem(error);
      if (status === 403 || code === 'not-found') {
        this.end();
        return;
      }
      if (status !== 404) pause = Math.max(pause, backoff(++this.attempt, this.parts.random));
      // A server that answers, though without a picture, is not away: the one at hand grows old and says so.
      if (status === 0) this.told.set({ phase: 'waiting', retryAt: this.parts.now() + pause });
      else this.told.set({ phase: this.state.picture ? 'playing' : 'starting', retryAt: undefined });
    }
    this.timer = setTimeout(() => void this.load(signal), pause);
  }

  /** Not to be seen any more, not even the picture at hand. */
  private end(): void {
    this.stop();
    this.told.set({ phase: 'ended' });
    this.parts.onEnded?.();
  }

  private show(still: Still): void {
    const old = this.state.picture;
    this.etag = still.etag;
    this.takenAt = still.takenAt ?? this.parts.serverNow();
    this.told.set({ phase: 'playing', picture: this.parts.makeUrl(still.picture), retryAt: undefined });
    this.tellAge();
    if (old) this.parts.freeUrl(old);
  }

  private tellAge(): void {
    if (this.takenAt === undefined) return;
    const age = Math.max(0, (this.parts.serverNow() - this.takenAt) / 1000);
    this.told.setAge(age, age * 1000, age > stillStaleAfter);
  }
}
