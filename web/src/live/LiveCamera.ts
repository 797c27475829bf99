import type { StreamChoice } from '../api/types';
import { Falls, keyOf, rungs, whyOf, type Abilities, type FailReason, type Rung, type Why, type Wish } from './ladder';
import { idleState, type Fall, type LiveState, type Player } from './liveState';

export interface CameraState extends LiveState {
  rung: Rung | undefined;
  why: Why;
}

export interface CameraParts {
  /** A player for one way of showing the camera. */
  play(rung: Rung, fall: Fall): Player;
  abilities: Abilities;
  now(): number;
}

/** How often a better way is looked for. */
const climbEveryMs = 5_000;
/** Played for so long, an old failure no longer counts. */
const forgivenAfterMs = 5 * 60_000;

export const idleCamera: CameraState = { ...idleState, rung: undefined, why: 'best' };

/** Shows a camera in the best way there is: falls down the ladder when one fails, and climbs back when it may work again. */
export class LiveCamera {
  private current: CameraState = idleCamera;
  private readonly listeners = new Set<() => void>();
  private readonly falls = new Falls();
  private player: Player | undefined;
  private rung: Rung | undefined;
  private playingSince: number | undefined;
  private wish: Wish | undefined;
  /** A stream nobody watches tells no format: what it was when last told is the best guess. */
  private readonly types = new Map<StreamChoice, string>();
  private climbing: ReturnType<typeof setInterval> | undefined;
  private unsubscribe: () => void = () => undefined;

  constructor(private readonly parts: CameraParts) {}

  get state(): CameraState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is wanted; may change while it plays. */
  want(wish: Wish): void {
    this.wish = this.remember(wish);
    if (this.climbing !== undefined) this.choose();
  }

  /** The browser's abilities became better known. */
  reconsider(): void {
    if (this.climbing !== undefined) this.choose();
  }

  start(): void {
    if (this.climbing !== undefined) return;
    this.climbing = setInterval(() => this.look(), climbEveryMs);
    this.choose();
  }

  stop(): void {
    clearInterval(this.climbing);
    this.climbing = undefined;
    this.drop();
    this.tell();
  }

  retry(): void {
    this.player?.retry();
  }

  private remember(wish: Wish): Wish {
    const streams = wish.streams?.map((stream) => {
      const known = this.types.get(stream.choice);
      if (!stream.mime) return { ...stream, mime: known ?? null };
      // Another format deserves another try.
      if (known !== undefined && known !== stream.mime) this.falls.clear();
      this.types.set(stream.choice, stream.mime);
      return stream;
    });
    return { ...wish, streams };
  }

  private look(): void {
    const now = this.parts.now();
    if (this.current.phase !== 'playing') this.playingSince = undefined;
    else this.playingSince ??= now;
    if (this.rung && this.playingSince !== undefined && now - this.playingSince > forgivenAfterMs) this.falls.forgive(this.rung);
    this.choose();
  }

  private choose(): void {
    if (!this.wish || this.current.phase === 'ended') return;
    const best = this.falls.choose(rungs(this.wish, this.parts.abilities), this.parts.now());
    if (!best || (this.rung && keyOf(best) === keyOf(this.rung))) return;
    this.drop();
    this.rung = best;
    const player = this.parts.play(best, (reason) => this.fell(best, reason));
    this.player = player;
    this.unsubscribe = player.subscribe(() => this.tell());
    player.start();
    this.tell();
  }

  private fell(rung: Rung, reason: FailReason): void {
    if (rung !== this.rung) return;
    this.falls.note(rung, reason, this.parts.now());
    this.choose();
  }

  private drop(): void {
    this.unsubscribe();
    this.unsubscribe = () => undefined;
    this.player?.stop();
    this.player = undefined;
    this.rung = undefined;
    this.playingSince = undefined;
  }

  private tell(): void {
    const { rung, player, wish } = this;
    const why = rung && wish ? whyOf(rung, wish, this.parts.abilities, this.falls, this.parts.now()) : 'best';
    this.current = player ? { ...player.state, rung, why } : idleCamera;
    for (const listener of this.listeners) listener();
  }
}
