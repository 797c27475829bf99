import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Still } from '../api/client';
import { Problem } from '../api/problem';
import { StillsPlayer } from './StillsPlayer';

function setUp(answers: (Still | undefined | Problem)[]) {
  const asked: (string | undefined)[] = [];
  const urls = new Set<string>();
  let made = 0;
  const player = new StillsPlayer({
    fetch: async (etag) => {
      asked.push(etag);
      const answer = answers.shift();
      if (answer instanceof Problem) throw answer;
      return answer;
    },
    everyMs: 3000,
    serverNow: () => Date.now(),
    now: () => Date.now(),
    makeUrl: () => {
      const url = `blob:${++made}`;
      urls.add(url);
      return url;
    },
    freeUrl: (url) => urls.delete(url),
    random: () => 0.5,
  });
  return { player, asked, urls };
}

const still = (etag: string): Still => ({ picture: new Blob(), takenAt: Date.now() - 1000, etag });
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('single pictures', () => {
  it('come every few seconds, and each lets go the one before', async () => {
    const { player, asked, urls } = setUp([still('a'), still('b'), undefined]);
    player.start();
    await wait(0);
    expect(player.state).toMatchObject({ phase: 'playing', picture: 'blob:1', stale: false });
    await wait(3000);
    expect(player.state.picture).toBe('blob:2');
    await wait(3000);
    expect(player.state.picture).toBe('blob:2');
    expect(asked).toEqual([undefined, 'a', 'b']);
    expect([...urls]).toEqual(['blob:2']);
    player.stop();
    expect(urls.size).toBe(0);
  });

  it('end when the camera is no longer open to the reader', async () => {
    const { player, asked, urls } = setUp([still('a'), new Problem({ status: 403, code: 'forbidden' }), still('b')]);
    player.start();
    await wait(20_000);
    expect(player.state).toMatchObject({ phase: 'ended', picture: undefined });
    expect(asked).toHaveLength(2);
    expect(urls.size).toBe(0);
  });

  it('are called old when no new ones come', async () => {
    const { player } = setUp([still('a')]);
    player.start();
    await wait(5000);
    expect(player.state.stale).toBe(false);
    expect(player.state.age).toBeGreaterThan(5);
    await wait(12_000);
    expect(player.state.stale).toBe(true);
  });

  it('wait for the first one, and for the server', async () => {
    const { player, asked } = setUp([new Problem({ status: 404, code: 'no-picture' }), Problem.network(), still('a')]);
    player.start();
    await wait(0);
    expect(player.state.phase).toBe('starting');
    await wait(3000);
    expect(player.state.phase).toBe('waiting');
    await wait(3000);
    expect(player.state.phase).toBe('playing');
    expect(asked).toHaveLength(3);
  });

  it('are not taken for a lost server when its decoder is busy', async () => {
    const { player } = setUp([still('a'), new Problem({ status: 503, code: 'decoder-busy' }), still('b')]);
    player.start();
    await wait(3000);
    expect(player.state).toMatchObject({ phase: 'playing', picture: 'blob:1' });
    await wait(3000);
    expect(player.state.picture).toBe('blob:2');
  });

  it('are not asked for once stopped', async () => {
    const { player, asked } = setUp([still('a')]);
    player.start();
    await wait(0);
    player.stop();
    await wait(30_000);
    expect(asked).toHaveLength(1);
    expect(player.state.phase).toBe('idle');
  });
});
