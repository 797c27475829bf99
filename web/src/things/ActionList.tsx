import { Button } from '@mantine/core';
import { IconBellRinging, IconPlayerPlay } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { things } from '../api/places';
import type { ThingAction } from '../api/placesTypes';
import { Card } from '../ui/Card';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { draftOf, inputKind, read, type Draft, type Fault } from './schema';
import { SchemaInput } from './SchemaInput';
import { ValueText } from './ValueText';

interface ActionListProps {
  deviceId: string;
  actions: ThingAction[];
  /** It has a siren: what it does may be heard by the whole house. */
  isSiren: boolean;
}

/** What a thing can be told to do. */
export function ActionList({ deviceId, actions, isSiren }: ActionListProps) {
  const { t } = useWords();
  return (
    <Card title={t('thing.actions')}>
      {actions.map((action) => (
        <OneAction key={action.name} deviceId={deviceId} action={action} loud={isSiren && action.name !== 'toggle'} />
      ))}
    </Card>
  );
}

function OneAction({ deviceId, action, loud }: { deviceId: string; action: ThingAction; loud: boolean }) {
  const { t } = useWords();
  const { name, title, input } = action;
  const label = title ?? name;
  const [draft, setDraft] = useState<Draft>(() => draftOf(input));
  const [faults, setFaults] = useState<Record<string, Fault>>({});
  const [answer, setAnswer] = useState<{ output: unknown }>();
  const [asking, setAsking] = useState<{ value: unknown }>();
  const { busy, refusal, submit } = useSubmit();

  const invoke = async (value: unknown) => {
    setAnswer(undefined);
    const output = await things.invoke(deviceId, name, value);
    setAnswer({ output });
    tell(t('thing.invoked', { name: label }));
  };
  const run = (event: SyntheticEvent) => {
    event.preventDefault();
    const said = read(input, draft);
    if ('faults' in said) return setFaults(said.faults);
    setFaults({});
    if (loud) setAsking({ value: said.value });
    else void submit(() => invoke(said.value));
  };
  const Icon = loud ? IconBellRinging : IconPlayerPlay;

  return (
    <form className="v-item v-item-flush" aria-label={label} noValidate onSubmit={run} data-testid="thing-action" data-name={name}>
      <div className="v-item-main" style={{ display: 'grid', gap: 8 }}>
        <div>
          <strong>{label}</strong> {title && title !== name && <span className="v-muted v-mono">{name}</span>}
        </div>
        {inputKind(input) !== 'none' && <SchemaInput label={input?.title ?? t('thing.input')} schema={input} draft={draft} faults={faults} onDraft={setDraft} />}
        <Refusal problem={refusal} />
        {answer && (
          <div role="status">
            <span className="v-muted">{t('thing.answer')}</span> {answer.output === undefined || answer.output === null ? t('thing.done') : <ValueText value={answer.output} />}
          </div>
        )}
      </div>
      <div className="v-item-end">
        <Button size="xs" type="submit" variant={loud ? 'filled' : 'default'} {...(loud ? { color: 'red' } : {})} leftSection={<Icon size={14} />} loading={busy}>
          {t('thing.invoke')}
        </Button>
      </div>
      <Confirm
        opened={asking !== undefined}
        title={t('thing.sirenTitle', { name: label })}
        text={t('thing.sirenText')}
        action={t('thing.sirenDo')}
        onClose={() => setAsking(undefined)}
        onConfirm={() => invoke(asking?.value)}
      />
    </form>
  );
}
