/** How somebody comes back from signing in elsewhere: `/sign-in#code=…` or `/sign-in#error=…`. */
export type Arrival = { kind: 'code'; code: string; returnTo: string; keep: boolean } | { kind: 'error'; error: string };

export const arrivalPath = '/sign-in';
const storageKey = 'vedette.external';

interface Begun {
  returnTo: string;
  keep: boolean;
}

/** Noted before the browser leaves, so that only a sign-in begun in this window is completed in it. */
export function noteDeparture(begun: Begun, storage: Storage = sessionStorage): void {
  storage.setItem(storageKey, JSON.stringify(begun));
}

/** What the address says of an arrival; undefined when this is none. The note is used up. */
export function takeArrival(place: { pathname: string; hash: string }, storage: Storage = sessionStorage): Arrival | undefined {
  if (place.pathname !== arrivalPath) return undefined;
  const said = new URLSearchParams(place.hash.slice(1));
  const [code, error] = [said.get('code'), said.get('error')];
  if (code === null && error === null) return undefined;
  const begun = read(storage.getItem(storageKey));
  storage.removeItem(storageKey);
  if (error !== null) return { kind: 'error', error };
  // Somebody else's code, slipped in by a link, would sign the reader in as somebody else.
  if (!begun || code === null) return { kind: 'error', error: 'not-begun-here' };
  return { kind: 'code', code, returnTo: pathWithin(begun.returnTo), keep: begun.keep };
}

function read(text: string | null): Begun | undefined {
  if (text === null) return undefined;
  try {
    const { returnTo, keep } = JSON.parse(text) as Partial<Begun>;
    return typeof returnTo === 'string' ? { returnTo, keep: keep === true } : undefined;
  } catch {
    return undefined;
  }
}

/** A path of this console; anything else means the home page. */
export function pathWithin(path: string): string {
  return /^\/(?![/\\])/.test(path) && !path.startsWith(arrivalPath) ? path : '/';
}
