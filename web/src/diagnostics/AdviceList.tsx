import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconUrgent } from '@tabler/icons-react';
import type { Advice } from '../api/types';
import { useWords } from '../words/words';
import { adviceText } from './advice';

const marks = {
  serious: <IconUrgent size={19} color="var(--mantine-color-red-filled)" />,
  warning: <IconAlertTriangle size={19} color="var(--mantine-color-yellow-filled)" />,
  info: <IconInfoCircle size={19} className="v-muted" />,
};

/** What could be done better; says so when there is nothing. */
export function AdviceList({ advice }: { advice: Advice[] }) {
  const { t, language } = useWords();
  if (advice.length === 0) {
    return (
      <p className="v-advice">
        <IconCircleCheck size={19} color="var(--mantine-color-green-filled)" />
        <span>{t('diagnosis.allWell')}</span>
      </p>
    );
  }
  return (
    <ul className="v-plain" data-testid="advice">
      {advice.map((one) => (
        <li key={one.code} className="v-advice" data-code={one.code} data-severity={one.severity}>
          <span role="img" aria-label={t(`diagnosis.${one.severity}`)}>
            {marks[one.severity]}
          </span>
          <span>{adviceText(one, t, language)}</span>
        </li>
      ))}
    </ul>
  );
}
