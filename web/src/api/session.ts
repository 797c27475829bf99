import { Problem } from './problem';
import { tabLock, type TabLock } from './tabLock';
import type { TokenPair } from './types';

export type SessionState =
  | { kind: 'signed-out'; why?: 'expired' | undefined }
  | { kind: 'restoring' }
  | { kind: 'signed-in' };

/** What other tabs are told: who held `previous` now holds `pair`; or everybody is signed out. */
type TabMessage =
  | { type: 'renewed'; previous: string; pair: TokenPair; expiresAt: number }
  | { type: 'signed-out'; refreshToken: string };

export interface SessionChannel {
  post(message: unknown): void;
  listen(handler: (message: unknown) => void): void;
}

export interface SessionParts {
  signIn(username: string, password: string, code?: string): Promise<TokenPair>;
  /** Tokens for the one-time code of an external sign-in. */
  exchange(code: string): Promise<TokenPair>;
  renew(refreshToken: string): Promise<TokenPair>;
  signOut(refreshToken: string): Promise<void>;
  kept: Storage;
  passing: Storage;
  channel: SessionChannel;
  lock: TabLock;
  now(): number;
}

const storageKey = 'vedette.refresh';
/** Renewed this long before the end, so that no request starts with a token about to expire. */
const earlyMs = 45_000;

/**
 * Who is signed in. The access token lives in memory only; the refresh token in local storage ("keep me signed in") or in
 * session storage. A refresh token may be used once, so all tabs together renew one at a time and tell each other.
 */
export class Session {
  private access: { token: string; expiresAt: number } | undefined;
  private renewing: Promise<string> | undefined;
  private current: SessionState;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly parts: SessionParts) {
    this.current = this.readRefresh() ? { kind: 'restoring' } : { kind: 'signed-out' };
    parts.channel.listen((message) => this.hear(message as TabMessage));
  }

  get state(): SessionState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Called once at start: turns a kept refresh token into a signed-in session. */
  async restore(): Promise<void> {
    if (this.current.kind !== 'restoring') return;
    await this.token();
  }

  async signIn(username: string, password: string, keep: boolean, code?: string): Promise<void> {
    this.begin(await this.parts.signIn(username, password, code), keep);
  }

  /** The end of an external sign-in. */
  async exchange(code: string, keep: boolean): Promise<void> {
    this.begin(await this.parts.exchange(code), keep);
  }

  private begin(pair: TokenPair, keep: boolean): void {
    this.forget();
    this.adopt(pair, this.parts.now() + pair.expiresIn * 1000, keep);
    this.set({ kind: 'signed-in' });
  }

  async signOut(): Promise<void> {
    const refresh = this.readRefresh();
    this.forget();
    this.set({ kind: 'signed-out' });
    if (!refresh) return;
    this.parts.channel.post({ type: 'signed-out', refreshToken: refresh } satisfies TabMessage);
    try {
      await this.parts.signOut(refresh);
    } catch {
      // Signed out here in any case; the server's copy dies of age.
    }
  }

  /** An access token that is good for a while, renewed when needed. Throws a Problem of status 401 when signed out. */
  async token(): Promise<string> {
    if (this.access && this.access.expiresAt - this.parts.now() > earlyMs) return this.access.token;
    return this.renew();
  }

  /** The token at hand, without waiting; for callbacks that cannot wait. */
  get tokenAtHand(): string | undefined {
    return this.access?.token;
  }

  /** After a 401: the given token is not to be used again. */
  async tokenAfterRefusal(refused: string): Promise<string> {
    if (this.access?.token === refused) this.access = undefined;
    return this.token();
  }

  /** A token just renewed was refused: this user is not to come in. */
  refuse(token: string): void {
    if (this.access?.token === token) this.end();
  }

  private renew(): Promise<string> {
    this.renewing ??= this.renewOnce().finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private async renewOnce(): Promise<string> {
    if (!this.readRefresh()) {
      this.end();
      throw signedOut();
    }
    return this.parts.lock('refresh', async (contended) => {
      // Another tab has just renewed: give its message the time to arrive.
      if (contended) await new Promise((resolve) => setTimeout(resolve, 120));
      if (this.access && this.access.expiresAt - this.parts.now() > earlyMs) return this.access.token;
      const refresh = this.readRefresh();
      if (!refresh) {
        this.end();
        throw signedOut();
      }
      try {
        const pair = await this.parts.renew(refresh);
        const expiresAt = this.parts.now() + pair.expiresIn * 1000;
        this.adopt(pair, expiresAt, this.parts.kept.getItem(storageKey) !== null);
        this.parts.channel.post({ type: 'renewed', previous: refresh, pair, expiresAt } satisfies TabMessage);
        this.set({ kind: 'signed-in' });
        return pair.accessToken;
      } catch (error) {
        if (error instanceof Problem && (error.status === 401 || error.status === 400)) {
          this.end();
          throw signedOut();
        }
        throw error;
      }
    });
  }

  private hear(message: TabMessage): void {
    const mine = this.readRefresh();
    if (message.type === 'renewed') {
      // Local storage already holds the new one; a duplicated tab still holds the previous one in its session storage.
      if (mine !== message.previous && mine !== message.pair.refreshToken) return;
      this.adopt(message.pair, message.expiresAt, this.parts.kept.getItem(storageKey) !== null);
      this.set({ kind: 'signed-in' });
    } else if (mine === message.refreshToken || (mine === null && this.current.kind !== 'signed-out')) {
      this.forget();
      this.set({ kind: 'signed-out' });
    }
  }

  private adopt(pair: TokenPair, expiresAt: number, keep: boolean): void {
    this.access = { token: pair.accessToken, expiresAt };
    (keep ? this.parts.kept : this.parts.passing).setItem(storageKey, pair.refreshToken);
  }

  private readRefresh(): string | null {
    return this.parts.passing.getItem(storageKey) ?? this.parts.kept.getItem(storageKey);
  }

  private end(): void {
    this.forget();
    this.set({ kind: 'signed-out', why: this.current.kind === 'signed-out' ? this.current.why : 'expired' });
  }

  private forget(): void {
    this.access = undefined;
    this.parts.kept.removeItem(storageKey);
    this.parts.passing.removeItem(storageKey);
  }

  private set(state: SessionState): void {
    if (state.kind === this.current.kind) return;
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}

function signedOut(): Problem {
  return new Problem({ status: 401, code: 'signed-out' });
}

export function browserChannel(): SessionChannel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, listen: () => undefined };
  const channel = new BroadcastChannel('vedette.session');
  return {
    post: (message) => channel.postMessage(message),
    listen: (handler) => {
      channel.onmessage = (event: MessageEvent<unknown>) => handler(event.data);
    },
  };
}

export { tabLock };
