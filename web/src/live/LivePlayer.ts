import { accessEnded } from '../api/accessEnded';
import { backoff } from '../api/backoff';
import type { LiveMessage } from '../api/types';
import { catchUp, LiveEdge } from './catchUp';
import { idleState, staleAfter, Told, type Answers, type Fall, type LiveState, type Player } from './liveState';
import { UnsupportedType, type MediaSink } from './mediaSink';

export interface LiveSocket {
  binaryType: BinaryType;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason?: string }) => void) | null;
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
  /** This way leads nowhere: another one is to be taken. */
  fall?: Fall;
  /** What the server answers when asked otherwise. */
  answers?: () => Promise<Answers>;
  /** The reader's access has ended. */
  onEnded?: () => void;
  /** Connections refused, though the server answers, before this way is given up. */
  mostRefusals?: number;
}

/** Connected and playing, but nothing came for so long: the connection is dead. */
const deadAfterMs = 8_000;
const tickMs = 250;
const keptSeconds = 12;
/** Pieces waiting for the decoder; more means that the page cannot follow. */
const maxQueued = 120;
/** Left out so often within this time: the line is too thin. */
const thinAfter = { skips: 3, withinMs: 60_000 };
/** Decoding may fail once by a damaged picture; again so soon, it is the format. */
const brokenWithinMs = 30_000;
/** A server clock known less well than this does not tell an age. */
const mostUncertainMs = 300;

/**
 * Plays one camera's live socket: an init text frame, an init section, then fragments, beginning with the cached ones.
 * Keeps to the live edge, tells the age of the picture shown, and connects again for as long as it is wanted.
 */
export class LivePlayer implements Player {
  private readonly told = new Told();
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
  private shownCount = -1;
  private newestEnd = 0;
  private newestLength = 0;
  private refusals = 0;
  private skips: number[] = [];
  private brokenAt = -Infinity;
  private clock: { mediaTime: number; wallTime: number; cameraDelayMs: number } | undefined;

  constructor(private readonly parts: LiveParts) {}

  get state(): LiveState {
    return this.told.state;
  }

  subscribe = (listener: () => void): (() => void) => this.told.subscribe(listener);

  start(): void {
    if (this.ticking !== undefined) return;
    this.attempt = 0;
    this.refusals = 0;
    this.ticking = setInterval(() => this.tick(), tickMs);
    void this.connect();
  }

  stop(): void {
    if (this.ticking === undefined) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
    this.hangUp();
    this.parts.sink.close();
    this.told.set(idleState);
  }

  /** Try now instead of waiting for the back-off. */
  retry(): void {
    if (this.ticking === undefined || this.state.phase === 'playing') return;
    this.attempt = 0;
    this.hangUp();
    void this.connect();
  }

  private async connect(): Promise<void> {
    const turn = ++this.turn;
    this.told.set({ phase: 'connecting', retryAt: undefined });
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
    let opened = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      if (turn !== this.turn) return;
      opened = true;
      this.refusals = 0;
      this.told.set({ phase: 'starting' });
    };
    socket.onmessage = (event) => {
      if (turn !== this.turn) return;
      this.lastMessageAt = this.parts.now();
      // A WebSocket told `arraybuffer` gives nothing but texts and those.
      this.take(event.data as string | ArrayBuffer);
    };
    socket.onclose = ({ reason }) => {
      if (turn !== this.turn) return;
      if (reason === accessEnded) {
        this.end();
        return;
      }
      // Lost ones are connected again at once; refused ones are not.
      if (!opened) this.attempt = Math.max(1, this.attempt);
      this.wait();
      if (!opened) void this.judgeRefusal();
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
    this.told.set({ phase: 'waiting', retryAt: this.parts.now() + pause });
    this.timer = setTimeout(() => void this.connect(), pause);
  }

  /** Not to be seen any more, not even what is at hand. */
  private end(): void {
    this.hangUp();
    this.parts.sink.close();
    this.placed = false;
    this.told.set({ ...idleState, phase: 'ended' });
    this.parts.onEnded?.();
  }

  /** Browsers do not tell why a socket was refused: a server that answers otherwise refuses this one. */
  private async judgeRefusal(): Promise<void> {
    const { fall, answers, mostRefusals = 3 } = this.parts;
    if (++this.refusals < mostRefusals || !fall) return;
    const { ticking } = this;
    const answer = (await answers?.()) ?? 'away';
    if (ticking !== this.ticking || this.refusals < mostRefusals) return;
    if (answer === 'closed') this.end();
    else if (answer === 'there') fall('refused');
  }

  /** Left out again and again: the line, or this machine, cannot follow. */
  private noteSkip(): void {
    const now = this.parts.now();
    this.skips = [...this.skips.filter((at) => now - at < thinAfter.withinMs), now];
    if (this.skips.length < thinAfter.skips) return;
    this.skips = [];
    this.parts.fall?.('thin');
  }

  private take(piece: string | ArrayBuffer): void {
    this.queue.push(piece);
    if (this.queue.length > maxQueued) {
      this.wait();
      this.noteSkip();
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
            this.told.set({ phase: 'unsupported', mime: error.mime });
            this.parts.fall?.('unsupported');
          } else {
            const now = this.parts.now();
            const again = now - this.brokenAt < brokenWithinMs;
            this.brokenAt = now;
            this.wait();
            if (again) this.parts.fall?.('decoding');
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
        this.newestEnd = 0;
        this.clock = undefined;
        this.expectsInit = true;
        this.placed = false;
        this.told.set({ phase: 'starting', mime: message.mime, width: message.width, height: message.height, stream: message.stream, transcoded: message.transcoded ?? false });
        await this.parts.sink.begin(message.mime);
        break;
      case 'state':
        if (message.state === 'online') break;
        this.attempt = 0;
        this.told.set({ phase: 'silent', cause: message.cause ?? undefined });
        break;
      case 'clock': {
        const wallTime = Date.parse(message.wallTime);
        const delay = message.cameraDelay ?? 0;
        // A camera whose clock is wrong by hours has no delay of hours.
        const cameraDelayMs = delay > 0 && delay < 10 ? delay * 1000 : 0;
        if (Number.isFinite(wallTime)) this.clock = { mediaTime: message.mediaTime, wallTime, cameraDelayMs };
        break;
      }
      case 'skipped':
        this.told.set({ skippedSeconds: this.state.skippedSeconds + message.seconds });
        this.noteSkip();
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
    // What came last is at most this long; of several pictures at once, the newest is shorter.
    this.newestLength = Math.max(0, Math.min(edge.end - edge.start, edge.end - this.newestEnd));
    this.newestEnd = edge.end;
    // A burst of cached fragments counts as one arrival.
    if (this.queue.length === 0) this.edge.arrived(now, edge.end);
    if (!this.placed) {
      // The first picture at once, from the oldest key frame at hand; the tick then jumps to the edge.
      this.placed = true;
      sink.currentTime = Math.max(edge.start, edge.end - 1);
      sink.rate = 1;
    }
    sink.play();
    if (this.state.phase !== 'playing') {
      this.attempt = 0;
      this.shownCount = -1;
      this.told.set({ phase: 'playing', cause: undefined, retryAt: undefined, age: undefined, stale: false });
    }
    await sink.trim(sink.currentTime - keptSeconds);
  }

  private tick(): void {
    const { sink } = this.parts;
    const now = this.parts.now();
    const { phase } = this.state;
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
    const { count } = sink.picture;
    if (count !== this.shownCount) {
      this.shownCount = count;
      this.advancedAt = now;
    }
    this.tellAge(now, edge.end);
  }

  /**
   * The age of the picture on the screen: by the clocks where the server told the wall time of its media. Never less than what is
   * certain: the time since the newest piece came plus what is still to be shown, and the time the picture has stood still. It is
   * called old only by what is certain, so that a clock not known well does not grey a live picture.
   */
  private tellAge(now: number, end: number): void {
    const shown = this.parts.sink.picture.time;
    const byArrival = (now - this.lastPictureAt) / 1000 + Math.max(0, end - this.newestLength - shown);
    const frozen = (now - this.advancedAt) / 1000;
    const certain = Math.max(byArrival, frozen);
    const server = this.parts.serverNow();
    let [age, known, latencyMs]: [number, number, number | undefined] = [certain, certain, undefined];
    if (this.clock && Number.isFinite(server.uncertainty)) {
      const takenAt = this.clock.wallTime + (shown - this.clock.mediaTime) * 1000;
      known = Math.max(certain, (server.at - server.uncertainty - takenAt) / 1000);
      age = known;
      if (server.uncertainty <= mostUncertainMs) {
        latencyMs = Math.max(byArrival * 1000, server.at - takenAt) + this.clock.cameraDelayMs;
        age = Math.max(known, latencyMs / 1000);
      }
    }
    this.told.setAge(age, latencyMs, known > (this.state.stale ? staleAfter - 0.3 : staleAfter));
  }
}

function parse(text: string): LiveMessage | undefined {
  try {
    return JSON.parse(text) as LiveMessage;
  } catch {
    return undefined;
  }
}
