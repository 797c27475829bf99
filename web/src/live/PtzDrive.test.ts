import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PtzDrive } from './PtzDrive';

const left = { pan: -1, tilt: 0, zoom: 0 };
const up = { pan: 0, tilt: 1, zoom: 0 };

/** Orders take 50 ms to be answered. */
function setUp() {
  const log: string[] = [];
  const failed = vi.fn();
  let underWay = 0;
  let refuse = false;
  const order = async (text: string) => {
    expect(++underWay).toBe(1);
    log.push(text);
    await new Promise((resolve) => setTimeout(resolve, 50));
    underWay--;
    if (refuse) throw new Error('refused');
  };
  const drive = new PtzDrive({ move: ({ pan, tilt }) => order(`move ${pan},${tilt}`), stop: () => order('stop'), failed });
  return { drive, log, failed, refuse: () => (refuse = true) };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('moving a camera', () => {
  it('asks again and again while a button is held, and stops it when let go', async () => {
    const { drive, log } = setUp();
    drive.press(left);
    await wait(1600);
    drive.release();
    await wait(5000);
    expect(log).toEqual(['move -1,0', 'move -1,0', 'move -1,0', 'stop']);
  });

  it('stops after a tap shorter than the way to the camera', async () => {
    const { drive, log } = setUp();
    drive.press(left);
    drive.release();
    await wait(2000);
    expect(log).toEqual(['move -1,0', 'stop']);
  });

  it('never has two orders under way, and ends with what was wanted last', async () => {
    const { drive, log } = setUp();
    drive.press(left);
    drive.release();
    drive.press(up);
    await wait(200);
    drive.press(left);
    drive.press(up);
    drive.release();
    await wait(2000);
    expect(log.at(-1)).toBe('stop');
    expect(log[0]).toBe('move -1,0');
    expect(log).toContain('move 0,1');
  });

  it('tells a refusal once and does not go on asking', async () => {
    const { drive, log, failed, refuse } = setUp();
    refuse();
    drive.press(left);
    await wait(5000);
    drive.release();
    await wait(1000);
    expect(log).toHaveLength(1);
    expect(failed).toHaveBeenCalledOnce();
  });
});
