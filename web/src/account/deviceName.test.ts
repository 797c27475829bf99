import { describe, expect, it } from 'vitest';
import { translator } from '../words/words';
import { deviceName, isHandheld } from './deviceName';

const t = translator('en');

describe('a device', () => {
  it('is known by its browser and its system', () => {
    const known: [string, string][] = [
      ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0', 'Edge on Windows'],
      ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox on Linux'],
      ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1', 'Safari on iPhone'],
      ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36', 'Chrome on Android'],
      ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36', 'Chrome on macOS'],
    ];
    for (const [said, name] of known) expect(deviceName(said, t)).toBe(name);
  });

  it('is a program by its own name, and unknown otherwise', () => {
    expect(deviceName('curl/8.11', t)).toBe('curl/8.11');
    expect(deviceName('Firefox on Linux', t)).toBe('Firefox on Linux');
    expect(deviceName('x'.repeat(500), t)).toHaveLength(61);
    expect(deviceName('Mozilla/5.0', t)).toBe('Unknown device');
    expect(deviceName(null, t)).toBe('Unknown device');
  });

  it('may be one that is carried about', () => {
    expect(isHandheld('Mozilla/5.0 (Linux; Android 15) Chrome/131.0.0.0 Mobile')).toBe(true);
    expect(isHandheld('Mozilla/5.0 (X11; Linux x86_64) Firefox/133.0')).toBe(false);
  });
});
