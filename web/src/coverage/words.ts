import type { CoverageDay } from '../api/footageTypes';
import { duration, percent } from '../words/format';
import type { Language, Translate } from '../words/words';

export function dayName(date: string, language: Language, style: 'full' | 'medium' = 'medium'): string {
  return new Intl.DateTimeFormat(language, { dateStyle: style, timeZone: 'UTC' }).format(Date.parse(`${date}T12:00:00Z`));
}

/** What a cell says, in words. */
export function cellText(camera: string, date: string, day: CoverageDay | undefined, t: Translate, language: Language): string {
  const name = dayName(date, language);
  if (!day) return `${camera}, ${name}: ${t('coverage.noDay')}`;
  if (day.ratio === null) return t('coverage.cellNotWanted', { camera, day: name });
  const missing = Math.max(0, day.wantedSeconds - day.recordedSeconds);
  const recorded = percent(day.ratio, language);
  return missing < 0.5
    ? t('coverage.cell', { camera, day: name, percent: recorded })
    : t('coverage.cellMissing', { camera, day: name, percent: recorded, missing: duration(missing * 1000) });
}
