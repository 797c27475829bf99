import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './problem';
import { Session, type SessionParts } from './session';
import type { TabLock } from './tabLock';

/** A server that takes each refresh token once, as the real one does. */
class FakeServer {
  valid = new Set<string>();
  renewals = 0;
  private count = 0;

  pair() {
    const refreshToken = `refresh-${++this.count}`;
    this.valid.add(refreshToken);
    return { accessToken: `access-${this.count}`, refreshToken, expiresIn: 900 };
  }

  async renew(token: string) {
    await Promise.resolve();
    this.renewals++;
    if (!this.valid.delete(token)) throw new Problem({ status: 401, code: 'refresh-token-reused' });
    return this.pair();
  }
}

class FakeStorage implements Storage {
  private readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  clear() {
    this.items.clear();
  }
  getItem(key: string) {
    return this.items.get(key) ?? null;
  }
  key(index: number) {
    return [...this.items.keys()][index] ?? null;
  }
  removeItem(key: string) {
    this.items.delete(key);
  }
  setItem(key: string, value: string) {
    this.items.set(key, value);
  }
}

let server: FakeServer;
let kept: FakeStorage;
let now: number;
let heard: ((message: unknown) => void)[];
let chain: Promise<unknown>;
let held: number;

/** One lock for all tabs of the test. */
const lock: TabLock = (_name, work) => {
  const contended = held > 0;
  held++;
  const mine = chain.then(() => work(contended)).finally(() => held--);
  chain = mine.catch(() => undefined);
  return mine;
};

function tab(change: Partial<SessionParts> = {}): Session {
  let mine: ((message: unknown) => void) | undefined;
  return new Session({
    signIn: async (_user, password) => {
      if (password !== 'right') throw new Problem({ status: 401, code: 'wrong-credentials' });
      return server.pair();
    },
    exchange: async (code) => {
      if (code !== 'once') throw new Problem({ status: 401, code: 'wrong-credentials' });
      return server.pair();
    },
    renew: (token) => server.renew(token),
    signOut: async (token) => void server.valid.delete(token),
    kept,
    passing: new FakeStorage(),
    channel: {
      post: (message) => heard.filter((other) => other !== mine).forEach((other) => other(message)),
      listen: (handler) => {
        mine = handler;
        heard.push(handler);
      },
    },
    lock,
    now: () => now,
    ...change,
  });
}

beforeEach(() => {
  server = new FakeServer();
  kept = new FakeStorage();
  now = 1_000_000;
  heard = [];
  chain = Promise.resolve();
  held = 0;
});

describe('the session', () => {
  it('keeps the access token in memory and only the refresh token in storage', async () => {
    const session = tab();
    await session.signIn('admin', 'right', true);
    expect(session.state.kind).toBe('signed-in');
    expect(await session.token()).toBe('access-1');
    expect([...Array(kept.length).keys()].map((index) => kept.getItem(kept.key(index)!))).toEqual(['refresh-1']);
  });

  it('stays signed out after a wrong password', async () => {
    const session = tab();
    await expect(session.signIn('admin', 'wrong', true)).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(session.state.kind).toBe('signed-out');
  });

  it('takes the code of an external sign-in for a password', async () => {
    const session = tab();
    await expect(session.exchange('other', true)).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(session.state.kind).toBe('signed-out');
    await session.exchange('once', true);
    expect(session.state.kind).toBe('signed-in');
    expect(await session.token()).toBe('access-1');
  });

  it('is over when a token just renewed is refused, but not for an older one', async () => {
    const session = tab();
    await session.signIn('admin', 'right', true);
    const old = await session.token();
    const renewed = await session.tokenAfterRefusal(old);
    session.refuse(old);
    expect(session.state.kind).toBe('signed-in');
    session.refuse(renewed);
    expect(session.state).toEqual({ kind: 'signed-out', why: 'expired' });
    expect(kept.length).toBe(0);
  });

  it('keeps the refresh token for this tab only when not asked to stay signed in', async () => {
    const passing = new FakeStorage();
    await tab({ passing }).signIn('admin', 'right', false);
    expect(kept.length).toBe(0);
    expect(passing.length).toBe(1);
  });

  it('renews once for many requests at the same time', async () => {
    const session = tab();
    await session.signIn('admin', 'right', true);
    now += 890_000;
    const tokens = await Promise.all([session.token(), session.token(), session.token()]);
    expect(new Set(tokens)).toEqual(new Set(['access-2']));
    expect(server.renewals).toBe(1);
  });

  it('renews once across tabs, and no tab is signed out', async () => {
    const first = tab();
    await first.signIn('admin', 'right', true);
    const second = tab();
    await second.restore();
    expect(server.renewals).toBe(1);
    now += 890_000;
    const tokens = await Promise.all([first.token(), second.token()]);
    expect(server.renewals).toBe(2);
    expect(new Set(tokens).size).toBe(1);
    expect([first.state.kind, second.state.kind]).toEqual(['signed-in', 'signed-in']);
  });

  it('survives a duplicated tab that copied the refresh token', async () => {
    const passing = new FakeStorage();
    const first = tab({ passing });
    await first.signIn('admin', 'right', false);
    const copy = new FakeStorage();
    copy.setItem(passing.key(0)!, passing.getItem(passing.key(0)!)!);
    const second = tab({ passing: copy });
    await Promise.all([second.restore(), first.tokenAfterRefusal('access-1')]);
    expect([first.state.kind, second.state.kind]).toEqual(['signed-in', 'signed-in']);
    now += 890_000;
    await Promise.all([first.token(), second.token()]);
    expect([first.state.kind, second.state.kind]).toEqual(['signed-in', 'signed-in']);
  });

  it('is signed in again after a reload, and out when the server refuses', async () => {
    await tab().signIn('admin', 'right', true);
    const reloaded = tab();
    expect(reloaded.state.kind).toBe('restoring');
    await reloaded.restore();
    expect(reloaded.state.kind).toBe('signed-in');
    server.valid.clear();
    now += 890_000;
    await expect(reloaded.token()).rejects.toMatchObject({ status: 401 });
    expect(reloaded.state).toEqual({ kind: 'signed-out', why: 'expired' });
    expect(kept.length).toBe(0);
  });

  it('keeps the session when the network fails', async () => {
    let down = false;
    const session = tab({
      renew: async (token) => {
        if (down) throw Problem.network();
        return server.renew(token);
      },
    });
    await session.signIn('admin', 'right', true);
    now += 890_000;
    down = true;
    await expect(session.token()).rejects.toMatchObject({ code: 'network' });
    expect(session.state.kind).toBe('signed-in');
    down = false;
    expect(await session.token()).toBe('access-2');
  });

  it('signs out in all tabs at once', async () => {
    const first = tab();
    await first.signIn('admin', 'right', true);
    const second = tab();
    await second.restore();
    const told = vi.fn();
    second.subscribe(told);
    await first.signOut();
    expect(second.state.kind).toBe('signed-out');
    expect(told).toHaveBeenCalled();
    expect(server.valid.size).toBe(0);
  });
});
