import { Badge } from '@mantine/core';
import { useAlarms } from '../api/footageQueries';
import { browserTimeZone, useCameras } from '../api/queries';
import type { StorageVolume } from '../api/footageTypes';
import { Card } from '../ui/Card';
import { moment } from '../words/format';
import { alarmTitle } from '../words/footageFormat';
import { useWords } from '../words/words';

/** What somebody has to do something about; nothing when all is well. */
export function AlarmList({ volumes }: { volumes: StorageVolume[] | undefined }) {
  const { t, language } = useWords();
  const { data } = useAlarms();
  const cameras = useCameras();
  if (!data?.length) return null;
  const named = (subject: string) =>
    volumes?.find(({ id }) => id === subject)?.name ?? cameras.data?.find(({ id }) => id === subject)?.name;
  return (
    <Card title={t('alarm.title')}>
      <ul className="v-plain" data-testid="alarms">
        {data.map((alarm) => (
          <li key={`${alarm.code}${alarm.subject}`} className="v-alarmrow" data-code={alarm.code} data-severity={alarm.severity}>
            <Badge color={alarm.severity === 'serious' ? 'red' : 'yellow'} variant="light">
              {t(`alarm.${alarm.severity}`)}
            </Badge>
            <div style={{ minWidth: 0 }}>
              <strong>{[alarmTitle(alarm.code, t), named(alarm.subject)].filter(Boolean).join(': ')}</strong>
              <div {...(language === 'en' ? {} : { lang: 'en' })}>{alarm.text}</div>
              <div className="v-muted v-num v-small">{t('alarm.since', { time: moment(alarm.since, browserTimeZone, language) })}</div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
