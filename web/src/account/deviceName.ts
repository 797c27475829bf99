import type { Translate } from '../words/words';

/** The first that fits: many browsers call themselves by others' names, too. */
const browsers: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** "Firefox on Windows", from what a browser or a program calls itself. */
export function deviceName(said: string | null, t: Translate): string {
  const text = said?.trim() ?? '';
  if (text === '') return t('sessions.unknownDevice');
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(text))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser && system) return t('sessions.device', { browser, system });
  // A program says its name and version first; browsers all begin alike.
  if (!text.startsWith('Mozilla/')) return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return browser ?? system ?? t('sessions.unknownDevice');
}

/** Whether it is one to be carried about. */
export function isHandheld(said: string | null): boolean {
  return /\b(iPhone|iPad|Android|Mobile)\b/.test(said ?? '');
}
