import { videoCodec } from './abilities';
import { videoSamples, videoTrack, type Sample, type VideoTrack } from './fmp4';
import { UnsupportedType, type MediaSink } from './mediaSink';

/** Samples waiting for the decoder; more means that it cannot follow, and it goes on from the next key picture. */
const mostSamples = 240;
/** Decoded pictures are big and few: decoders have only so many to lend. */
const mostFrames = 6;
const mostDecoding = 4;

/** A canvas painted by WebCodecs. Video only. Keeps its own clock, so that the player can hurry it or have it jump. */
export class CanvasSink implements MediaSink {
  private decoder: VideoDecoder | undefined;
  private codec = '';
  private track: VideoTrack | undefined;
  private waiting: Sample[] = [];
  private frames: VideoFrame[] = [];
  private needsKey = true;
  private broken: Error | undefined;
  private animation: number | undefined;
  private shown = { time: 0, count: 0 };
  private oldest: number | undefined;
  private newest = 0;
  /** The clock: this media time (seconds) at that instant (milliseconds), running at `speed`. */
  private base = 0;
  private baseAt = 0;
  private speed = 1;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  async begin(mime: string): Promise<void> {
    this.release();
    const codec = videoCodec(mime);
    const { supported } = codec ? await VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true }) : { supported: false };
    if (!codec || !supported) throw new UnsupportedType(mime);
    this.codec = codec;
    this.animation = requestAnimationFrame(this.paint);
  }

  append(piece: ArrayBuffer): Promise<void> {
    try {
      if (this.broken) throw this.broken;
      if (!this.track) this.configure(piece);
      else this.take(videoSamples(piece, this.track));
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Nothing to do: what was shown is let go at once. */
  trim(): Promise<void> {
    return Promise.resolve();
  }

  get edge(): { start: number; end: number } | undefined {
    return this.oldest === undefined ? undefined : { start: this.oldest, end: this.newest };
  }

  get picture(): { time: number; count: number } {
    return this.shown;
  }

  get currentTime(): number {
    return Math.min(this.newest, this.base + ((performance.now() - this.baseAt) / 1000) * this.speed);
  }

  set currentTime(time: number) {
    this.base = time;
    this.baseAt = performance.now();
    this.pump();
  }

  get rate(): number {
    return this.speed;
  }

  set rate(rate: number) {
    if (rate === this.speed) return;
    const reached = this.currentTime;
    this.currentTime = reached;
    this.speed = rate;
  }

  play(): void {
    // It runs as long as it has pictures.
  }

  close(): void {
    this.release();
    // A canvas without size holds no memory.
    this.canvas.width = 0;
    this.canvas.height = 0;
  }

  private configure(section: ArrayBuffer): void {
    const track = videoTrack(section);
    if (!track) throw new Error('The init section has no video track.');
    this.track = track;
    const decoder = new VideoDecoder({
      output: (frame) => this.decoded(decoder, frame),
      error: (error) => {
        if (this.decoder === decoder) this.broken = error;
      },
    });
    this.decoder = decoder;
    const { description } = track;
    decoder.configure({ codec: this.codec, optimizeForLatency: true, ...(description ? { description } : {}) });
    decoder.ondequeue = () => this.pump();
  }

  private take(samples: Sample[]): void {
    for (const sample of samples) {
      if (this.needsKey && !sample.isKey) continue;
      this.needsKey = false;
      this.waiting.push(sample);
      this.oldest ??= sample.time;
      this.newest = Math.max(this.newest, sample.time + sample.duration);
    }
    if (this.waiting.length > mostSamples) {
      const key = this.waiting.findLastIndex(({ isKey }) => isKey);
      this.waiting = key > 0 ? this.waiting.slice(key) : [];
      this.needsKey = key <= 0;
    }
    this.pump();
  }

  private pump(): void {
    const { decoder } = this;
    if (decoder?.state !== 'configured') return;
    while (this.waiting.length > 0 && decoder.decodeQueueSize < mostDecoding && this.frames.length < mostFrames) {
      const sample = this.waiting.shift();
      if (!sample) break;
      decoder.decode(
        new EncodedVideoChunk({
          type: sample.isKey ? 'key' : 'delta',
          timestamp: Math.round(sample.time * 1e6),
          duration: Math.round(sample.duration * 1e6),
          data: sample.bytes,
        }),
      );
    }
  }

  private decoded(decoder: VideoDecoder, frame: VideoFrame): void {
    if (this.decoder !== decoder) {
      frame.close();
      return;
    }
    this.frames.push(frame);
    // Bounded also against a decoder that gives more than it was given.
    if (this.frames.length > mostFrames * 2) this.frames.shift()?.close();
  }

  private paint = (): void => {
    this.animation = requestAnimationFrame(this.paint);
    const now = this.currentTime;
    // At the end of what there is, the clock waits.
    if (now >= this.newest) this.currentTime = this.newest;
    let due: VideoFrame | undefined;
    while (this.frames[0] && this.frames[0].timestamp / 1e6 <= now) {
      due?.close();
      due = this.frames.shift();
    }
    if (due) this.draw(due);
    this.pump();
  };

  private draw(frame: VideoFrame): void {
    const { canvas } = this;
    if (canvas.width !== frame.displayWidth) canvas.width = frame.displayWidth;
    if (canvas.height !== frame.displayHeight) canvas.height = frame.displayHeight;
    canvas.getContext('2d', { alpha: false })?.drawImage(frame, 0, 0);
    this.shown = { time: frame.timestamp / 1e6, count: this.shown.count + 1 };
    this.oldest = this.shown.time;
    frame.close();
  }

  private release(): void {
    if (this.animation !== undefined) cancelAnimationFrame(this.animation);
    this.animation = undefined;
    const { decoder } = this;
    this.decoder = undefined;
    if (decoder && decoder.state !== 'closed') decoder.close();
    for (const frame of this.frames) frame.close();
    this.frames = [];
    this.waiting = [];
    this.track = undefined;
    this.broken = undefined;
    this.needsKey = true;
    this.shown = { time: 0, count: 0 };
    this.oldest = undefined;
    this.newest = 0;
    this.speed = 1;
  }
}
