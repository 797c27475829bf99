import { describe, expect, it } from 'vitest';
import { videoSamples, videoTrack } from './fmp4';

const bytes = (...parts: (number[] | Uint8Array)[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const u16 = (value: number) => [value >>> 8, value & 255];
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u64 = (value: number) => [...u32(Math.floor(value / 2 ** 32)), ...u32(value >>> 0)];
const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const box = (type: string, ...body: (number[] | Uint8Array)[]): Uint8Array => {
  const inside = bytes(...body);
  return bytes(u32(inside.length + 8), ascii(type), inside);
};
const zeros = (count: number) => new Array<number>(count).fill(0);
const whole = (...boxes: Uint8Array[]): ArrayBuffer => bytes(...boxes).buffer as ArrayBuffer;

const avcC = [1, 0x64, 0, 0x28, 0xff, 0xe1, 0, 0];

function track(id: number, handler: string, timescale: number, entry: Uint8Array): Uint8Array {
  return box(
    'trak',
    box('tkhd', u32(0), zeros(8), u32(id), zeros(68)),
    box(
      'mdia',
      box('mdhd', u32(0), zeros(8), u32(timescale), zeros(8)),
      box('hdlr', zeros(8), ascii(handler), zeros(13)),
      box('minf', box('stbl', box('stsd', u32(0), u32(1), entry))),
    ),
  );
}

function init(): ArrayBuffer {
  const video = box('avc1', zeros(6), u16(1), zeros(70), box('avcC', avcC));
  const sound = box('Opus', zeros(28), box('dOps', zeros(11)));
  return whole(
    box('ftyp', ascii('isom')),
    box(
      'moov',
      box('mvhd', zeros(100)),
      track(2, 'soun', 48_000, sound),
      track(1, 'vide', 90_000, video),
      box('mvex', box('trex', u32(0), u32(2), u32(1), u32(960), u32(0), u32(0)), box('trex', u32(0), u32(1), u32(1), u32(3600), u32(0), u32(0x0101_0000))),
    ),
  );
}

/** One fragment: a key picture and a later one shown 3600 ticks late, and some sound between. */
function fragment(): ArrayBuffer {
  const moof = (at: number) =>
    box(
      'moof',
      box('mfhd', u32(0), u32(1)),
      box(
        'traf',
        box('tfhd', u32(0x020000), u32(1)),
        box('tfdt', u32(0x0100_0000), u64(900_000)),
        // Data offset, first sample's flags, sizes, signed composition offsets.
        box('trun', u32(0x0100_0a05), u32(2), u32(at), u32(0x0200_0000), u32(3), u32(0), u32(2), u32(3600)),
      ),
      box('traf', box('tfhd', u32(0x020000), u32(2)), box('tfdt', u32(0), u32(480_000)), box('trun', u32(0x201), u32(1), u32(at + 5), u32(4))),
    );
  const size = moof(0).length;
  return whole(moof(size + 8), box('mdat', [1, 2, 3, 4, 5, 9, 9, 9, 9]));
}

describe('fragmented MP4', () => {
  it('tells the video track of an init section with sound before it', () => {
    const found = videoTrack(init())!;
    expect(found).toMatchObject({ id: 1, timescale: 90_000, defaults: { duration: 3600, flags: 0x0101_0000 } });
    expect([...found.description!]).toEqual(avcC);
  });

  it('takes the pictures out of a fragment, with their times and which is a key picture', () => {
    const samples = videoSamples(fragment(), videoTrack(init())!);
    expect(samples.map(({ time, duration, isKey, bytes: data }) => ({ time, duration, isKey, data: [...data] }))).toEqual([
      { time: 10, duration: 0.04, isKey: true, data: [1, 2, 3] },
      { time: 10.08, duration: 0.04, isKey: false, data: [4, 5] },
    ]);
  });

  it('gives nothing, and throws nothing, for what is cut or wrong anywhere', () => {
    const section = new Uint8Array(init());
    const piece = new Uint8Array(fragment());
    const known = videoTrack(init())!;
    for (let length = 0; length < section.length; length++) expect(() => videoTrack(section.slice(0, length).buffer)).not.toThrow();
    for (let length = 0; length < piece.length; length++) expect(() => videoSamples(piece.slice(0, length).buffer, known)).not.toThrow();
    let seed = 1;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 3000; round++) {
      const [a, b] = [section.slice(), piece.slice()];
      for (let n = 0; n < 4; n++) {
        a[random() % a.length] = random() & 255;
        b[random() % b.length] = random() & 255;
      }
      const track = videoTrack(a.buffer);
      for (const sample of videoSamples(b.buffer, track ?? known)) expect(sample.bytes.length).toBeLessThanOrEqual(b.length);
    }
  });
});
