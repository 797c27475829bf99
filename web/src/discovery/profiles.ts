import type { OnvifProfile } from '../api/types';

const pixels = ({ video }: OnvifProfile) => (video?.width ?? 0) * (video?.height ?? 0);
/** A tile of a wall is seldom larger. */
const gridPixels = 1280 * 720;

/** The profile to record, and the one for walls and detectors: H.264 if there is a choice, for every browser plays it. */
export function chooseProfiles(profiles: OnvifProfile[]): { main: OnvifProfile | undefined; sub: OnvifProfile | undefined } {
  const usable = profiles.filter(({ streamUrl, video }) => streamUrl && video);
  const main = usable.reduce<OnvifProfile | undefined>((best, one) => (!best || pixels(one) > pixels(best) ? one : best), undefined);
  if (!main) return { main, sub: undefined };
  const smaller = usable
    .filter((one) => one.streamUrl !== main.streamUrl && pixels(one) < pixels(main) && pixels(one) <= gridPixels)
    .sort((a, b) => rank(a) - rank(b) || pixels(b) - pixels(a));
  return { main, sub: smaller[0] };
}

const rank = ({ video }: OnvifProfile) => (/264/.test(video?.codec ?? '') ? 0 : /265|hevc/i.test(video?.codec ?? '') ? 1 : 2);

/** "H.264, 1920 × 1080, 25/s": what a profile offers. */
export function profileText({ name, video }: OnvifProfile): string {
  if (!video) return name;
  const rate = video.frameRate ? `, ${Math.round(video.frameRate)}/s` : '';
  return `${name}: ${video.codec.toUpperCase()}, ${video.width} × ${video.height}${rate}`;
}
