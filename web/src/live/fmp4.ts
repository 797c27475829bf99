/**
 * As much of fragmented MP4 (ISO/IEC 14496-12) as a video decoder needs to be fed: the video track's settings from the init section,
 * its samples from fragments. What is malformed gives `undefined` or no samples, never an exception out of range.
 */
export interface VideoTrack {
  id: number;
  timescale: number;
  /** The decoder configuration record: body of avcC, hvcC, av1C; undefined where the codec has none. */
  description: Uint8Array | undefined;
  defaults: SampleDefaults;
}

interface SampleDefaults {
  duration: number;
  size: number;
  flags: number;
}

export interface Sample {
  /** Presentation time and duration, seconds. */
  time: number;
  duration: number;
  isKey: boolean;
  bytes: Uint8Array;
}

interface Box {
  type: string;
  /** Where the box begins in the whole, and its body. */
  at: number;
  body: DataView;
}

function* boxes(view: DataView): Generator<Box> {
  let at = 0;
  while (at + 8 <= view.byteLength) {
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1 && at + 16 <= view.byteLength) {
      size = Number(view.getBigUint64(at + 8));
      header = 16;
    } else if (size === 0) {
      size = view.byteLength - at;
    }
    if (size < header || at + size > view.byteLength) return;
    yield { type: typeAt(view, at + 4), at, body: part(view, at + header, size - header) };
    at += size;
  }
}

const part = (view: DataView, from: number, length: number): DataView =>
  new DataView(view.buffer, view.byteOffset + from, Math.max(0, Math.min(length, view.byteLength - from)));
const typeAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

function find(view: DataView | undefined, ...path: string[]): DataView | undefined {
  let inside = view;
  for (const type of path) {
    if (!inside) return undefined;
    let found: DataView | undefined;
    for (const box of boxes(inside)) {
      if (box.type !== type) continue;
      found = box.body;
      break;
    }
    inside = found;
  }
  return inside;
}

/** Reads past the end are a malformed file, not a fault of the page. */
function tolerant<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

/** The first video track of an init section. */
export function videoTrack(section: ArrayBuffer): VideoTrack | undefined {
  return tolerant(() => {
    const moov = find(new DataView(section), 'moov');
    if (!moov) return undefined;
    for (const { type, body } of boxes(moov)) {
      if (type !== 'trak') continue;
      const handler = find(body, 'mdia', 'hdlr');
      if (!handler || typeAt(handler, 8) !== 'vide') continue;
      const tkhd = find(body, 'tkhd');
      const mdhd = find(body, 'mdia', 'mdhd');
      const stsd = find(body, 'mdia', 'minf', 'stbl', 'stsd');
      if (!tkhd || !mdhd || !stsd) return undefined;
      const id = tkhd.getUint32(tkhd.getUint8(0) === 1 ? 20 : 12);
      const timescale = mdhd.getUint32(mdhd.getUint8(0) === 1 ? 20 : 12);
      if (timescale === 0) return undefined;
      return { id, timescale, description: description(stsd), defaults: defaultsOf(moov, id) };
    }
    return undefined;
  }, undefined);
}

function description(stsd: DataView): Uint8Array | undefined {
  const [entry] = boxes(part(stsd, 8, stsd.byteLength - 8));
  if (!entry) return undefined;
  // The fields of VisualSampleEntry are 78 bytes.
  for (const { type, body } of boxes(part(entry.body, 78, entry.body.byteLength - 78))) {
    if (type === 'avcC' || type === 'hvcC' || type === 'av1C') return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  }
  return undefined;
}

function defaultsOf(moov: DataView, id: number): SampleDefaults {
  const mvex = find(moov, 'mvex');
  if (mvex) {
    for (const { type, body } of boxes(mvex)) {
      if (type === 'trex' && body.getUint32(4) === id) {
        return { duration: body.getUint32(12), size: body.getUint32(16), flags: body.getUint32(20) };
      }
    }
  }
  return { duration: 0, size: 0, flags: 0 };
}

/** The video samples of a piece: any number of movie fragments with their data. */
export function videoSamples(piece: ArrayBuffer, track: VideoTrack): Sample[] {
  const whole = new DataView(piece);
  const samples: Sample[] = [];
  tolerant(() => {
    for (const { type, at, body } of boxes(whole)) {
      if (type !== 'moof') continue;
      for (const traf of boxes(body)) if (traf.type === 'traf') readTrackFragment(whole, at, traf.body, track, samples);
    }
  }, undefined);
  return samples;
}

const syncFlag = 0x0001_0000;

function readTrackFragment(whole: DataView, moofAt: number, traf: DataView, track: VideoTrack, samples: Sample[]): void {
  const tfhd = find(traf, 'tfhd');
  const tfdt = find(traf, 'tfdt');
  if (!tfhd || !tfdt || tfhd.getUint32(4) !== track.id) return;
  const tfhdFlags = tfhd.getUint32(0) & 0xffffff;
  let at = 8;
  const field = (present: number, length: number): number | undefined => {
    if (!(tfhdFlags & present)) return undefined;
    const value = length === 8 ? Number(tfhd.getBigUint64(at)) : tfhd.getUint32(at);
    at += length;
    return value;
  };
  const origin = field(0x1, 8) ?? moofAt;
  field(0x2, 4);
  const duration = field(0x8, 4) ?? track.defaults.duration;
  const size = field(0x10, 4) ?? track.defaults.size;
  const flags = field(0x20, 4) ?? track.defaults.flags;
  let decodeTime = tfdt.getUint8(0) === 1 ? Number(tfdt.getBigUint64(4)) : tfdt.getUint32(4);
  let dataAt = origin;

  for (const { type, body } of boxes(traf)) {
    if (type !== 'trun') continue;
    const runFlags = body.getUint32(0) & 0xffffff;
    const isSigned = body.getUint8(0) === 1;
    const count = body.getUint32(4);
    let cursor = 8;
    const next = (present: number, otherwise: number, signed = false): number => {
      if (!(runFlags & present)) return otherwise;
      const value = signed ? body.getInt32(cursor) : body.getUint32(cursor);
      cursor += 4;
      return value;
    };
    if (runFlags & 0x1) dataAt = origin + next(0x1, 0, true);
    const firstFlags = runFlags & 0x4 ? next(0x4, flags) : undefined;
    for (let index = 0; index < count; index++) {
      const sampleDuration = next(0x100, duration);
      const sampleSize = next(0x200, size);
      const sampleFlags = next(0x400, index === 0 ? (firstFlags ?? flags) : flags);
      const offset = next(0x800, 0, isSigned);
      if (dataAt < 0 || dataAt + sampleSize > whole.byteLength) return;
      samples.push({
        time: (decodeTime + offset) / track.timescale,
        duration: sampleDuration / track.timescale,
        isKey: (sampleFlags & syncFlag) === 0,
        bytes: new Uint8Array(whole.buffer, whole.byteOffset + dataAt, sampleSize),
      });
      decodeTime += sampleDuration;
      dataAt += sampleSize;
    }
  }
}
