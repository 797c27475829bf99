import { useWords } from '../words/words';
import { steps } from './scale';

/** What the colours mean. */
export function HeatScale() {
  const { t, language } = useWords();
  const share = (part: number) => (part * 100).toLocaleString(language);
  return (
    <ul className="v-plain v-legend" aria-label={t('coverage.scale')}>
      {steps.map((from, index) => (
        <li key={from}>
          <i className="v-swatch v-heatswatch" data-step={index} />
          {index === 0 ? t('coverage.full') : from === 0 ? t('coverage.below', { percent: share(steps[index - 1] ?? 1) }) : t('coverage.from', { percent: share(from) })}
        </li>
      ))}
      <li>
        <i className="v-swatch v-heatswatch" data-step="off" />
        {t('coverage.notWanted')}
      </li>
    </ul>
  );
}
