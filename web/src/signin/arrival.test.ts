import { beforeEach, describe, expect, it } from 'vitest';
import { noteDeparture, pathWithin, takeArrival } from './arrival';

const arrive = (hash: string, pathname = '/sign-in') => takeArrival({ pathname, hash });

describe('coming back from signing in elsewhere', () => {
  beforeEach(() => sessionStorage.clear());

  it('goes on to the page the reader was going to', () => {
    noteDeparture({ returnTo: '/cameras/7?t=1', keep: true });
    expect(arrive('#code=abc')).toEqual({ kind: 'code', code: 'abc', returnTo: '/cameras/7?t=1', keep: true });
  });

  it('counts once, and only where it was begun', () => {
    expect(arrive('#code=of-somebody-else')).toEqual({ kind: 'error', error: 'not-begun-here' });
    noteDeparture({ returnTo: '/', keep: false });
    expect(arrive('#code=abc')?.kind).toBe('code');
    expect(arrive('#code=abc')).toEqual({ kind: 'error', error: 'not-begun-here' });
  });

  it('tells what went wrong', () => {
    noteDeparture({ returnTo: '/', keep: false });
    expect(arrive('#error=access-denied')).toEqual({ kind: 'error', error: 'access-denied' });
  });

  it('is nothing on another page or without a word', () => {
    expect(arrive('#code=abc', '/cameras')).toBeUndefined();
    expect(arrive('')).toBeUndefined();
  });

  it('never leads out of the console', () => {
    for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', 'cameras', '/sign-in#code=x', '']) expect(pathWithin(path)).toBe('/');
    expect(pathWithin('/storage/holds')).toBe('/storage/holds');
  });
});
