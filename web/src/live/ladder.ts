import type { CameraStream, StreamChoice } from '../api/types';

/** How pictures come: frames over a socket into MediaSource or into WebCodecs, low-latency HLS, or single pictures. */
export type Transport = 'mse' | 'codecs' | 'hls' | 'stills';

/** One way to show a camera. */
export interface Rung {
  transport: Transport;
  /** What the server is asked for. */
  stream: StreamChoice;
  transcode: boolean;
}

/** What this browser can do; asked with whole MIME types, codecs included. */
export interface Abilities {
  webSocket: boolean;
  /** Whether MediaSource (or ManagedMediaSource) takes it. */
  mediaSource(mime: string): boolean;
  /** Whether VideoDecoder takes its video. */
  webCodecs(mime: string): boolean;
  /** Whether HLS of this type plays: natively, or by MediaSource. */
  hls(mime: string): boolean;
}

export interface Wish {
  /** The tile of a wall, or the one camera looked at. */
  view: 'grid' | 'stage';
  /** The stream the camera's owner wants in grids. */
  gridStream: StreamChoice;
  streams: readonly CameraStream[] | undefined;
  /** The reader asked to save data. */
  saveData: boolean;
}

export const keyOf = (rung: Rung): string => `${rung.transport}:${rung.stream}${rung.transcode ? ':transcode' : ''}`;

/** MIME type of what the server's transcoder makes. */
export const transcodedMime = 'video/mp4; codecs="avc1.42e01f"';
/** Taken for granted while a camera has not told its format: nearly all of them send it, and a refusal is noticed. */
const likelyMime = 'video/mp4; codecs="avc1.640028"';

/**
 * All ways that could work, the best first. A stream as the camera sends it comes before the other stream, that before HLS (later by
 * seconds), and that before a transcode (the server's work); single pictures always work.
 */
export function rungs({ view, gridStream, streams, saveData }: Wish, abilities: Abilities): Rung[] {
  const known = (choice: StreamChoice) => streams?.find((stream) => stream.choice === choice);
  const first = view === 'grid' ? gridStream : 'main';
  const second = first === 'main' ? 'sub' : 'main';
  const order: StreamChoice[] = known(second) ? [first, second] : [first];
  // Without its grid stream a camera has only its main one.
  if (first === 'sub' && streams && !known('sub')) order.splice(0, order.length, 'main');

  const light: StreamChoice = known('sub') ? 'sub' : 'main';
  const stills: Rung = { transport: 'stills', stream: view === 'grid' ? light : (order[0] ?? 'main'), transcode: false };
  if (saveData && view === 'grid') return [stills];
  const allowed = saveData ? order.filter((choice) => choice === 'sub') : order;

  const ways: Rung[] = [];
  const add = (transport: Transport, stream: StreamChoice, transcode = false) => ways.push({ transport, stream, transcode });
  const mimeOf = (choice: StreamChoice) => known(choice)?.mime ?? likelyMime;
  if (abilities.webSocket) {
    for (const choice of allowed) {
      const mime = mimeOf(choice);
      if (abilities.mediaSource(mime)) add('mse', choice);
      if (abilities.webCodecs(mime)) add('codecs', choice);
    }
  }
  for (const choice of allowed) if (abilities.hls(mimeOf(choice))) add('hls', choice);
  if (abilities.webSocket) {
    for (const choice of allowed) {
      const mime = known(choice)?.mime;
      // What is H.264 already gets no better by being made H.264.
      if (!mime || codecFamily(mime) === 'H.264') continue;
      if (abilities.mediaSource(transcodedMime)) add('mse', choice, true);
      else if (abilities.webCodecs(transcodedMime)) add('codecs', choice, true);
    }
  }
  return [...ways, stills];
}

/** The codecs of a MIME type: `video/mp4; codecs="hvc1.1.6.L93,opus"` has two. */
export function codecsOf(mime: string): string[] {
  const list = /codecs="?([^";]+)"?/.exec(mime)?.[1];
  return list ? list.split(',').map((codec) => codec.trim()).filter(Boolean) : [];
}

const families: [RegExp, string][] = [
  [/^avc[13]\./i, 'H.264'],
  [/^(hvc|hev)1(\.|$)/i, 'H.265'],
  [/^mp4v\.6c$/i, 'MJPEG'],
  [/^av01\./i, 'AV1'],
  [/^vp0?9/i, 'VP9'],
];

/** What people call the video of a MIME type. */
export function codecFamily(mime: string): string | undefined {
  for (const codec of codecsOf(mime)) {
    const family = families.find(([pattern]) => pattern.test(codec));
    if (family) return family[1];
  }
  return undefined;
}

export type FailReason =
  /** The browser does not know the format. */
  | 'unsupported'
  /** It said that it knows the format, and then could not play it. */
  | 'decoding'
  /** The server does not open it, though it answers otherwise. */
  | 'refused'
  /** The line, or this machine, cannot follow. */
  | 'thin';

interface Failure {
  reason: FailReason;
  count: number;
  until: number;
}

/** Pause before a way that failed is tried again, by how often it has failed. */
const pauses: Record<FailReason, { firstMs: number; longestMs: number }> = {
  unsupported: { firstMs: Infinity, longestMs: Infinity },
  decoding: { firstMs: 60_000, longestMs: 15 * 60_000 },
  refused: { firstMs: 20_000, longestMs: 5 * 60_000 },
  thin: { firstMs: 45_000, longestMs: 10 * 60_000 },
};

/** Remembers which ways failed; falls down the ladder and climbs back. Times are milliseconds of one clock. */
export class Falls {
  private readonly failures = new Map<string, Failure>();

  note(rung: Rung, reason: FailReason, now: number): void {
    const key = keyOf(rung);
    const count = (this.failures.get(key)?.count ?? 0) + 1;
    const { firstMs, longestMs } = pauses[reason];
    this.failures.set(key, { reason, count, until: now + Math.min(longestMs, firstMs * 2 ** (count - 1)) });
  }

  /** It played well for long: the next failure is a first one again. */
  forgive(rung: Rung): void {
    this.failures.delete(keyOf(rung));
  }

  clear(): void {
    this.failures.clear();
  }

  /** Why a way may not be tried now; undefined when it may. */
  reason(rung: Rung, now: number): FailReason | undefined {
    const own = this.failures.get(keyOf(rung));
    if (own && own.until > now) return own.reason;
    if (rung.transport === 'stills') return undefined;
    // A line too thin for a stream is too thin for it in any wrapping.
    for (const [key, failure] of this.failures) {
      if (failure.reason === 'thin' && failure.until > now && key.split(':')[1] === rung.stream) return 'thin';
    }
    return undefined;
  }

  /** The best way that has not failed lately; single pictures are never given up. */
  choose(ways: readonly Rung[], now: number): Rung | undefined {
    return ways.find((rung) => this.reason(rung, now) === undefined) ?? ways.at(-1);
  }
}

export type Why = 'best' | 'grid' | 'browser' | 'line' | 'saving' | 'server' | 'only';

/** Why this way and not one the reader would expect. */
export function whyOf(chosen: Rung, wish: Wish, abilities: Abilities, falls: Falls, now: number): Why {
  if (wish.saveData && (chosen.transport === 'stills' || chosen.stream === 'sub')) return 'saving';
  const better = rungs(wish, abilities);
  for (const rung of better.slice(0, better.findIndex((one) => keyOf(one) === keyOf(chosen)))) {
    const reason = falls.reason(rung, now);
    if (reason === 'thin') return 'line';
    if (reason === 'refused') return 'server';
    if (reason) return 'browser';
  }
  const expected = wish.view === 'grid' ? wish.gridStream : 'main';
  if (chosen.transport === 'stills' || chosen.transcode || chosen.transport === 'hls') return 'browser';
  if (chosen.stream !== expected) return wish.streams?.some(({ choice }) => choice === expected) ? 'browser' : 'only';
  return wish.view === 'grid' && chosen.stream === 'sub' ? 'grid' : 'best';
}
