import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorized, session } from './requests';

const reply = (status: number, body: object = {}) => new Response(JSON.stringify(body), { status });

describe('a request as the signed-in user', () => {
  const sent: string[] = [];
  let answers: ((token: string) => Response)[];

  beforeEach(async () => {
    sent.length = 0;
    let renewals = 0;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      if (path.endsWith('/token') || path.endsWith('/refresh')) return Promise.resolve(reply(200, { accessToken: `t${++renewals}`, refreshToken: `r${renewals}`, expiresIn: 900 }));
      const token = new Headers(init.headers).get('Authorization')?.replace('Bearer ', '') ?? '';
      sent.push(token);
      return Promise.resolve(answers.shift()?.(token) ?? reply(200));
    });
    await session.signIn('ana', 'secret', false);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    sessionStorage.clear();
  });

  it('renews a refused token once, silently', async () => {
    answers = [() => reply(401, { code: 'unauthenticated' }), () => reply(200)];
    expect((await authorized('/api/x')).ok).toBe(true);
    expect(sent).toEqual(['t1', 't2']);
    expect(session.state.kind).toBe('signed-in');
  });

  it('ends the session when the new token is refused, too', async () => {
    answers = [() => reply(401, { code: 'unauthenticated' }), () => reply(401, { code: 'unauthenticated' })];
    await expect(authorized('/api/x')).rejects.toMatchObject({ status: 401 });
    expect(sent).toHaveLength(2);
    expect(session.state).toEqual({ kind: 'signed-out', why: 'expired' });
  });

  it('does not blame the token for a wrong password that was sent along', async () => {
    answers = [() => reply(401, { code: 'wrong-credentials' })];
    await expect(authorized('/api/identity/me/password')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(sent).toEqual(['t1']);
    expect(session.state.kind).toBe('signed-in');
  });
});
