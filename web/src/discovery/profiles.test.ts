import { describe, expect, it } from 'vitest';
import type { OnvifProfile } from '../api/types';
import { chooseProfiles, profileText } from './profiles';

const profile = (token: string, codec: string, width: number, height: number, change: Partial<OnvifProfile> = {}): OnvifProfile => ({
  token, name: token, streamUrl: `rtsp://192.168.1.9/${token}`, hasPtz: false, video: { codec, width, height, frameRate: 25 }, ...change,
});

describe('the profiles of a device', () => {
  it('largest is recorded, largest of the small ones in H.264 goes on the wall', () => {
    const chosen = chooseProfiles([
      profile('small', 'H264', 640, 360), profile('big', 'H265', 2560, 1440), profile('middle', 'H265', 1280, 720), profile('tiny', 'H264', 320, 180),
    ]);
    expect(chosen.main?.token).toBe('big');
    expect(chosen.sub?.token).toBe('small');
  });

  it('one profile serves everything', () => {
    const chosen = chooseProfiles([profile('only', 'H264', 1920, 1080)]);
    expect(chosen.main?.token).toBe('only');
    expect(chosen.sub).toBeUndefined();
  });

  it('profiles without a stream or without video are no choice', () => {
    const chosen = chooseProfiles([profile('sound', 'H264', 0, 0, { video: null }), profile('lost', 'H264', 1920, 1080, { streamUrl: null })]);
    expect(chosen).toEqual({ main: undefined, sub: undefined });
  });

  it('is written as people compare them', () => {
    expect(profileText(profile('Profile_1', 'h264', 1920, 1080))).toBe('Profile_1: H264, 1920 × 1080, 25/s');
  });
});
