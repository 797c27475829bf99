import { json, send, withQuery, type Query } from './http';
import { Problem } from './problem';
import { browserChannel, Session, tabLock } from './session';
import type { Page, TokenPair } from './types';

export const session = new Session({
  signIn: (username, password, code) => read<TokenPair>(send('/api/identity/token', json('POST', { username, password, code }))),
  exchange: (code) => read<TokenPair>(send('/api/identity/token/exchange', json('POST', { code }))),
  renew: (refreshToken) => read<TokenPair>(send('/api/identity/token/refresh', json('POST', { refreshToken }))),
  signOut: async (refreshToken) => {
    await send('/api/identity/logout', json('POST', { refreshToken }));
  },
  kept: localStorage,
  passing: sessionStorage,
  channel: browserChannel(),
  lock: tabLock,
  now: () => Date.now(),
});

async function read<T>(response: Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}

/** Of these the token is not to blame: a password or a code that was sent along is wrong. */
const wrongAnswers = ['wrong-credentials', 'second-factor-wrong', 'second-factor-needed'];
const isTokenRefused = (error: unknown): boolean => error instanceof Problem && error.status === 401 && !wrongAnswers.includes(error.code);

/** A request as the signed-in user. A token refused early is renewed once, silently; refused again, the session is over. */
export async function authorized(path: string, init: RequestInit = {}, withinMs?: number): Promise<Response> {
  const token = await session.token();
  try {
    return await send(path, withToken(init, token), withinMs);
  } catch (error) {
    if (!isTokenRefused(error)) throw error;
  }
  const renewed = await session.tokenAfterRefusal(token);
  try {
    return await send(path, withToken(init, renewed), withinMs);
  } catch (error) {
    if (isTokenRefused(error)) session.refuse(renewed);
    throw error;
  }
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${token}`);
  return { ...init, headers };
}

export const get = <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
  read<T>(authorized(withQuery(path, query), signal ? { signal } : {}));
export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  read<T>(authorized(path, { ...json('POST', body), ...(signal ? { signal } : {}) }));
export const onlyIf = (init: RequestInit, version: string): RequestInit => {
  const headers = new Headers(init.headers);
  headers.set('If-Match', `"${version}"`);
  return { ...init, headers };
};
export const put = async (path: string, body: unknown): Promise<void> => {
  await authorized(path, json('PUT', body));
};
export const patch = async (path: string, body: unknown, version?: string): Promise<void> => {
  const init = json('PATCH', body);
  await authorized(path, version === undefined ? init : onlyIf(init, version));
};
export const command = async (path: string, body: unknown): Promise<void> => {
  await authorized(path, json('POST', body));
};
export const remove = async (path: string): Promise<void> => {
  await authorized(path, json('DELETE'));
};

/** All pages of a list. Lists of an installation are short; the guard is against a cursor that never ends. */
export async function all<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 50; page++) {
    const answer: Page<T> | T[] = await get<Page<T> | T[]>(path, { ...query, limit: 200, cursor }, signal);
    if (Array.isArray(answer)) return answer;
    items.push(...answer.items);
    if (!answer.next) break;
    cursor = answer.next;
  }
  return items;
}

/** A part of an address. */
export const id = encodeURIComponent;

/** An address for a plain link: a download of gigabytes does not go through the page's memory. */
export async function linkTo(path: string, query: Query = {}): Promise<string> {
  return withQuery(path, { ...query, access_token: await session.token() });
}
