import { IconClock } from '@tabler/icons-react';
import { rights } from '../api/grants';
import { useWords } from '../words/words';
import type { Mark } from './matrix';

/** Rights as single letters; how they look says where they come from and whether they hold now. */
export function RightMarks({ marks }: { marks: readonly Mark[] }) {
  const { t } = useWords();
  return (
    <span className="v-marks" aria-hidden>
      {marks.map(({ right, wider, boxed, now }) => (
        <span key={right} className="v-mark" data-right={right} data-wider={wider} data-now={now} title={t(`right.name.${right}`)}>
          {t(`right.mark.${right}`)}
          {boxed && <IconClock size={9} stroke={2.4} />}
        </span>
      ))}
    </span>
  );
}

/** What the letters and their looks mean. */
export function MarkLegend() {
  const { t } = useWords();
  const example: Mark = { right: 'live', wider: false, boxed: false, now: true };
  const looks: [Mark, string][] = [
    [{ ...example, boxed: true }, t('grants.timeBoxed')],
    [{ ...example, boxed: true, now: false }, t('grants.notNow')],
    [{ ...example, wider: true }, t('grants.inherited')],
  ];
  return (
    <ul className="v-legend v-marklegend" aria-label={t('grants.legend')}>
      {rights.map((right) => (
        <li key={right}>
          <RightMarks marks={[{ ...example, right }]} />
          {t(`right.name.${right}`)}
        </li>
      ))}
      {looks.map(([mark, words]) => (
        <li key={words}>
          <RightMarks marks={[mark]} />
          {words}
        </li>
      ))}
    </ul>
  );
}
