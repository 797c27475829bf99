import type Hls from 'hls.js';
import { backoff } from '../api/backoff';
import { idleState, staleAfter, Told, type Fall, type LiveState, type Player } from './liveState';

export interface HlsParts {
  video: HTMLVideoElement;
  /** The playlist's address with a token good at this moment. */
  url(): Promise<string>;
  /** True where the video element plays HLS itself; else hls.js does it. */
  native: boolean;
  token(): string | undefined;
  now(): number;
  serverNow(): { at: number; uncertainty: number };
  fall: Fall;
}

/** Low latency by parts: about a second behind; by whole segments, several. Only beyond that is it no longer live. */
export const hlsStaleAfter = staleAfter + 8;
const tickMs = 250;
const mostFailures = 3;
/** No picture at all within this time. */
const startWithinMs = 20_000;

/** Low-latency HLS, where there is no MediaSource or no WebSocket. */
export class HlsPlayer implements Player {
  private readonly told = new Told();
  private hls: Hls | undefined;
  private turn = 0;
  private failures = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private startedAt = 0;
  private advancedAt = 0;
  private advancedTo = -1;

  constructor(private readonly parts: HlsParts) {}

  get state(): LiveState {
    return this.told.state;
  }

  subscribe = (listener: () => void): (() => void) => this.told.subscribe(listener);

  start(): void {
    if (this.ticking !== undefined) return;
    this.failures = 0;
    this.ticking = setInterval(() => this.tick(), tickMs);
    this.parts.video.addEventListener('error', this.failed);
    void this.load();
  }

  stop(): void {
    if (this.ticking === undefined) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
    this.parts.video.removeEventListener('error', this.failed);
    this.letGo();
    this.told.set(idleState);
  }

  retry(): void {
    if (this.ticking === undefined || this.state.phase === 'playing') return;
    this.failures = 0;
    void this.load();
  }

  private async load(): Promise<void> {
    this.letGo();
    const { turn } = this;
    const { video, native } = this.parts;
    this.startedAt = this.parts.now();
    this.advancedTo = -1;
    this.told.set({ phase: 'connecting', retryAt: undefined });
    let url: string;
    let kind: typeof Hls | undefined;
    try {
      url = await this.parts.url();
      // Large, and most browsers never need it.
      if (!native) kind = (await import('hls.js')).default;
    } catch {
      // Signed out, or no server.
      if (turn === this.turn) this.failed();
      return;
    }
    if (turn !== this.turn) return;
    if (kind) this.hls = this.attach(new kind({ ...settings, xhrSetup: this.authorize }), kind, url);
    else video.src = url;
    this.told.set({ phase: 'starting' });
    video.play().catch(() => undefined);
  }

  private attach(hls: Hls, Kind: typeof Hls, url: string): Hls {
    hls.on(Kind.Events.ERROR, (_, error) => {
      if (!error.fatal || this.hls !== hls) return;
      if (error.type === Kind.ErrorTypes.MEDIA_ERROR && this.failures === 0) {
        this.failures++;
        hls.recoverMediaError();
      } else {
        this.failed();
      }
    });
    hls.loadSource(url);
    hls.attachMedia(this.parts.video);
    return hls;
  }

  private authorize = (xhr: XMLHttpRequest): void => {
    const token = this.parts.token();
    if (token) xhr.setRequestHeader('Authorization', `Bearer ${token}`);
  };

  private failed = (): void => {
    this.letGo();
    if (++this.failures >= mostFailures) {
      this.parts.fall('refused');
      if (this.ticking === undefined) return;
    }
    const pause = backoff(this.failures);
    this.told.set({ phase: 'waiting', retryAt: this.parts.now() + pause });
    this.timer = setTimeout(() => void this.load(), pause);
  };

  private tick(): void {
    const { video } = this.parts;
    const now = this.parts.now();
    const { phase } = this.state;
    if (phase === 'starting' && now - this.startedAt > startWithinMs) {
      this.failed();
      return;
    }
    if ((phase !== 'starting' && phase !== 'playing') || video.readyState < 2) return;
    if (video.currentTime !== this.advancedTo) {
      if (phase === 'starting' && this.advancedTo >= 0) {
        this.failures = 0;
        this.told.set({ phase: 'playing', width: video.videoWidth, height: video.videoHeight });
      }
      this.advancedTo = video.currentTime;
      this.advancedAt = now;
    }
    if (video.paused) video.play().catch(() => undefined);
    const frozen = (now - this.advancedAt) / 1000;
    if (frozen > startWithinMs / 1000) {
      this.failed();
      return;
    }
    const taken = this.takenAt();
    const server = this.parts.serverNow();
    const behind = taken === undefined || !Number.isFinite(server.uncertainty) ? undefined : Math.max(0, server.at - taken);
    const age = Math.max(frozen, (behind ?? 0) / 1000);
    if (this.state.phase === 'playing') this.told.setAge(age, behind, frozen > staleAfter || age > hlsStaleAfter);
  }

  /** Unix milliseconds of the picture shown, by the playlist's programme dates. */
  private takenAt(): number | undefined {
    if (this.hls) return this.hls.playingDate?.getTime();
    const { video } = this.parts as { video: HTMLVideoElement & { getStartDate?: () => Date } };
    const start = video.getStartDate?.().getTime();
    return start !== undefined && Number.isFinite(start) ? start + video.currentTime * 1000 : undefined;
  }

  private letGo(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.hls?.destroy();
    this.hls = undefined;
    const { video } = this.parts;
    video.playbackRate = 1;
    if (!video.hasAttribute('src')) return;
    video.removeAttribute('src');
    video.load();
  }
}

const settings = {
  lowLatencyMode: true,
  enableWorker: false,
  backBufferLength: 12,
  maxBufferLength: 8,
  maxLiveSyncPlaybackRate: 1.15,
  liveSyncDurationCount: 3,
  liveMaxLatencyDurationCount: 6,
};
