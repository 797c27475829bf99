/** Where fragments go to become pictures. The player knows only this; tests put a double in its place. */
export interface MediaSink {
  /** Begin anew with this type; the next piece appended is its init section. Resolves when ready for it. */
  begin(mime: string): Promise<void>;
  append(piece: ArrayBuffer): Promise<void>;
  /** Drop what lies before `time`. */
  trim(time: number): Promise<void>;
  /** The newest unbroken stretch, or undefined when there is none. */
  readonly edge: { start: number; end: number } | undefined;
  /** The picture on the screen: its media time, and a count that moves with each new one. */
  readonly picture: { time: number; count: number };
  currentTime: number;
  rate: number;
  play(): void;
  close(): void;
}

export class UnsupportedType extends Error {
  constructor(readonly mime: string) {
    super(mime);
  }
}

interface MediaSourceKind {
  new (): MediaSource;
  isTypeSupported(mime: string): boolean;
}

export function mediaSourceKind(): MediaSourceKind | undefined {
  const scope = globalThis as { ManagedMediaSource?: MediaSourceKind; MediaSource?: MediaSourceKind };
  return scope.ManagedMediaSource ?? scope.MediaSource;
}

/** A video element fed by MediaSource, or by ManagedMediaSource where that is what there is (iPhone). */
export class VideoSink implements MediaSink {
  private source: MediaSource | undefined;
  private buffer: SourceBuffer | undefined;
  private url: string | undefined;
  private chain: Promise<void> = Promise.resolve();
  /** Settles what still waits for an event of a media source that was let go. */
  private letGo: () => void = () => undefined;
  private gone: Promise<void> = Promise.resolve();
  private frames = 0;
  private lastFrame: { time: number; at: number } | undefined;
  private frameCallback: number | undefined;

  constructor(private readonly video: HTMLVideoElement) {}

  async begin(mime: string): Promise<void> {
    const Kind = mediaSourceKind();
    if (!Kind?.isTypeSupported(mime)) throw new UnsupportedType(mime);
    this.release();
    const source = new Kind();
    this.source = source;
    this.gone = new Promise((resolve) => {
      this.letGo = resolve;
    });
    this.video.disableRemotePlayback = true;
    const opened = new Promise<void>((resolve) => {
      source.addEventListener('sourceopen', () => resolve(), { once: true });
    });
    this.url = URL.createObjectURL(source);
    this.video.src = this.url;
    await Promise.race([opened, this.gone]);
    if (this.source !== source) return;
    this.buffer = source.addSourceBuffer(mime);
    this.buffer.mode = 'segments';
    this.chain = Promise.resolve();
    this.watchFrames();
  }

  append(piece: ArrayBuffer): Promise<void> {
    return this.queue((buffer) => buffer.appendBuffer(piece));
  }

  trim(time: number): Promise<void> {
    const start = this.buffer?.buffered.length ? this.buffer.buffered.start(0) : Infinity;
    return time > start + 1 ? this.queue((buffer) => buffer.remove(0, time)) : Promise.resolve();
  }

  get edge(): { start: number; end: number } | undefined {
    const buffered = this.attached ? this.buffer?.buffered : undefined;
    if (!buffered?.length) return undefined;
    return { start: buffered.start(buffered.length - 1), end: buffered.end(buffered.length - 1) };
  }

  /**
   * By the frames themselves: `currentTime` runs on when only sound goes on. Frame callbacks cease for a video that is not painted
   * (scrolled away, floating over another tab); the decoder's count does not.
   */
  get picture(): { time: number; count: number } {
    const decoded = this.video.getVideoPlaybackQuality().totalVideoFrames;
    const recent = this.lastFrame && performance.now() - this.lastFrame.at < 400;
    const counted = this.frames + decoded > 0 ? this.frames + decoded : this.video.currentTime;
    return { time: recent && this.lastFrame ? this.lastFrame.time : this.video.currentTime, count: counted };
  }

  get currentTime(): number {
    return this.video.currentTime;
  }

  set currentTime(time: number) {
    this.video.currentTime = time;
  }

  get rate(): number {
    return this.video.playbackRate;
  }

  set rate(rate: number) {
    if (this.video.playbackRate !== rate) this.video.playbackRate = rate;
  }

  play(): void {
    if (!this.video.paused) return;
    this.video.play().catch(() => {
      // A browser that refuses sound before the first click plays muted; being paused meanwhile is not an error.
      if (this.video.muted) return;
      this.video.muted = true;
      this.video.play().catch(() => undefined);
    });
  }

  close(): void {
    this.release();
    this.video.removeAttribute('src');
    this.video.load();
  }

  private get attached(): boolean {
    return this.source?.readyState === 'open';
  }

  private queue(operation: (buffer: SourceBuffer) => void): Promise<void> {
    const next = this.chain.then(() => {
      const buffer = this.buffer;
      if (!buffer || !this.attached) return Promise.resolve();
      const finished = new Promise<void>((resolve, reject) => {
        const finish = (act: () => void) => {
          buffer.removeEventListener('updateend', done);
          buffer.removeEventListener('error', failed);
          act();
        };
        const done = () => finish(resolve);
        const failed = () => finish(() => reject(new Error('The browser could not decode the stream.')));
        buffer.addEventListener('updateend', done);
        buffer.addEventListener('error', failed);
        try {
          operation(buffer);
        } catch (error) {
          finish(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      });
      return Promise.race([finished, this.gone]);
    });
    this.chain = next.catch(() => undefined);
    return next;
  }

  private watchFrames(): void {
    // Not everywhere, whatever the types say.
    const { video } = this;
    if (!('requestVideoFrameCallback' in video)) return;
    const next = () => {
      this.frameCallback = video.requestVideoFrameCallback((_, { mediaTime }) => {
        this.frames++;
        this.lastFrame = { time: mediaTime, at: performance.now() };
        next();
      });
    };
    next();
  }

  private release(): void {
    if (this.frameCallback !== undefined) this.video.cancelVideoFrameCallback(this.frameCallback);
    this.frameCallback = undefined;
    this.lastFrame = undefined;
    this.frames = 0;
    this.letGo();
    this.buffer = undefined;
    this.source = undefined;
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = undefined;
  }
}
