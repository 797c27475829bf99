import { backoff } from '../api/backoff';
import type { LiveMessage } from '../api/types';
import { catchUp, LiveEdge } from './catchUp';
import { UnsupportedType, type MediaSink } from './mediaSink';

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
  /** This browser cannot play what the camera sends. */
  | 'unsupported';

export interface LiveState {
  phase: LivePhase;
  /** Seconds since the picture shown was taken; undefined before the first. */
  age: number | undefined;
  /** No fresh picture for more than {@link staleAfter} seconds. */
  stale: boolean;
  cause: string | undefined;
  mime: string | undefined;
  width: number | undefined;
  height: number | undefined;
  /** Milliseconds of the local clock, while waiting. */
  retryAt: number | undefined;
  /** Seconds left out because this viewer was too slow. */
  skippedSeconds: number;
}

export interface LiveSocket {
  binaryType: BinaryType;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
  close(): void;
}

export interface LiveParts {
  sink: MediaSink;
  /** Opens the camera's live socket; asks for a fresh token first. */
  open(): Promise<LiveSocket>;
  /** Milliseconds, this machine. */
  now(): number;
  /** Milliseconds at the server, and how far that may be off. */
  serverNow(): { at: number; uncertainty: number };
  random?: () => number;
}

/** Seconds: an older picture is not live and is not shown as if it were. */
export const staleAfter = 2;
/** Connected and playing, but nothing came for so long: the connection is dead. */
const deadAfterMs = 8_000;
const tickMs = 250;
const keptSeconds = 12;
/** Pieces waiting for the decoder; more means that the page cannot follow. */
const maxQueued = 120;

const idle: LiveState = {
  phase: 'idle',
  age: undefined,
  stale: false,
  cause: undefined,
  mime: undefined,
  width: undefined,
  height: undefined,
  retryAt: undefined,
  skippedSeconds: 0,
};

/**
 * Plays one camera's live socket: an init text frame, an init section, then fragments, beginning with the cached ones.
 * Keeps to the live edge, tells the age of the picture shown, and connects again for as long as it is wanted.
 */
export class LivePlayer {
  private current: LiveState = idle;
  private readonly listeners = new Set<() => void>();
  private readonly edge = new LiveEdge();
  private socket: LiveSocket | undefined;
  /** Grows with each start, stop and reconnect: what belongs to an older one is ignored. */
  private turn = 0;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private queue: (string | ArrayBuffer)[] = [];
  private draining = false;
  private expectsInit = false;
  private placed = false;
  private lastMessageAt = 0;
  private lastPictureAt = 0;
  private advancedAt = 0;
  private advancedTo = -1;
  private clock: { mediaTime: number; wallTime: number } | undefined;

  constructor(private readonly parts: LiveParts) {}

  get state(): LiveState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  start(): void {
    if (this.ticking !== undefined) return;
    this.attempt = 0;
    this.ticking = setInterval(() => this.tick(), tickMs);
    void this.connect();
  }

  stop(): void {
    if (this.ticking === undefined) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
    this.hangUp();
    this.parts.sink.close();
    this.set(idle);
  }

  /** Try now instead of waiting for the back-off. */
  retry(): void {
    if (this.ticking === undefined || this.current.phase === 'playing') return;
    this.attempt = 0;
    this.hangUp();
    void this.connect();
  }

  private async connect(): Promise<void> {
    const turn = ++this.turn;
    this.set({ phase: 'connecting', retryAt: undefined });
    this.lastMessageAt = this.parts.now();
    let socket: LiveSocket;
    try {
      socket = await this.parts.open();
    } catch {
      // Signed out or no server: the session says the first, waiting says the second.
      if (turn === this.turn) this.wait();
      return;
    }
    if (turn !== this.turn) {
      socket.close();
      return;
    }
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      if (turn === this.turn) this.set({ phase: 'starting' });
    };
    socket.onmessage = (event) => {
      if (turn !== this.turn) return;
      this.lastMessageAt = this.parts.now();
      // A WebSocket told `arraybuffer` gives nothing but texts and those.
      this.take(event.data as string | ArrayBuffer);
    };
    socket.onclose = () => {
      if (turn === this.turn) this.wait();
    };
    socket.onerror = null;
  }

  private hangUp(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.queue = [];
    const socket = this.socket;
    this.socket = undefined;
    if (!socket) return;
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
  }

  private wait(): void {
    this.hangUp();
    const pause = backoff(this.attempt++, this.parts.random);
    this.set({ phase: 'waiting', retryAt: this.parts.now() + pause });
    this.timer = setTimeout(() => void this.connect(), pause);
  }

  private take(piece: string | ArrayBuffer): void {
    this.queue.push(piece);
    if (this.queue.length > maxQueued) {
      this.wait();
      return;
    }
    if (!this.draining) void this.drain();
  }

  /** One piece after the other, in the order of arrival; appending takes its time. */
  private async drain(): Promise<void> {
    this.draining = true;
    try {
      for (let piece = this.queue.shift(); piece !== undefined; piece = this.queue.shift()) {
        const turn = this.turn;
        try {
          if (typeof piece === 'string') await this.hear(piece);
          else await this.feed(piece);
        } catch (error) {
          if (turn !== this.turn) continue;
          if (error instanceof UnsupportedType) {
            this.hangUp();
            this.set({ phase: 'unsupported', mime: error.mime });
          } else {
            this.wait();
          }
        }
      }
    } finally {
      this.draining = false;
    }
  }

  private async hear(text: string): Promise<void> {
    const message = parse(text);
    if (!message) return;
    switch (message.type) {
      case 'init':
        this.edge.reset();
        this.clock = undefined;
        this.expectsInit = true;
        this.placed = false;
        this.set({ phase: 'starting', mime: message.mime, width: message.width, height: message.height });
        await this.parts.sink.begin(message.mime);
        break;
      case 'state':
        if (message.state === 'online') break;
        this.attempt = 0;
        this.set({ phase: 'silent', cause: message.cause ?? undefined });
        break;
      case 'clock': {
        const wallTime = Date.parse(message.wallTime);
        if (Number.isFinite(wallTime)) this.clock = { mediaTime: message.mediaTime, wallTime };
        break;
      }
      case 'skipped':
        this.set({ skippedSeconds: this.current.skippedSeconds + message.seconds });
        break;
    }
  }

  private async feed(piece: ArrayBuffer): Promise<void> {
    const { sink } = this.parts;
    const turn = this.turn;
    await sink.append(piece);
    if (turn !== this.turn) return;
    if (this.expectsInit) {
      this.expectsInit = false;
      return;
    }
    const edge = sink.edge;
    if (!edge) return;
    const now = this.parts.now();
    this.lastPictureAt = now;
    // A burst of cached fragments counts as one arrival.
    if (this.queue.length === 0) this.edge.arrived(now, edge.end);
    if (!this.placed) {
      // The first picture at once, from the oldest key frame at hand; the tick then jumps to the edge.
      this.placed = true;
      sink.currentTime = Math.max(edge.start, edge.end - 1);
      sink.rate = 1;
    }
    sink.play();
    if (this.current.phase !== 'playing') {
      this.attempt = 0;
      this.advancedTo = -1;
      this.set({ phase: 'playing', cause: undefined, retryAt: undefined, age: undefined, stale: false });
    }
    await sink.trim(sink.currentTime - keptSeconds);
  }

  private tick(): void {
    const { sink } = this.parts;
    const now = this.parts.now();
    const { phase } = this.current;
    if (phase === 'playing' && now - this.lastMessageAt > deadAfterMs) {
      this.wait();
      return;
    }
    if ((phase === 'connecting' || phase === 'starting') && now - this.lastMessageAt > deadAfterMs * 2) {
      this.wait();
      return;
    }
    const edge = sink.edge;
    if (!edge || !this.placed) return;
    if (phase === 'playing') {
      const step = catchUp(sink.currentTime, edge.start, edge.end, this.edge.target);
      if (step.do === 'seek') sink.currentTime = step.to;
      else sink.rate = step.rate;
      sink.play();
    }
    if (sink.currentTime !== this.advancedTo) {
      this.advancedTo = sink.currentTime;
      this.advancedAt = now;
    }
    this.tellAge(now, edge.end);
  }

  /**
   * The age of the picture shown: by the clocks where the server told the wall time of its media, less what its clock is not
   * known by, so that a live picture is not called old. Never less than what is certain: the time since the newest piece came
   * plus what is still to be shown, and the time the picture has stood still.
   */
  private tellAge(now: number, end: number): void {
    const shown = this.parts.sink.currentTime;
    const byArrival = (now - this.lastPictureAt) / 1000 + Math.max(0, end - shown);
    const frozen = (now - this.advancedAt) / 1000;
    let age = Math.max(byArrival, frozen);
    const server = this.parts.serverNow();
    if (this.clock && Number.isFinite(server.uncertainty)) {
      const takenAt = this.clock.wallTime + (shown - this.clock.mediaTime) * 1000;
      age = Math.max(age, (server.at - server.uncertainty - takenAt) / 1000);
    }
    const stale = age > (this.current.stale ? staleAfter - 0.3 : staleAfter);
    const rounded = Math.round(age * 10) / 10;
    if (rounded !== this.current.age || stale !== this.current.stale) this.set({ age: rounded, stale });
  }

  private set(change: Partial<LiveState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

function parse(text: string): LiveMessage | undefined {
  try {
    return JSON.parse(text) as LiveMessage;
  } catch {
    return undefined;
  }
}
