import { JsonInput, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import type { DataSchema } from '../api/placesTypes';
import { unitText } from '../devices/deviceWords';
import { useWords } from '../words/words';
import { draftOf, inputKind, type Draft, type Fault } from './schema';

interface SchemaInputProps {
  label: string;
  schema: DataSchema | null | undefined;
  draft: Draft;
  faults: Record<string, Fault>;
  /** Of which field the fault is; the only one of a single value has no name. */
  field?: string;
  onDraft: (draft: Draft) => void;
}

/** Asks for a value as its schema declares it. */
export function SchemaInput({ label, schema, draft, faults, field = '', onDraft }: SchemaInputProps) {
  const { t } = useWords();
  const fault = faults[field];
  const error = fault && t(...fault);
  const shown = [label, schema?.unit ? `(${unitText(schema.unit)})` : ''].filter(Boolean).join(' ');
  const shared = { label: shown, description: schema?.description ?? undefined, error };
  const typed = typeof draft === 'string' ? draft : '';
  switch (inputKind(schema)) {
    case 'none':
      return null;
    case 'boolean':
      return <Switch {...shared} checked={draft === true} onChange={(event) => onDraft(event.currentTarget.checked)} />;
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          data={(schema?.enum ?? []).map((one, index) => ({ value: String(index), label: typeof one === 'string' ? one : JSON.stringify(one) }))}
          value={typed}
          onChange={(event) => onDraft(event.currentTarget.value)}
        />
      );
    case 'number':
      return <TextInput {...shared} inputMode="decimal" autoComplete="off" value={typed} onChange={(event) => onDraft(event.currentTarget.value)} />;
    case 'text':
      return <TextInput {...shared} autoComplete="off" value={typed} onChange={(event) => onDraft(event.currentTarget.value)} />;
    case 'object': {
      const drafts = typeof draft === 'object' ? draft : {};
      return (
        <Stack gap="sm" role="group" aria-label={label}>
          {Object.entries(schema?.properties ?? {}).map(([name, part]) => (
            <SchemaInput key={name} label={part.title ?? name} schema={part} draft={drafts[name] ?? draftOf(part)} faults={faults} field={name} onDraft={(next) => onDraft({ ...drafts, [name]: next })} />
          ))}
        </Stack>
      );
    }
    case 'json':
      return <JsonInput {...shared} description={schema === undefined ? t('thing.jsonOrNothing') : t('thing.jsonHint')} autosize minRows={2} maxRows={10} className="v-mono" value={typed} onChange={onDraft} />;
  }
}
