import Hls, { type HlsConfig, type LevelDetails } from 'hls.js';
import { api, session } from '../api/client';

export interface PlaybackState {
  /** The instant of the picture shown, Unix milliseconds. */
  at: number;
  playing: boolean;
  buffering: boolean;
  rate: number;
  /** Set when nothing can be played: `network`, `media`, `nothing-recorded`, `unsupported`. */
  problem: string | undefined;
  /** Played up to the newest footage. */
  caughtUp: boolean;
}

export interface PlaybackParts {
  /** Unix milliseconds at the server. */
  serverNow(): number;
  /** The first recorded instant not before the given one; undefined when nothing newer is recorded. */
  nextRecorded: (at: number) => number | undefined;
}

/** Milliseconds of footage asked for at once; the next window is loaded on the way. */
const windowMs = 30 * 60_000;
const nearEndSeconds = 0.35;

/**
 * Plays recorded footage from any instant: hls.js over a window of the recording's playlist, then over the next. Positions are
 * instants throughout; the playlist's programme dates translate them to media time, so gaps are jumped over and told by the clock.
 */
export class Playback {
  private current: PlaybackState;
  private readonly listeners = new Set<() => void>();
  private hls: Hls | undefined;
  private details: LevelDetails | undefined;
  private windowEnd = 0;
  private wantPlaying = true;
  private ticking: ReturnType<typeof setInterval>;
  private pendingSeek: number | undefined;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly cameraId: string,
    private readonly video: HTMLVideoElement,
    private readonly parts: PlaybackParts,
    from: number,
  ) {
    this.current = { at: from, playing: false, buffering: true, rate: 1, problem: undefined, caughtUp: false };
    video.addEventListener('ended', this.onEnded);
    video.addEventListener('waiting', this.onChange);
    video.addEventListener('playing', this.onChange);
    video.addEventListener('pause', this.onChange);
    this.ticking = setInterval(this.onChange, 200);
    this.load(from);
  }

  get state(): PlaybackState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  seek(at: number): void {
    this.failures = 0;
    const position = this.positionOf(at);
    this.set({ at, problem: undefined, caughtUp: false });
    if (position === undefined) this.load(at);
    else {
      this.video.currentTime = position;
      if (this.wantPlaying) this.resume();
    }
  }

  play(): void {
    this.wantPlaying = true;
    this.resume();
  }

  pause(): void {
    this.wantPlaying = false;
    this.video.pause();
  }

  setRate(rate: number): void {
    this.video.playbackRate = rate;
    this.set({ rate });
  }

  close(): void {
    this.closed = true;
    clearInterval(this.ticking);
    this.video.removeEventListener('ended', this.onEnded);
    this.video.removeEventListener('waiting', this.onChange);
    this.video.removeEventListener('playing', this.onChange);
    this.video.removeEventListener('pause', this.onChange);
    this.hls?.destroy();
    this.hls = undefined;
    this.video.playbackRate = 1;
    this.video.removeAttribute('src');
    this.video.load();
  }

  private load(from: number): void {
    this.hls?.destroy();
    this.details = undefined;
    this.pendingSeek = from;
    if (!Hls.isSupported()) {
      this.set({ problem: 'unsupported', buffering: false });
      return;
    }
    const now = this.parts.serverNow();
    this.windowEnd = Math.min(from + windowMs, Math.max(now, from + 1000));
    const hls = new Hls(settings);
    this.hls = hls;
    this.set({ buffering: true, problem: undefined });

    hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => {
      this.details = details;
      if (details.fragments.length === 0) {
        this.set({ problem: 'nothing-recorded', buffering: false });
        return;
      }
      const wanted = this.pendingSeek;
      this.pendingSeek = undefined;
      if (wanted === undefined) return;
      const position = this.positionOf(wanted) ?? 0;
      hls.startLoad(position);
      if (position > 0) this.video.currentTime = position;
    });
    hls.on(Hls.Events.BUFFER_APPENDED, () => {
      if (this.wantPlaying) this.resume();
    });
    hls.on(Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      const status = error.response?.code;
      if (status === 404 || error.details === Hls.ErrorDetails.MANIFEST_PARSING_ERROR || error.details === Hls.ErrorDetails.LEVEL_EMPTY_ERROR) {
        this.set({ problem: 'nothing-recorded', buffering: false });
      } else if (++this.failures <= 3) {
        const at = this.current.at;
        setTimeout(() => {
          if (!this.closed && this.hls === hls) this.load(at);
        }, 1000 * this.failures);
      } else {
        this.set({ problem: error.type === Hls.ErrorTypes.NETWORK_ERROR ? 'network' : 'media', buffering: false });
      }
    });
    void session.token().then(
      () => {
        if (this.closed || this.hls !== hls) return;
        hls.loadSource(
          api.playlistUrl(this.cameraId, new Date(from).toISOString(), new Date(this.windowEnd).toISOString()),
        );
        hls.attachMedia(this.video);
      },
      () => this.set({ problem: 'network', buffering: false }),
    );
  }

  private resume(): void {
    this.video.playbackRate = this.current.rate;
    if (!this.video.paused) return;
    this.video.play().catch(() => {
      if (this.video.muted) return;
      this.video.muted = true;
      this.video.play().catch(() => undefined);
    });
  }

  /** Media time of an instant, when this window covers it; the next recorded moment when it lies in a gap of it. */
  private positionOf(at: number): number | undefined {
    const fragments = this.details?.fragments;
    const first = fragments?.[0]?.programDateTime;
    if (!fragments || first == null || at < first - 500 || at >= this.windowEnd) return undefined;
    for (const fragment of fragments) {
      const start = fragment.programDateTime;
      if (start == null) continue;
      if (at < start) return fragment.start + 0.01;
      if (at < start + fragment.duration * 1000) return fragment.start + (at - start) / 1000;
    }
    return undefined;
  }

  private instantOf(position: number): number | undefined {
    const fragments = this.details?.fragments;
    if (!fragments) return undefined;
    for (const fragment of fragments) {
      const start = fragment.programDateTime;
      if (start == null || position > fragment.start + fragment.duration + 0.05) continue;
      return start + (position - fragment.start) * 1000;
    }
    return undefined;
  }

  private onEnded = (): void => this.next();

  /** The window is played: on to the next footage, or, when there is none, tell so. */
  private next(): void {
    const fragments = this.details?.fragments;
    const last = fragments?.[fragments.length - 1];
    const lastEnd = last?.programDateTime == null ? this.windowEnd : last.programDateTime + last.duration * 1000;
    const from = this.parts.nextRecorded(lastEnd + 100);
    // What is newer than this is still being written.
    if (from === undefined || from > this.parts.serverNow() - 12_000) {
      this.video.pause();
      this.set({ caughtUp: true, playing: false, buffering: false });
    } else {
      this.load(from);
    }
  }

  private onChange = (): void => {
    const { video } = this;
    const shown = this.pendingSeek === undefined && video.readyState >= 2 ? this.instantOf(video.currentTime) : undefined;
    const at = shown ?? this.current.at;
    const playing = !video.paused && !video.ended;
    const buffering =
      this.current.problem === undefined && !this.current.caughtUp && video.readyState < 3 && !(video.paused && shown !== undefined);
    if (at !== this.current.at || playing !== this.current.playing || buffering !== this.current.buffering) {
      this.set({ at, playing, buffering });
    }
    if (playing && video.duration - video.currentTime < nearEndSeconds * video.playbackRate && !video.seeking) this.next();
  };

  private set(change: Partial<PlaybackState>): void {
    if (this.closed) return;
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

const settings: Partial<HlsConfig> = {
  autoStartLoad: false,
  enableWorker: false,
  maxBufferLength: 20,
  maxMaxBufferLength: 40,
  backBufferLength: 60,
  xhrSetup: (xhr) => {
    const token = session.tokenAtHand;
    if (token) xhr.setRequestHeader('Authorization', `Bearer ${token}`);
  },
};
