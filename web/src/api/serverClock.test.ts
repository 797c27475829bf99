import { describe, expect, it } from 'vitest';
import { ServerClock } from './serverClock';

describe('the server’s clock', () => {
  it('is this machine’s until anything is known', () => {
    expect(new ServerClock().now(5000)).toBe(5000);
    expect(new ServerClock().uncertainty).toBe(Infinity);
  });

  it('is known to a second or so from dates cut to seconds that stand for a second, and never told wrong', () => {
    const ahead = 83_217;
    const clock = new ServerClock();
    for (let sent = 1_700_000_000_000; sent < 1_700_000_010_000; sent += 370) {
      // The server looks at its clock at 0.4 s of each second.
      const server = sent + 10 + ahead;
      const looked = Math.floor((server - 400) / 1000) * 1000 + 400;
      clock.note(Math.floor(looked / 1000) * 1000, sent, sent + 20);
      expect(Math.abs(clock.now(0) - ahead)).toBeLessThanOrEqual(clock.uncertainty);
    }
    expect(clock.uncertainty).toBeLessThan(1100);
  });

  it('is known to half the quickest answer when the server tells it', () => {
    const ahead = -4711;
    const clock = new ServerClock();
    clock.note(1_700_000_000_000, 1_700_000_005_000, 1_700_000_005_020);
    for (const [there, back] of [[300, 20], [15, 25], [90, 400]] as const) {
      const sent = 1_700_000_010_000;
      clock.noteExactly(sent + there + ahead, sent, sent + there + back);
    }
    expect(clock.uncertainty).toBeLessThanOrEqual(20);
    expect(Math.abs(clock.now(0) - ahead)).toBeLessThanOrEqual(clock.uncertainty);
  });

  it('begins anew when a clock is set', () => {
    const clock = new ServerClock();
    clock.note(1_000_000, 1_000_000, 1_000_010);
    clock.note(5_000_000, 1_001_000, 1_001_010);
    expect(clock.now(0)).toBeGreaterThan(3_000_000);
  });
});
