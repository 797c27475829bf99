import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconPencil, IconRefresh } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { things } from '../api/places';
import type { ThingProperty } from '../api/placesTypes';
import { Card } from '../ui/Card';
import { tell, tellProblem } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { moment } from '../words/format';
import { useWords } from '../words/words';
import type { ThingLive } from './live';
import { draftOf, read, schemaOf, type Draft, type Fault } from './schema';
import { SchemaInput } from './SchemaInput';
import { ValueText } from './ValueText';

interface PropertyListProps {
  deviceId: string;
  properties: ThingProperty[];
  /** What was told by itself. */
  told: ThingLive['values'];
  timeZone: string;
  mayRead: boolean;
  mayWrite: boolean;
}

interface Known {
  value: unknown;
  at: string;
}

/** A thing's properties: read when asked, kept fresh where they are observed, written where that is permitted. */
export function PropertyList({ deviceId, properties, told, timeZone, mayRead, mayWrite }: PropertyListProps) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Record<string, Known>>({});
  const note = (name: string, value: unknown) => setAsked((old) => ({ ...old, [name]: { value, at: new Date().toISOString() } }));
  return (
    <Card title={t('thing.properties')}>
      {properties.map((property) => {
        const newest = [asked[property.name], told[property.name]].filter((one) => one !== undefined).sort((a, b) => b.at.localeCompare(a.at))[0];
        return (
          <OneProperty
            key={property.name}
            deviceId={deviceId}
            property={property}
            known={newest}
            timeZone={timeZone}
            mayRead={mayRead && !property.writeOnly}
            mayWrite={mayWrite && !property.readOnly}
            onValue={(value) => note(property.name, value)}
          />
        );
      })}
    </Card>
  );
}

interface OnePropertyProps {
  deviceId: string;
  property: ThingProperty;
  known: Known | undefined;
  timeZone: string;
  mayRead: boolean;
  mayWrite: boolean;
  onValue: (value: unknown) => void;
}

function OneProperty({ deviceId, property, known, timeZone, mayRead, mayWrite, onValue }: OnePropertyProps) {
  const { t, language } = useWords();
  const [busy, setBusy] = useState(false);
  const [writing, setWriting] = useState(false);
  const { name, title, unit } = property;
  const label = title ?? name;
  const readNow = async () => {
    setBusy(true);
    try {
      onValue(await things.read(deviceId, name));
    } catch (error) {
      tellProblem(error, t, t('thing.readFailed', { name: label }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="v-item v-item-flush" data-testid="thing-property" data-name={name}>
      <div className="v-item-main">
        <strong>{label}</strong> {title && title !== name && <span className="v-muted v-mono">{name}</span>}
        <div>
          {known ? <ValueText value={known.value} unit={unit} /> : <span className="v-muted">{t(property.writeOnly ? 'thing.writeOnly' : 'thing.notRead')}</span>}
          {known && <span className="v-muted v-small v-num v-toldat">{moment(known.at, timeZone, language)}</span>}
        </div>
        {writing && (
          <WriteForm
            deviceId={deviceId}
            property={property}
            value={known?.value}
            onDone={(value) => {
              onValue(value);
              setWriting(false);
            }}
            onClose={() => setWriting(false)}
          />
        )}
      </div>
      <div className="v-item-end">
        {mayWrite && (
          <Tooltip label={t('thing.write')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('thing.writeOf', { name: label })} aria-expanded={writing} onClick={() => setWriting(!writing)}>
              <IconPencil size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        {mayRead && (
          <Tooltip label={t('thing.read')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('thing.readOf', { name: label })} loading={busy} onClick={() => void readNow()}>
              <IconRefresh size={17} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </div>
  );
}

interface WriteFormProps {
  deviceId: string;
  property: ThingProperty;
  value: unknown;
  onDone: (value: unknown) => void;
  onClose: () => void;
}

function WriteForm({ deviceId, property, value, onDone, onClose }: WriteFormProps) {
  const { t } = useWords();
  const schema = schemaOf(property);
  const [draft, setDraft] = useState<Draft>(() => draftOf(schema, value));
  const [faults, setFaults] = useState<Record<string, Fault>>({});
  const { busy, refusal, submit, of } = useSubmit();
  const complaint = of('value');
  const label = property.title ?? property.name;
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const said = read(schema, draft);
    if ('faults' in said) return setFaults(said.faults);
    setFaults({});
    void submit(async () => {
      await things.write(deviceId, property.name, said.value);
      tell(t('thing.written', { name: label }));
      onDone(said.value);
    });
  };
  return (
    <form className="v-inlineform" aria-label={t('thing.writeOf', { name: label })} noValidate onSubmit={save}>
      <SchemaInput label={t('thing.newValue')} schema={schema} draft={draft} faults={faults} onDraft={setDraft} />
      <Refusal problem={refusal} />
      {complaint && (
        <span className="v-small v-muted" lang="en">
          {complaint}
        </span>
      )}
      <Group gap="sm">
        <Button size="xs" type="submit" loading={busy}>
          {t('thing.write')}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );
}
