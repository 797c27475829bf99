import { describe, expect, it } from 'vitest';
import { ServerClock } from './serverClock';

describe('the server’s clock', () => {
  it('is this machine’s until anything is known', () => {
    expect(new ServerClock().now(5000)).toBe(5000);
    expect(new ServerClock().uncertainty).toBe(Infinity);
  });

  it('is found within a fraction of a second from dates cut to seconds', () => {
    const ahead = 83_217;
    const clock = new ServerClock();
    for (let sent = 1_700_000_000_000; sent < 1_700_000_010_000; sent += 370) {
      const received = sent + 20;
      clock.note(Math.floor((sent + 10 + ahead) / 1000) * 1000, sent, received);
    }
    expect(Math.abs(clock.now(0) - ahead)).toBeLessThan(120);
    expect(clock.uncertainty).toBeLessThan(200);
  });

  it('begins anew when a clock is set', () => {
    const clock = new ServerClock();
    clock.note(1_000_000, 1_000_000, 1_000_010);
    clock.note(5_000_000, 1_001_000, 1_001_010);
    expect(clock.now(0)).toBeGreaterThan(3_000_000);
  });
});
