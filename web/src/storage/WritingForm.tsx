import { Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { api } from '../api/client';
import { keys, useRecordingSettings } from '../api/queries';
import type { RecordingSettings } from '../api/types';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { duration } from '../words/format';
import { useWords } from '../words/words';

const limits = { segmentSeconds: [2, 60], fragmentMilliseconds: [200, 5000] } as const;
type Field = keyof typeof limits;

/** How footage is written: the lengths that decide what a power cut costs, and encryption. */
export function WritingForm() {
  const { error, data, refetch } = useRecordingSettings();
  if (!data) return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={3} />;
  return (
    <Stack gap="lg">
      <Lengths key={`${data.segmentSeconds} ${data.fragmentMilliseconds}`} settings={data} />
      <Encryption on={data.encryptFootage} />
    </Stack>
  );
}

function Lengths({ settings }: { settings: RecordingSettings }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const [values, setValues] = useState<Record<Field, number | string>>({
    segmentSeconds: settings.segmentSeconds,
    fragmentMilliseconds: settings.fragmentMilliseconds,
  });
  const trouble = (field: Field): string | undefined => {
    const value = values[field];
    const [min, max] = limits[field];
    if (typeof value !== 'number') return t('settings.number');
    return value < min || value > max ? t('settings.range', { min, max }) : undefined;
  };
  const fields = Object.keys(limits) as Field[];
  const changed = fields.filter((field) => values[field] !== settings[field]);
  const sound = fields.every((field) => trouble(field) === undefined);
  const fragment = Number(values.fragmentMilliseconds);

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!sound) return;
    void submit(async () => {
      await api.changeRecordingSettings(Object.fromEntries(changed.map((field) => [field, Number(values[field])])));
      await client.invalidateQueries({ queryKey: keys.settings });
      tell(t('common.saved'));
    });
  };
  const input = (field: Field) => ({
    value: values[field],
    error: trouble(field) ?? of(field),
    onChange: (value: number | string) => setValues((old) => ({ ...old, [field]: value })),
  });

  return (
    <form onSubmit={save} noValidate aria-label={t('storage.writing')}>
      <Stack gap="md">
        <NumberInput label={t('settings.segmentSeconds')} description={t('storage.segmentHint')} suffix=" s" {...input('segmentSeconds')} />
        <NumberInput label={t('settings.fragmentMs')} description={t('storage.fragmentHint')} suffix=" ms" step={100} {...input('fragmentMilliseconds')} />
        {sound && (
          <Text size="sm" className="v-note">
            {t('storage.lossBound', { time: fragment < 1000 ? `${fragment.toLocaleString(language)} ms` : duration(fragment) })}
          </Text>
        )}
        <Refusal problem={refusal} />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={changed.length === 0 || !sound}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Encryption({ on }: { on: boolean }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Switch
        label={t('storage.encrypt')}
        description={t('storage.encryptHint')}
        checked={on}
        onChange={() => setAsking(true)}
        data-testid="encrypt-switch"
      />
      <Confirm
        opened={asking}
        title={t(on ? 'storage.encryptOffTitle' : 'storage.encryptOnTitle')}
        text={t(on ? 'storage.encryptOffText' : 'storage.encryptOnText')}
        action={t(on ? 'storage.encryptOffAction' : 'storage.encryptOnAction')}
        onClose={() => setAsking(false)}
        onConfirm={async () => {
          await api.changeRecordingSettings({ encryptFootage: !on });
          await client.invalidateQueries({ queryKey: keys.settings });
          tell(t('common.saved'));
        }}
      />
    </>
  );
}
