import { Alert, Button, Group, NumberInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { keys, useRecordingSettings } from '../api/queries';
import type { RecordingSettings } from '../api/types';
import { tell } from '../ui/notify';
import { SkeletonRows, Trouble } from '../ui/states';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

const giga = 1e9;
const gigabytes = (bytes: number) => Math.round(bytes / (giga / 10)) / 10;
const limits = {
  segmentSeconds: [2, 60],
  fragmentMilliseconds: [200, 1000],
  budgetGb: [0, 1_000_000],
  reserveGb: [0, 100_000],
} as const;
type Field = keyof typeof limits;

export function RecordingForm() {
  const { error, data, refetch } = useRecordingSettings();
  if (data) return <Fields key={JSON.stringify(data)} settings={data} />;
  return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={3} />;
}

function Fields({ settings }: { settings: RecordingSettings }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem>();
  const check = (field: Field) => (value: number | string) => {
    const [min, max] = limits[field];
    if (typeof value !== 'number') return t('settings.number');
    return value < min || value > max ? t('settings.range', { min, max }) : null;
  };
  const form = useForm<Record<Field, number | string>>({
    initialValues: {
      segmentSeconds: settings.segmentSeconds,
      fragmentMilliseconds: settings.fragmentMilliseconds,
      budgetGb: gigabytes(settings.budgetBytes),
      reserveGb: gigabytes(settings.reserveBytes),
    },
    validate: {
      segmentSeconds: check('segmentSeconds'),
      fragmentMilliseconds: check('fragmentMilliseconds'),
      budgetGb: check('budgetGb'),
      reserveGb: check('reserveGb'),
    },
  });

  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      // Only what was changed is sent: what the fields rounded stays as it is.
      const changed = (field: Field, factor = 1) => (form.isDirty(field) ? Math.round(Number(values[field]) * factor) : undefined);
      await api.changeRecordingSettings({
        segmentSeconds: changed('segmentSeconds'),
        fragmentMilliseconds: changed('fragmentMilliseconds'),
        budgetBytes: changed('budgetGb', giga),
        reserveBytes: changed('reserveGb', giga),
      });
      await Promise.all([keys.settings, keys.volumes].map((queryKey) => client.invalidateQueries({ queryKey })));
      tell(t('common.saved'));
    } catch (error) {
      const problem = asProblem(error);
      setRefusal(problem);
      const fields: Record<string, Field> = {
        segmentSeconds: 'segmentSeconds',
        fragmentMilliseconds: 'fragmentMilliseconds',
        budgetBytes: 'budgetGb',
        reserveBytes: 'reserveGb',
      };
      for (const [name, messages] of Object.entries(problem.fields)) {
        const field = fields[name];
        if (field && messages[0]) form.setFieldError(field, messages[0]);
      }
    } finally {
      setBusy(false);
    }
  });

  return (
    <form onSubmit={submit} noValidate aria-label={t('settings.recording')}>
      <Stack gap="md">
        <NumberInput
          label={t('settings.segmentSeconds')}
          description={t('settings.segmentSecondsHint')}
          suffix=" s"
          {...form.getInputProps('segmentSeconds')}
        />
        <NumberInput
          label={t('settings.fragmentMs')}
          description={t('settings.fragmentMsHint')}
          suffix=" ms"
          step={100}
          {...form.getInputProps('fragmentMilliseconds')}
        />
        <NumberInput
          label={t('settings.budget')}
          description={t('settings.budgetHint')}
          suffix=" GB"
          thousandSeparator=" "
          {...form.getInputProps('budgetGb')}
        />
        <NumberInput label={t('settings.reserve')} suffix=" GB" thousandSeparator=" " {...form.getInputProps('reserveGb')} />
        {refusal && (
          <Alert color="red" role="alert">
            {problemText(refusal, t)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!form.isDirty()}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
