import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAlarms } from '../api/footageQueries';
import { alarmTitle } from '../words/footageFormat';
import { useWords } from '../words/words';

/** On every page as long as footage is being lost, or soon will be. */
export function AlarmBanner() {
  const { t, language } = useWords();
  const { data } = useAlarms();
  const serious = data?.filter(({ severity }) => severity === 'serious') ?? [];
  const [first] = serious;
  if (!first) return null;
  return (
    <div className="v-alarm" role="alert" data-testid="alarm-banner" data-code={first.code}>
      <IconAlertTriangle size={18} aria-hidden />
      <span className="v-alarm-text">
        <strong>{alarmTitle(first.code, t)}</strong>
        {/* The server's sentence is English and says which and what to do. */}
        {language === 'en' && <span className="v-desktop-only"> · {first.text}</span>}
        {serious.length > 1 && <span> · {t('alarm.more', { count: serious.length - 1 })}</span>}
      </span>
      <Link to="/storage">{t('alarm.show')}</Link>
    </div>
  );
}
