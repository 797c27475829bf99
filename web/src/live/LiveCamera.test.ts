import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CameraStream } from '../api/types';
import { keyOf, type Abilities, type Wish } from './ladder';
import { LiveCamera } from './LiveCamera';
import { Told, type Fall, type Player } from './liveState';

class FakePlayer implements Player {
  readonly told = new Told();
  running = false;
  retried = 0;
  constructor(
    readonly key: string,
    readonly fall: Fall,
  ) {}
  get state() {
    return this.told.state;
  }
  subscribe = this.told.subscribe;
  start(): void {
    this.running = true;
  }
  stop(): void {
    this.running = false;
  }
  retry(): void {
    this.retried++;
  }
}

const h264 = (choice: CameraStream['choice']): CameraStream => ({ choice, state: 'online', mime: 'video/mp4; codecs="avc1.640028"' });
const everything: Abilities = { webSocket: true, mediaSource: () => true, webCodecs: () => false, hls: () => true };
const wish: Wish = { view: 'stage', gridStream: 'sub', streams: [h264('main'), h264('sub')], saveData: false };

function setUp(abilities = everything) {
  const players: FakePlayer[] = [];
  const camera = new LiveCamera({
    play: (rung, fall) => {
      const player = new FakePlayer(keyOf(rung), fall);
      players.push(player);
      return player;
    },
    abilities,
    now: () => Date.now(),
  });
  return { camera, players, running: () => players.filter(({ running }) => running).map(({ key }) => key) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a live camera', () => {
  it('plays one way at a time, and none once stopped', () => {
    const { camera, running } = setUp();
    camera.want(wish);
    expect(running()).toEqual([]);
    camera.start();
    expect(running()).toEqual(['mse:main']);
    camera.stop();
    expect(running()).toEqual([]);
    expect(camera.state).toMatchObject({ phase: 'idle', rung: undefined });
  });

  it('falls to the next way and climbs back when its time has come', async () => {
    const { camera, players, running } = setUp();
    camera.want(wish);
    camera.start();
    players[0]!.fall('thin');
    expect(running()).toEqual(['mse:sub']);
    expect(camera.state.why).toBe('line');
    await vi.advanceTimersByTimeAsync(40_000);
    expect(running()).toEqual(['mse:sub']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(running()).toEqual(['mse:main']);
    expect(camera.state.why).toBe('best');
  });

  it('goes down to single pictures, never to nothing', () => {
    const { camera, players, running } = setUp();
    camera.want(wish);
    camera.start();
    for (let n = 0; n < 20; n++) players.at(-1)!.fall('decoding');
    expect(running()).toEqual(['stills:main']);
  });

  it('does not listen to a player it has let go', () => {
    const { camera, players, running } = setUp();
    camera.want(wish);
    camera.start();
    players[0]!.fall('refused');
    players[0]!.fall('refused');
    expect(running()).toEqual(['mse:sub']);
    players[0]!.told.set({ phase: 'playing' });
    expect(camera.state.phase).toBe('idle');
  });

  it('keeps playing when the camera tells what it already does, and changes when it tells another format', () => {
    const mse = (mime: string) => mime.includes('avc1');
    const { camera, players, running } = setUp({ ...everything, mediaSource: mse, hls: () => false });
    camera.want({ ...wish, streams: undefined });
    camera.start();
    expect(running()).toEqual(['mse:main']);
    camera.want({ ...wish, streams: [h264('main')] });
    expect(players).toHaveLength(1);
    camera.want({ ...wish, streams: [{ choice: 'main', state: 'online', mime: 'video/mp4; codecs="hvc1.1.6.L93.90"' }] });
    expect(running()).toEqual(['mse:main:transcode']);
    expect(camera.state.why).toBe('browser');
  });

  it('tries at once again what failed when the format changes', () => {
    const { camera, players, running } = setUp();
    camera.want(wish);
    camera.start();
    players[0]!.fall('unsupported');
    expect(running()).toEqual(['mse:sub']);
    camera.want({ ...wish, streams: [{ ...h264('main'), mime: 'video/mp4; codecs="avc1.42e01e"' }, h264('sub')] });
    expect(running()).toEqual(['mse:main']);
  });

  it('remembers the format of a stream that nobody watches, and does not try it again and again', () => {
    const { camera, players, running } = setUp({ ...everything, mediaSource: (mime) => mime.includes('avc1'), hls: () => false });
    const idle: CameraStream = { choice: 'sub', state: 'off', mime: null };
    const grid: Wish = { ...wish, view: 'grid', streams: [h264('main'), idle] };
    camera.want(grid);
    camera.start();
    expect(running()).toEqual(['mse:sub']);
    camera.want({ ...grid, streams: [h264('main'), { ...idle, state: 'online', mime: 'video/mp4; codecs="hvc1.1.6.L93.90"' }] });
    expect(running()).toEqual(['mse:main']);
    camera.want(grid);
    expect(running()).toEqual(['mse:main']);
    expect(players).toHaveLength(2);
  });
});
