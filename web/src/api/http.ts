import { Problem } from './problem';
import { serverClock } from './serverClock';

const answerWithinMs = 20_000;

/** One request with a time limit (20 s where nothing else is said). Throws a {@link Problem} for everything but success. */
export async function send(path: string, init: RequestInit = {}, withinMs = answerWithinMs): Promise<Response> {
  const limit = AbortSignal.timeout(withinMs);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  const sent = Date.now();
  let response: Response;
  try {
    response = await fetch(path, { ...init, signal });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    if (limit.aborted) throw new Problem({ status: 0, code: 'timeout' });
    throw Problem.network();
  }
  const date = response.headers.get('Date');
  if (date) serverClock.note(Date.parse(date), sent, Date.now());
  if (!response.ok) throw await Problem.fromResponse(response);
  return response;
}

export function json(method: string, body?: unknown): RequestInit {
  return body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

export type Query = Record<string, string | number | boolean | undefined>;

export function withQuery(path: string, query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
