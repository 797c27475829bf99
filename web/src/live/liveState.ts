import type { StreamChoice } from '../api/types';
import type { FailReason } from './ladder';

export type LivePhase =
  /** Not wanted: off-screen, hidden, or not started. */
  | 'idle'
  | 'connecting'
  /** Connected; the first picture is on its way. */
  | 'starting'
  | 'playing'
  /** The server has no pictures from the camera. */
  | 'silent'
  /** Lost the server; trying again. */
  | 'waiting'
  /** The camera is no longer open to the reader; not tried again. */
  | 'ended'
  /** This browser cannot play what the camera sends. */
  | 'unsupported';

export interface LiveState {
  phase: LivePhase;
  /** Seconds since the picture shown was taken; undefined before the first. */
  age: number | undefined;
  /** The same by the sender's clock alone, in milliseconds; undefined where that is not known. */
  latencyMs: number | undefined;
  /** No fresh picture for too long: see {@link staleAfter}. */
  stale: boolean;
  cause: string | undefined;
  mime: string | undefined;
  width: number | undefined;
  height: number | undefined;
  /** What the server says it sends. */
  stream: StreamChoice | undefined;
  transcoded: boolean;
  /** Milliseconds of the local clock, while waiting. */
  retryAt: number | undefined;
  /** Seconds left out because this viewer was too slow. */
  skippedSeconds: number;
  /** A single picture to show, an object URL. */
  picture: string | undefined;
}

/** Seconds: an older picture is not live and is not shown as if it were. */
export const staleAfter = 2;

export const idleState: LiveState = {
  phase: 'idle',
  age: undefined,
  latencyMs: undefined,
  stale: false,
  cause: undefined,
  mime: undefined,
  width: undefined,
  height: undefined,
  stream: undefined,
  transcoded: false,
  retryAt: undefined,
  skippedSeconds: 0,
  picture: undefined,
};

/** Shows one camera in one way. */
export interface Player {
  readonly state: LiveState;
  subscribe(listener: () => void): () => void;
  start(): void;
  stop(): void;
  /** Try now instead of waiting. */
  retry(): void;
}

/** Whether the server tells of a camera: it does, it says no, or it does not answer. */
export type Answers = 'there' | 'closed' | 'away';

/** Told by a player that cannot go on in its way. */
export type Fall = (reason: FailReason) => void;

/** The state of a player and those who watch it. */
export class Told {
  private current: LiveState = idleState;
  private readonly listeners = new Set<() => void>();

  get state(): LiveState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<LiveState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }

  /** The age and what follows from it; quiet while nothing a reader would see changes. */
  setAge(age: number, latencyMs: number | undefined, stale: boolean): void {
    const { current } = this;
    const rounded = Math.round(age * 10) / 10;
    const latency = latencyMs === undefined ? undefined : Math.round(latencyMs);
    const near = current.age !== undefined && Math.abs(age - current.age) < 0.08;
    const shown = near ? current.age : rounded;
    const moved = latency === undefined || current.latencyMs === undefined ? latency !== current.latencyMs : Math.abs(latency - current.latencyMs) >= 25;
    if (shown !== current.age || stale !== current.stale || moved) this.set({ age: shown, latencyMs: latency, stale });
  }
}
