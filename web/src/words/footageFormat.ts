import type { KeepingTime } from '../api/footageTypes';
import { enFootage } from './enFootage';
import type { Language, Translate } from './words';

function known<T extends object>(words: T, key: string): key is string & keyof T {
  return Object.hasOwn(words, key);
}

export function alarmTitle(code: string, t: Translate): string {
  return t(known(enFootage.alarm.code, code) ? `alarm.code.${code}` : 'alarm.code.other');
}

/** What to do about a volume; undefined when all is well. */
export function volumeAdvice(state: string, t: Translate): string | undefined {
  return known(enFootage.storage.advice, state) ? t(`storage.advice.${state}`) : undefined;
}

/** The name of a template; a template we have no word for keeps its code. */
export function templateName(code: string, t: Translate): string {
  if (known(enFootage.retention.templateName, code)) return t(`retention.templateName.${code}`);
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function archiveCause(cause: string, t: Translate): string {
  return t(known(enFootage.archive.causeName, cause) ? `archive.causeName.${cause}` : 'archive.causeName.other');
}

const rounded = (days: number) => Math.round(days * 10) / 10;

/** "7 to 30 days", "at least 90 days", "as long as there is room". */
export function keepingText({ minDays, maxDays }: KeepingTime, t: Translate, language: Language): string {
  if (maxDays === null) return minDays > 0 ? t('retention.atLeast', { count: rounded(minDays) }) : t('retention.asLongAs');
  if (minDays === maxDays) return t('retention.exactly', { count: rounded(maxDays) });
  if (minDays <= 0) return t('retention.atMost', { count: rounded(maxDays) });
  const figure = (days: number) => rounded(days).toLocaleString(language);
  return t('retention.between', { min: figure(minDays), max: figure(maxDays) });
}
