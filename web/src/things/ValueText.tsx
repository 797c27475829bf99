import { Code } from '@mantine/core';
import { valueText } from '../devices/deviceWords';
import { useWords } from '../words/words';

/** A value as a thing tells it: figures with their unit, on and off in words, the rest as it is. */
export function ValueText({ value, unit }: { value: unknown; unit?: string | null }) {
  const { t, language } = useWords();
  if (value === undefined || value === null) return <span className="v-muted">–</span>;
  if (typeof value === 'number') return <span className="v-num">{valueText(value, unit, language)}</span>;
  if (typeof value === 'boolean') return <>{t(value ? 'common.yes' : 'common.no')}</>;
  if (typeof value === 'string') return <span style={{ overflowWrap: 'anywhere' }}>{value}</span>;
  const text = JSON.stringify(value);
  return text.length <= 60 ? <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code> : <Code block className="v-json">{JSON.stringify(value, null, 2)}</Code>;
}
