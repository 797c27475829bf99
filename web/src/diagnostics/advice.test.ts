import { describe, expect, it } from 'vitest';
import { translator } from '../words/words';
import { adviceText } from './advice';

const advice = (code: string, values: Record<string, string | number> = {}) => ({ code, severity: 'warning' as const, text: 'As the server says.', values });

describe('advice', () => {
  it('is told in the reader’s language, with its figures written as there', () => {
    expect(adviceText(advice('long-gop', { seconds: 10.5 }), translator('en'), 'en')).toContain('10.5 s');
    expect(adviceText(advice('long-gop', { seconds: 10.5 }), translator('es'), 'es')).toContain('10,5 s');
  });

  it('falls back to the server’s sentence for what the console does not know yet', () => {
    expect(adviceText(advice('of-a-later-version'), translator('es'), 'es')).toBe('As the server says.');
  });
});
