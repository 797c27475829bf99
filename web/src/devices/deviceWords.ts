import { deviceStatuses, type Capability } from '../api/placesTypes';
import type { Language, Translate } from '../words/words';

const isKnown = <T extends string>(known: readonly T[], text: string): text is T => (known as readonly string[]).includes(text);

export function statusText(status: string, t: Translate): string {
  return t(`status.${isKnown(deviceStatuses, status) ? status : 'unknown'}`);
}

const measures = ['temperature', 'humidity', 'pressure'] as const;
/** What is measured; a measure nobody foresaw keeps its own name. */
export function measureText(measure: string, t: Translate): string {
  return isKnown(measures, measure) ? t(`measure.${measure}`) : measure;
}

const units: Record<string, string> = { celsius: '°C', fahrenheit: '°F', percentage: '%', percent: '%', pascal: 'Pa', bar: 'bar', hectopascal: 'hPa' };
export const unitText = (unit: string | null | undefined): string => (unit ? (units[unit.toLowerCase()] ?? unit) : '');

/** Figures with as many digits as mean something. */
export function figure(value: number, language: Language): string {
  const size = Math.abs(value);
  return value.toLocaleString(language, { maximumFractionDigits: size >= 1000 ? 0 : size >= 100 ? 1 : 2 });
}

/** "21.4 °C" */
export function valueText(value: number, unit: string | null | undefined, language: Language): string {
  return [figure(value, language), unitText(unit)].filter(Boolean).join(' ');
}

/** "Temperature (°C), every 3 s"; "Video 1080p". What nobody foresaw is shown by its own name. */
export function capabilityText({ type, resolution, measure, unit, intervalMilliseconds }: Capability, t: Translate): string {
  if (type === 'video') return resolution ? t('capability.videoOf', { resolution }) : t('capability.video');
  if (type === 'siren') return t('capability.siren');
  if (type !== 'sensor') return type;
  const what = [measure ? measureText(measure, t) : t('capability.sensor'), unit ? `(${unitText(unit)})` : ''].filter(Boolean).join(' ');
  if (!intervalMilliseconds) return what;
  return intervalMilliseconds < 1000 ? t('capability.everyMs', { what, count: intervalMilliseconds }) : t('capability.every', { what, seconds: intervalMilliseconds / 1000 });
}

/** The same in short, for tables: "Temperature". */
export function capabilityName(capability: Capability, t: Translate): string {
  return capability.type === 'sensor' && capability.measure ? measureText(capability.measure, t) : capabilityText({ type: capability.type }, t);
}
