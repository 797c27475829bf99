import type { Advice } from '../api/types';
import { en } from '../words/en';
import type { Language, Translate } from '../words/words';

/** Advice in the reader's words; the server's own (English) sentence where the console has none yet. */
export function adviceText(advice: Advice, t: Translate, language: Language): string {
  if (!(advice.code in en.advice)) return advice.text;
  const values = Object.entries(advice.values).map(([name, value]) => [
    name,
    typeof value === 'number' ? value.toLocaleString(language, { maximumFractionDigits: 1 }) : value,
  ]);
  return t(`advice.${advice.code as keyof typeof en.advice}`, Object.fromEntries(values) as Record<string, string>);
}
