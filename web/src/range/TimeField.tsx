import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { clockText, instantOnDay, type Day } from '../timeline/days';
import { useWords } from '../words/words';

interface TimeFieldProps {
  label: string;
  day: Day;
  at: number;
  error: string | undefined;
  onChange: (at: number) => void;
}

/** A time of the day shown, as text: what is typed counts once it is a time. */
export function TimeField({ label, day, at, error, onChange }: TimeFieldProps) {
  const { t } = useWords();
  const shown = clockText(at, day.timeZone);
  const [text, setText] = useState(shown);
  // Dragging a handle changes the text, unless the text already means that instant (an hour that comes twice).
  useEffect(() => setText((old) => (instantOnDay(old, day) === at ? old : shown)), [shown, at, day]);
  const meant = instantOnDay(text, day);
  return (
    <TextInput
      label={label}
      w={118}
      value={text}
      inputMode="numeric"
      className="v-num"
      error={meant === undefined ? t('exporting.invalidTime') : error}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const next = instantOnDay(event.currentTarget.value, day);
        if (next !== undefined) onChange(next);
      }}
      onBlur={() => setText(shown)}
    />
  );
}
