import { describe, expect, it } from 'vitest';
import type { CameraStream, StreamChoice } from '../api/types';
import { codecFamily, codecsOf, Falls, keyOf, rungs, whyOf, type Abilities, type Rung, type Wish } from './ladder';

const h264 = 'video/mp4; codecs="avc1.640028"';
const h264opus = 'video/mp4; codecs="avc1.640028,opus"';
const h265 = 'video/mp4; codecs="hvc1.1.6.L93.90"';
const mjpeg = 'video/mp4; codecs="mp4v.6C"';

const stream = (choice: StreamChoice, mime: string): CameraStream => ({ choice, state: 'online', mime });

/** A browser that plays these families. */
function browser({ mse = [], codecs = [], hls = mse, webSocket = true }: { mse?: string[]; codecs?: string[]; hls?: string[]; webSocket?: boolean }): Abilities {
  const plays = (families: string[]) => (mime: string) => families.includes(codecFamily(mime) ?? '');
  return { webSocket, mediaSource: plays(mse), webCodecs: plays(codecs), hls: plays(hls) };
}

const chromium = browser({ mse: ['H.264', 'AV1', 'VP9'], codecs: ['H.264', 'AV1', 'VP9'] });
const safari = browser({ mse: ['H.264', 'H.265'], codecs: ['H.264', 'H.265'] });
const oldPhone = browser({ hls: ['H.264', 'H.265'] });
const hardwareOnly = browser({ mse: ['H.264'], codecs: ['H.264', 'H.265'] });

const wish = (view: Wish['view'], streams: CameraStream[] | undefined, more: Partial<Wish> = {}): Wish => ({
  view,
  gridStream: streams?.some(({ choice }) => choice === 'sub') ? 'sub' : 'main',
  streams,
  saveData: false,
  ...more,
});

const ways = (what: Wish, abilities: Abilities) => rungs(what, abilities).map(keyOf);

describe('the ladder', () => {
  it.each<[string, Wish, Abilities, string]>([
    ['H.264 on the stage', wish('stage', [stream('main', h264opus), stream('sub', h264)]), chromium, 'mse:main'],
    ['a grid tile of a camera with two streams', wish('grid', [stream('main', h264), stream('sub', h264)]), chromium, 'mse:sub'],
    ['a grid tile of a camera with one stream', wish('grid', [stream('main', h264)], { gridStream: 'sub' }), chromium, 'mse:main'],
    ['a grid tile where the owner wants the main stream', wish('grid', [stream('main', h264), stream('sub', h264)], { gridStream: 'main' }), chromium, 'mse:main'],
    ['H.265 where the browser can', wish('stage', [stream('main', h265), stream('sub', h264)]), safari, 'mse:main'],
    ['H.265 where only WebCodecs can', wish('stage', [stream('main', h265), stream('sub', h264)]), hardwareOnly, 'codecs:main'],
    ['H.265 where nothing can, with an H.264 sub stream', wish('stage', [stream('main', h265), stream('sub', h264)]), chromium, 'mse:sub'],
    ['an H.265 sub stream in a grid where nothing can', wish('grid', [stream('main', h264), stream('sub', h265)]), chromium, 'mse:main'],
    ['H.265 where nothing can and there is no other', wish('stage', [stream('main', h265)]), chromium, 'mse:main:transcode'],
    ['MJPEG', wish('grid', [stream('main', mjpeg)]), chromium, 'mse:main:transcode'],
    ['no MediaSource (older iPhones)', wish('stage', [stream('main', h265)]), oldPhone, 'hls:main'],
    ['MJPEG where nothing plays', wish('stage', [stream('main', mjpeg)]), oldPhone, 'stills:main'],
    ['no WebSocket', wish('stage', [stream('main', h264)]), { ...chromium, webSocket: false }, 'hls:main'],
    ['a camera that has not told its format', wish('stage', undefined), chromium, 'mse:main'],
    ['saving data in a grid', wish('grid', [stream('main', h264), stream('sub', h264)], { saveData: true }), chromium, 'stills:sub'],
    ['saving data on the stage', wish('stage', [stream('main', h264), stream('sub', h264)], { saveData: true }), chromium, 'mse:sub'],
    ['saving data with one stream', wish('stage', [stream('main', h264)], { saveData: true }), chromium, 'stills:main'],
  ])('begins with the best way: %s', (_, what, abilities, best) => {
    expect(ways(what, abilities)[0]).toBe(best);
  });

  it('names every way down to single pictures, which always work', () => {
    expect(ways(wish('stage', [stream('main', h265), stream('sub', h264)]), hardwareOnly)).toEqual([
      'codecs:main', 'mse:sub', 'codecs:sub', 'hls:sub', 'mse:main:transcode', 'stills:main',
    ]);
    for (const abilities of [chromium, safari, oldPhone, hardwareOnly, browser({})]) {
      for (const view of ['grid', 'stage'] as const) expect(ways(wish(view, [stream('main', mjpeg)]), abilities).at(-1)).toBe('stills:main');
    }
  });

  it('never asks to make H.264 out of H.264', () => {
    expect(ways(wish('stage', [stream('main', h264)]), browser({ hls: [] })).some((key) => key.includes('transcode'))).toBe(false);
    expect(ways(wish('stage', [stream('main', h264), stream('sub', h264)]), chromium).some((key) => key.includes('transcode'))).toBe(false);
  });
});

describe('falling and climbing', () => {
  const streams = [stream('main', h264), stream('sub', h264)];
  const all = rungs(wish('stage', streams), chromium);
  const best = all[0] as Rung;

  it('takes the next way when one fails, and the better one again after a pause that grows', () => {
    const falls = new Falls();
    falls.note(best, 'refused', 0);
    expect(keyOf(falls.choose(all, 1000)!)).toBe('codecs:main');
    expect(keyOf(falls.choose(all, 20_001)!)).toBe('mse:main');
    falls.note(best, 'refused', 20_001);
    expect(keyOf(falls.choose(all, 50_000)!)).toBe('codecs:main');
    expect(keyOf(falls.choose(all, 60_002)!)).toBe('mse:main');
  });

  it('leaves out every wrapping of a stream the line is too thin for, then comes to single pictures', () => {
    const falls = new Falls();
    falls.note(best, 'thin', 0);
    expect(keyOf(falls.choose(all, 1)!)).toBe('mse:sub');
    falls.note({ transport: 'mse', stream: 'sub', transcode: false }, 'thin', 1);
    expect(keyOf(falls.choose(all, 2)!)).toBe('stills:main');
    expect(keyOf(falls.choose(all, 45_002)!)).toBe('mse:main');
  });

  it('does not try again what the browser does not know, and begins anew when all is forgotten', () => {
    const falls = new Falls();
    falls.note(best, 'unsupported', 0);
    expect(keyOf(falls.choose(all, 1e12)!)).toBe('codecs:main');
    falls.clear();
    expect(keyOf(falls.choose(all, 1)!)).toBe('mse:main');
  });

  it('keeps to single pictures when everything failed', () => {
    const falls = new Falls();
    for (const rung of all) falls.note(rung, 'decoding', 0);
    expect(falls.choose(all, 1)!.transport).toBe('stills');
  });

  it('says why', () => {
    const falls = new Falls();
    const why = (what: Wish, abilities: Abilities, now = 1) => whyOf(falls.choose(rungs(what, abilities), now)!, what, abilities, falls, now);
    expect(why(wish('stage', streams), chromium)).toBe('best');
    expect(why(wish('grid', streams), chromium)).toBe('grid');
    expect(why(wish('stage', [stream('main', h265), stream('sub', h264)]), chromium)).toBe('browser');
    expect(why(wish('stage', [stream('main', mjpeg)]), chromium)).toBe('browser');
    expect(why(wish('grid', [stream('main', h264)], { gridStream: 'sub' }), chromium)).toBe('only');
    expect(why(wish('grid', streams, { saveData: true }), chromium)).toBe('saving');
    falls.note(best, 'thin', 0);
    expect(why(wish('stage', streams), chromium)).toBe('line');
  });
});

describe('codec strings', () => {
  it('are told apart', () => {
    expect(codecsOf(h264opus)).toEqual(['avc1.640028', 'opus']);
    expect(codecsOf('video/mp4; codecs=avc1.42e01f')).toEqual(['avc1.42e01f']);
    expect(codecsOf('video/mp4')).toEqual([]);
    expect(['hev1.1.6.L93.90', 'hvc1.2.4.L153.B0', 'mp4v.6C', 'av01.0.05M.08', 'vp09.00.10.08', 'theora'].map((codec) => codecFamily(`video/mp4; codecs="${codec}"`))).toEqual([
      'H.265', 'H.265', 'MJPEG', 'AV1', 'VP9', undefined,
    ]);
  });
});
