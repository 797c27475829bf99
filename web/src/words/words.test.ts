import { describe, expect, it } from 'vitest';
import { breakCauses } from '../api/types';
import { Problem } from '../api/problem';
import { gapColour } from '../timeline/colours';
import { en } from './en';
import { es } from './es';
import { bytes, causeAdvice, causeTitle, duration, gapTitle, hours, moment, percent, problemText } from './format';
import { translator } from './words';

function leaves(node: unknown, prefix = ''): [string, string][] {
  if (typeof node === 'string') return [[prefix, node]];
  return Object.entries(node as object).flatMap(([key, value]) => leaves(value, prefix ? `${prefix}.${key}` : key));
}

/** The words the recorder has for a gap. */
const gapCauses = [
  'camera-unreachable', 'camera-refused', 'wrong-password', 'no-such-path', 'no-video', 'unsupported-codec', 'camera-stalled',
  'camera-closed', 'no-key-frame', 'stream-malformed', 'disk-full', 'disk-failed', 'disk-slow', 'switched-off', 'node-down',
  'clock-step', 'starting', 'no-event', 'unexplained', 'not-kept', 'untrusted-certificate',
];

describe('the words', () => {
  it('are the same set in both languages, with the same places to fill', () => {
    const english = leaves(en);
    const spanish = new Map(leaves(es));
    expect([...spanish.keys()].sort()).toEqual(english.map(([key]) => key).sort());
    for (const [key, text] of english) {
      const places = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
      expect(places(spanish.get(key) ?? ''), key).toEqual(places(text));
      expect(spanish.get(key)?.trim(), key).not.toBe('');
    }
  });

  it('say for every cause what it is and what to do, in both languages', () => {
    for (const language of ['en', 'es'] as const) {
      const t = translator(language);
      const titles = new Set<string>();
      for (const cause of breakCauses) {
        expect(causeTitle(cause, t)).not.toBe(causeTitle('no such cause', t));
        expect(causeAdvice(cause, t).length).toBeGreaterThan(20);
        titles.add(causeTitle(cause, t));
      }
      expect(titles.size).toBe(breakCauses.length);
    }
  });

  it('have a name and a colour for every cause of a gap', () => {
    for (const language of ['en', 'es'] as const) {
      const t = translator(language);
      for (const cause of gapCauses) {
        expect(gapTitle(cause, t), cause).not.toBe(gapTitle(undefined, t));
        expect(gapColour(cause)).toMatch(/^#/);
      }
      expect(gapTitle('something-new', t)).toBe(causeTitle('something-new', t));
    }
  });

  it('take the plural of the language', () => {
    const t = translator('es');
    expect(t('nav.online', { count: 1 })).toBe('1 cámara en línea');
    expect(t('nav.online', { count: 4 })).toBe('4 cámaras en línea');
  });

  it('tell refusals in words, in either language', () => {
    const refusal = new Problem({ status: 409, code: 'not-empty', detail: 'The room is not empty.' });
    expect(problemText(refusal, translator('en'))).toBe(en.problem.notEmpty);
    expect(problemText(refusal, translator('es'))).toBe(es.problem.notEmpty);
    expect(problemText(new Problem({ status: 500, code: 'http-500' }), translator('en'))).toBe(en.problem.server);
    expect(problemText(new Problem({ status: 418, code: 'teapot', detail: 'I am a teapot.' }), translator('en'))).toBe('I am a teapot.');
  });

  it('write figures for people', () => {
    expect(duration(4_000)).toBe('4 s');
    expect(duration(120)).toBe('< 1 s');
    expect(duration(0)).toBe('0 s');
    expect(duration(125_000)).toBe('2 min 5 s');
    expect(duration(3_600_000)).toBe('1 h');
    expect(duration(90_061_000)).toBe('1 d 1 h');
    expect(hours(86_400)).toBe('24 h');
    expect(hours(90_061)).toBe('25 h 1 min');
    expect(hours(95)).toBe('1 min 35 s');
    expect(bytes(187e9, 'en')).toBe('187 GB');
    expect(percent(0.99999, 'en')).toBe('99.9%');
    expect(percent(1, 'en')).toBe('100%');
  });

  it('tell a moment by the day only when it is another, and by the year only when that is', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(moment('2026-11-21T09:03:00Z', 'UTC', 'en', now)).toBe('09:03:00');
    expect(moment('2026-02-01T09:03:00Z', 'UTC', 'en', now)).toBe('Feb 1, 09:03:00');
    expect(moment('2025-12-31T23:59:59Z', 'UTC', 'en', now)).toBe('Dec 31, 2025, 23:59:59');
    // In Madrid the new year has come already.
    expect(moment('2025-12-31T23:59:59Z', 'Europe/Madrid', 'en', now)).toBe('Jan 1, 00:59:59');
  });
});
