import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LivePlayer, type LiveParts, type LiveSocket } from './LivePlayer';
import type { Answers } from './liveState';
import { UnsupportedType, type MediaSink } from './mediaSink';

/** A sink whose media grows by one second with each fragment. */
class FakeSink implements MediaSink {
  begun: string[] = [];
  appended: string[] = [];
  edge: { start: number; end: number } | undefined;
  currentTime = 0;
  /** Set to let the frame counter stand still, as a frozen decoder does. */
  frozenAt: number | undefined;
  rate = 1;
  closed = 0;
  refuses = false;
  private first = true;

  get picture(): { time: number; count: number } {
    return { time: this.currentTime, count: this.frozenAt ?? this.currentTime };
  }

  async begin(mime: string): Promise<void> {
    if (this.refuses) throw new UnsupportedType(mime);
    this.begun.push(mime);
    this.edge = undefined;
    this.first = true;
  }

  async append(piece: ArrayBuffer): Promise<void> {
    this.appended.push(new TextDecoder().decode(piece));
    if (this.first) this.first = false;
    else this.edge = { start: this.edge?.start ?? 100, end: (this.edge?.end ?? 100) + 1 };
  }

  async trim(): Promise<void> {}
  play(): void {}
  close(): void {
    this.closed++;
  }
}

class FakeSocket implements LiveSocket {
  binaryType: BinaryType = 'blob';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason?: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;

  close(): void {
    this.closed = true;
  }
  tell(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  send(text: string): void {
    this.onmessage?.({ data: new TextEncoder().encode(text).buffer });
  }
}

const init = { type: 'init', mime: 'video/mp4; codecs="avc1.640028"', width: 1920, height: 1080 };

function setUp(more: Partial<LiveParts> = {}) {
  const sink = new FakeSink();
  const sockets: FakeSocket[] = [];
  const player = new LivePlayer({
    sink,
    open: async () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    now: () => Date.now(),
    serverNow: () => ({ at: Date.now(), uncertainty: 50 }),
    random: () => 0.5,
    ...more,
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const connect = async () => {
    player.start();
    await settle();
    sockets[0]!.onopen?.();
  };
  const play = async () => {
    await connect();
    sockets[0]!.tell(init);
    sockets[0]!.send('init section');
    sockets[0]!.send('fragment 1');
    sockets[0]!.send('fragment 2');
    await settle();
  };
  return { sink, sockets, player, settle, connect, play };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the live player', () => {
  it('goes from connecting over starting to playing, and appends in the order of arrival', async () => {
    const { sink, player, connect, sockets, settle } = setUp();
    await connect();
    expect(player.state.phase).toBe('starting');
    sockets[0]!.tell(init);
    sockets[0]!.send('init section');
    await settle();
    expect(player.state.phase).toBe('starting');
    sockets[0]!.send('fragment 1');
    await settle();
    expect(player.state).toMatchObject({ phase: 'playing', width: 1920, height: 1080 });
    expect(sink.begun).toEqual([init.mime]);
    expect(sink.appended).toEqual(['init section', 'fragment 1']);
  });

  it('begins near the end of the cached pictures', async () => {
    const { sink, play } = setUp();
    await play();
    expect(sink.currentTime).toBeGreaterThanOrEqual(100);
    expect(sink.currentTime).toBeLessThanOrEqual(102);
  });

  it('jumps to the live edge when far behind and hurries when a little behind', async () => {
    const { sink, play } = setUp();
    await play();
    sink.edge = { start: 100, end: 160 };
    await vi.advanceTimersByTimeAsync(250);
    expect(sink.currentTime).toBeGreaterThan(157);
    sink.currentTime = sink.edge.end - 1.4;
    await vi.advanceTimersByTimeAsync(250);
    expect(sink.rate).toBeGreaterThan(1);
  });

  it('calls a picture stale once it is older than two seconds', async () => {
    const { player, play, sink } = setUp();
    await play();
    sink.currentTime = 102;
    await vi.advanceTimersByTimeAsync(1000);
    expect(player.state.stale).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    expect(player.state.stale).toBe(true);
    expect(player.state.age).toBeGreaterThan(2);
  });

  it('tells the age by the wall time of the media where the server gives it', async () => {
    const { player, play, sink, sockets } = setUp();
    await play();
    sockets[0]!.tell({ type: 'clock', mediaTime: 102, wallTime: new Date(Date.now() - 700).toISOString() });
    await vi.advanceTimersByTimeAsync(0);
    sink.currentTime = 101.8;
    await vi.advanceTimersByTimeAsync(250);
    expect(player.state.age).toBeGreaterThan(0.8);
    expect(player.state.age).toBeLessThan(1.5);
  });

  it('says that the camera is silent and why, and plays again after a new init', async () => {
    const { player, play, sockets, settle, sink } = setUp();
    await play();
    sockets[0]!.tell({ type: 'state', state: 'silent', cause: 'unreachable' });
    await settle();
    expect(player.state).toMatchObject({ phase: 'silent', cause: 'unreachable' });
    sockets[0]!.tell(init);
    sockets[0]!.send('init section 2');
    sockets[0]!.send('fragment 9');
    await settle();
    expect(player.state).toMatchObject({ phase: 'playing', cause: undefined });
    expect(sink.begun).toHaveLength(2);
  });

  it('does not take a silent camera for a dead connection', async () => {
    const { player, play, sockets } = setUp();
    await play();
    sockets[0]!.tell({ type: 'state', state: 'silent', cause: 'stalled' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(player.state.phase).toBe('silent');
    expect(sockets).toHaveLength(1);
  });

  it('connects again at once when the connection is lost, then with growing pauses', async () => {
    const { player, play, sockets, settle } = setUp();
    await play();
    sockets[0]!.onclose?.({ code: 1006 });
    expect(player.state.phase).toBe('waiting');
    await settle();
    expect(sockets).toHaveLength(2);
    sockets[1]!.onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(400);
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(sockets).toHaveLength(3);
  });

  it('takes a connection on which nothing comes for dead', async () => {
    const { play, sockets } = setUp();
    await play();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(sockets[0]!.closed).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it('says when the browser cannot play the format, and does not try again', async () => {
    const { player, sink, connect, sockets } = setUp();
    sink.refuses = true;
    await connect();
    sockets[0]!.tell({ ...init, mime: 'video/mp4; codecs="hvc1"' });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(player.state).toMatchObject({ phase: 'unsupported', mime: 'video/mp4; codecs="hvc1"' });
    expect(sockets).toHaveLength(1);
  });

  it('closes everything when stopped, and ignores what still comes', async () => {
    const { player, play, sockets, sink } = setUp();
    await play();
    const { onmessage } = sockets[0]!;
    player.stop();
    expect(sockets[0]!.closed).toBe(true);
    expect(sink.closed).toBe(1);
    onmessage?.({ data: new ArrayBuffer(3) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(player.state.phase).toBe('idle');
    expect(sockets).toHaveLength(1);
  });

  it('counts what was left out for a slow viewer', async () => {
    const { player, play, sockets, settle } = setUp();
    await play();
    sockets[0]!.tell({ type: 'skipped', seconds: 2 });
    sockets[0]!.tell({ type: 'skipped', seconds: 3 });
    await settle();
    expect(player.state.skippedSeconds).toBe(5);
  });

  it('greys a picture that stands still within two seconds, though the media runs on', async () => {
    const { player, play, sink, sockets } = setUp();
    await play();
    /** A second of media comes and runs, a quarter of a second at a time. */
    const run = async () => {
      sockets[0]!.send('fragment');
      for (let quarter = 0; quarter < 4; quarter++) {
        await vi.advanceTimersByTimeAsync(250);
        sink.currentTime += 0.25;
      }
    };
    sink.currentTime = 101.75;
    await run();
    await run();
    expect(player.state.stale).toBe(false);
    sink.frozenAt = 7;
    await run();
    await run();
    expect(player.state.stale).toBe(false);
    await run();
    expect(player.state.stale).toBe(true);
    sink.frozenAt = undefined;
    await run();
    expect(player.state.stale).toBe(false);
  });

  it('measures the latency by the sender’s clock, and adds what the camera itself needs', async () => {
    const { player, play, sink, sockets } = setUp();
    await play();
    sockets[0]!.tell({ type: 'clock', mediaTime: 102, wallTime: new Date(Date.now() - 300).toISOString(), cameraDelay: 0.2 });
    sink.currentTime = 102;
    await vi.advanceTimersByTimeAsync(250);
    expect(player.state.latencyMs).toBeGreaterThanOrEqual(700);
    expect(player.state.latencyMs).toBeLessThanOrEqual(800);
    expect(player.state.age).toBeCloseTo(0.8, 0);
  });

  it('does not tell a latency by a clock it does not know', async () => {
    const { player, play, sink, sockets } = setUp({ serverNow: () => ({ at: Date.now() + 900, uncertainty: 500 }) });
    await play();
    sockets[0]!.tell({ type: 'clock', mediaTime: 102, wallTime: new Date(Date.now()).toISOString() });
    sink.currentTime = 102;
    await vi.advanceTimersByTimeAsync(250);
    expect(player.state.latencyMs).toBeUndefined();
    expect(player.state.age).toBeLessThan(1);
  });

  it('gives up a line that leaves out again and again', async () => {
    const fall = vi.fn();
    const { play, sockets, settle } = setUp({ fall });
    await play();
    for (let n = 0; n < 3; n++) sockets[0]!.tell({ type: 'skipped', seconds: 2 });
    await settle();
    expect(fall).toHaveBeenCalledExactlyOnceWith('thin');
  });

  it('gives up a way the server refuses, but not while the server is away', async () => {
    const fall = vi.fn();
    let answer: Answers = 'away';
    const { player, sockets } = setUp({ fall, answers: async () => answer, mostRefusals: 2 });
    player.start();
    const refuse = async () => {
      await vi.advanceTimersByTimeAsync(10_000);
      sockets.at(-1)!.onclose?.({ code: 1006 });
      await vi.advanceTimersByTimeAsync(0);
    };
    await refuse();
    await refuse();
    await refuse();
    expect(fall).not.toHaveBeenCalled();
    answer = 'there';
    await refuse();
    expect(fall).toHaveBeenCalledExactlyOnceWith('refused');
  });

  it('says so when the access has ended, hides the picture and leaves it at that', async () => {
    const onEnded = vi.fn();
    const { player, play, sockets, sink } = setUp({ onEnded });
    await play();
    await vi.advanceTimersByTimeAsync(500);
    expect(player.state.age).toBeDefined();
    sockets[0]!.onclose?.({ code: 1008, reason: 'access-ended' });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(player.state).toMatchObject({ phase: 'ended', age: undefined });
    expect(sockets).toHaveLength(1);
    expect(sink.closed).toBe(1);
    expect(onEnded).toHaveBeenCalledOnce();
  });

  it('takes a camera the server denies for one that is no longer open', async () => {
    const fall = vi.fn();
    const { player, sockets } = setUp({ fall, answers: async () => 'closed', mostRefusals: 1 });
    player.start();
    await vi.advanceTimersByTimeAsync(0);
    sockets[0]!.onclose?.({ code: 1006 });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(player.state.phase).toBe('ended');
    expect(sockets).toHaveLength(1);
    expect(fall).not.toHaveBeenCalled();
  });

  it('says what the server sends', async () => {
    const { player, connect, sockets, settle } = setUp();
    await connect();
    sockets[0]!.tell({ ...init, stream: 'sub', transcoded: true });
    await settle();
    expect(player.state).toMatchObject({ stream: 'sub', transcoded: true });
  });
});
