import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { instantOf, wallText } from '../timeline/days';

interface InstantInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** Unix milliseconds. */
  at: number | undefined;
  timeZone: string;
  onAt: (at: number | undefined) => void;
}

/** A date and time on the clock of a place. What is typed counts once it is whole. */
export function InstantInput({ at, timeZone, onAt, ...rest }: InstantInputProps) {
  const shown = at === undefined ? '' : wallText(at, timeZone);
  const [text, setText] = useState(shown);
  // A new instant changes the text, unless the text already means it (an hour that comes twice).
  useEffect(() => setText((old) => (meant(old, timeZone) === at ? old : shown)), [at, shown, timeZone]);
  return (
    <TextInput
      {...rest}
      type="datetime-local"
      step={1}
      className="v-num"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onAt(meant(event.currentTarget.value, timeZone));
      }}
    />
  );
}

function meant(text: string, timeZone: string): number | undefined {
  const wall = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  return Number.isFinite(wall) ? instantOf(wall, timeZone) : undefined;
}
