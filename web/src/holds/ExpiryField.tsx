import { NativeSelect } from '@mantine/core';
import { InstantInput } from '../ui/InstantInput';
import { useWords } from '../words/words';
import { expiryChoices, isSound, type Expiry, type ExpiryChoice } from './expiry';

interface ExpiryFieldProps {
  expiry: Expiry;
  now: number;
  timeZone: string;
  error?: string | undefined;
  choices?: readonly ExpiryChoice[];
  onChange: (expiry: Expiry) => void;
}

/** How long something is held. */
export function ExpiryField({ expiry, now, timeZone, error, choices = expiryChoices, onChange }: ExpiryFieldProps) {
  const { t } = useWords();
  return (
    <>
      <NativeSelect
        label={t('holds.expires')}
        value={expiry.choice}
        error={expiry.choice === 'date' ? undefined : error}
        onChange={(event) => onChange({ ...expiry, choice: event.currentTarget.value as ExpiryChoice })}
        data={choices.map((value) => ({ value, label: t(`holds.expiresIn.${value}`) }))}
      />
      {expiry.choice === 'date' && (
        <InstantInput
          label={t('holds.expiresAt')}
          description={t('camera.zoneNote', { zone: timeZone })}
          at={expiry.date}
          timeZone={timeZone}
          error={expiry.date !== undefined && !isSound(expiry, now) ? t('holds.expiryPast') : error}
          onAt={(date) => onChange({ ...expiry, date })}
        />
      )}
    </>
  );
}
