import { codecFamily, codecsOf, transcodedMime, type Abilities, type Transport } from './ladder';
import { mediaSourceKind } from './mediaSink';

/** What VideoDecoder answered, by codec; it can only be asked with patience. */
const decodable = new Map<string, boolean>();

/** Asks about all of these types; afterwards {@link browserAbilities} knows the answers. */
export async function learnAbilities(mimes: readonly string[]): Promise<boolean> {
  if (!('VideoDecoder' in globalThis)) return false;
  const unknown = [...new Set([...mimes, transcodedMime].map(videoCodec))].filter((codec) => codec && !decodable.has(codec));
  await Promise.all(
    unknown.map(async (codec) => {
      if (!codec) return;
      try {
        const { supported } = await VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true });
        decodable.set(codec, supported ?? false);
      } catch {
        // A codec string it cannot even parse.
        decodable.set(codec, false);
      }
    }),
  );
  return unknown.length > 0;
}

/** The video codec of a type in the spelling WebCodecs wants. */
export function videoCodec(mime: string): string | undefined {
  return codecFamily(mime) === 'MJPEG' ? undefined : codecsOf(mime).find((codec) => codecFamily(`codecs="${codec}"`) !== undefined);
}

/** For support and for tests: `?transport=hls` (or `mse`, `codecs`, `stills`) in the page's address allows only that one. */
function only(): Transport | undefined {
  const asked = new URLSearchParams(location.search).get('transport') ?? sessionStorage.getItem('vedette.transport');
  if (asked === null) return undefined;
  sessionStorage.setItem('vedette.transport', asked);
  return asked === '' ? undefined : (asked as Transport);
}

export const browserAbilities: Abilities = {
  webSocket: 'WebSocket' in globalThis,
  mediaSource: (mime) => allowed('mse') && takes(mime),
  webCodecs: (mime) => allowed('codecs') && decodable.get(videoCodec(mime) ?? '') === true,
  hls: (mime) => allowed('hls') && (playsHlsItself() ? canPlay(mime) : takes(mime)),
};

function allowed(transport: Transport): boolean {
  const one = only();
  return one === undefined || one === transport;
}

const takes = (mime: string): boolean => mediaSourceKind()?.isTypeSupported(mime) ?? false;

/** Where there is no MediaSource at all (older iPhones), the video element itself plays HLS. */
export const playsHlsItself = (): boolean => mediaSourceKind() === undefined && canPlay('application/vnd.apple.mpegurl');

const canPlay = (mime: string): boolean => document.createElement('video').canPlayType(mime) !== '';
