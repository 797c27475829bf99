import { Alert, Button, Checkbox, Group, NumberInput, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconPlugConnected } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { ArchiveKind, ArchiveSettings, ArchiveTest } from '../api/footageTypes';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { archiveCause } from '../words/footageFormat';
import { useWords } from '../words/words';
import { fieldsOf, inputOf, keepsSecret, missingOf, type ArchiveFields } from './archiveFields';

/** Where copies go, and a test before it is trusted. */
export function ArchiveForm({ settings }: { settings: ArchiveSettings }) {
  const { t } = useWords();
  const client = useQueryClient();
  const saving = useSubmit();
  const testing = useSubmit();
  const [fields, setFields] = useState<ArchiveFields>(() => fieldsOf(settings));
  const [asked, setAsked] = useState(false);
  const [answer, setAnswer] = useState<ArchiveTest>();
  const [asking, setAsking] = useState(false);
  // The server says when a change would lose footage, which is asked about once for each refusal.
  const [kept, setKept] = useState(false);
  const abandoning = !kept && saving.refusal?.code === 'archive-holds-footage';
  const missing = missingOf(fields, keepsSecret(fields, settings));
  const change = (part: Partial<ArchiveFields>) => {
    setFields((old) => ({ ...old, ...part }));
    setAnswer(undefined);
  };
  const error = (name: keyof ArchiveFields, server: string = name) =>
    (asked && missing.has(name) ? t('form.required') : undefined) ?? saving.of(server) ?? testing.of(server);
  const text = (name: 'path' | 'endpoint' | 'bucket' | 'prefix' | 'region' | 'accessKey') => ({
    value: fields[name],
    error: error(name),
    spellCheck: false,
    onChange: (event: { currentTarget: HTMLInputElement }) => change({ [name]: event.currentTarget.value }),
  });

  const save = async (abandon?: true) => {
    await footage.setArchive({ ...inputOf(fields), ...(abandon ? { abandon } : {}) });
    await Promise.all([footageKeys.archive, footageKeys.archiveSettings].map((queryKey) => client.invalidateQueries({ queryKey })));
    setFields((old) => ({ ...old, secretKey: '' }));
    tell(t('archive.saved'));
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    setKept(false);
    if (missing.size > 0) return;
    if (fields.kind === 'none' && settings.kind !== 'none') setAsking(true);
    else void saving.submit(() => save());
  };
  const test = () => {
    setAsked(true);
    if (missing.size > 0) return;
    void testing.submit(async () => setAnswer(await footage.testArchive(inputOf(fields))));
  };

  return (
    <form onSubmit={send} noValidate aria-label={t('archive.settings')}>
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={t('archive.kindLabel')}
          value={fields.kind}
          onChange={(kind: ArchiveKind) => change({ kind })}
          data={(['none', 'folder', 's3'] as const).map((value) => ({ value, label: t(`archive.kind.${value}`) }))}
        />
        {fields.kind === 'none' && <Text size="sm">{t('archive.offText')}</Text>}
        {fields.kind === 'folder' && <TextInput label={t('archive.path')} description={t('archive.folderHint')} {...text('path')} />}
        {fields.kind === 's3' && (
          <>
            <TextInput label={t('archive.endpoint')} description={`${t('archive.s3Hint')} ${t('archive.endpointHint')}`} inputMode="url" {...text('endpoint')} />
            <Group grow align="flex-start">
              <TextInput label={t('archive.bucket')} {...text('bucket')} />
              <TextInput label={t('archive.region')} placeholder={t('common.optional')} {...text('region')} />
            </Group>
            <TextInput label={t('archive.prefix')} description={t('archive.prefixHint')} placeholder={t('common.optional')} {...text('prefix')} />
            <Group grow align="flex-start">
              <TextInput label={t('archive.accessKey')} autoComplete="off" {...text('accessKey')} />
              <PasswordInput
                label={t('archive.secretKey')}
                autoComplete="new-password"
                placeholder={settings.hasSecret ? '••••••••' : undefined}
                value={fields.secretKey}
                error={error('secretKey')}
                onChange={(event) => change({ secretKey: event.currentTarget.value })}
              />
            </Group>
            {settings.hasSecret && (
              <Text size="xs" c="dimmed" mt={-8}>
                {t('archive.secretKept')}
              </Text>
            )}
            <Checkbox label={t('archive.pathStyle')} description={t('archive.pathStyleHint')} checked={fields.pathStyle} onChange={(event) => change({ pathStyle: event.currentTarget.checked })} />
          </>
        )}
        {fields.kind !== 'none' && (
          <Group grow align="flex-end">
            <NumberInput
              label={t('archive.limit')}
              description={t('archive.limitHint')}
              suffix=" MB/s"
              min={0}
              value={fields.limit}
              error={error('limit', 'bytesPerSecondLimit')}
              onChange={(value) => change({ limit: typeof value === 'number' ? value : '' })}
            />
            {fields.kind === 's3' && (
              <NumberInput
                label={t('archive.lockDays')}
                description={t('archive.lockHint')}
                min={0}
                value={fields.lockDays}
                error={error('lockDays', 'objectLockDays')}
                onChange={(value) => change({ lockDays: typeof value === 'number' ? value : '' })}
              />
            )}
          </Group>
        )}
        {answer && (
          <Alert
            color={answer.ok ? 'green' : 'red'}
            icon={answer.ok ? <IconCircleCheck size={18} /> : undefined}
            title={t(answer.ok ? 'archive.testOk' : 'archive.testFailed')}
            role={answer.ok ? 'status' : 'alert'}
            data-testid="archive-test"
            data-ok={answer.ok}
          >
            {!answer.ok && <strong>{archiveCause(answer.cause ?? 'other', t)}. </strong>}
            <span lang="en">{answer.message}</span>
          </Alert>
        )}
        <Refusal problem={testing.refusal ?? saving.refusal} />
        <Group justify="flex-end">
          {fields.kind !== 'none' && (
            <Button variant="default" leftSection={<IconPlugConnected size={16} />} loading={testing.busy} onClick={test}>
              {t('archive.test')}
            </Button>
          )}
          <Button type="submit" loading={saving.busy}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
      <Confirm opened={asking} title={t('archive.offTitle')} text={t('archive.offQuestion')} action={t('archive.offAction')} onClose={() => setAsking(false)} onConfirm={() => saving.submit(() => save())} />
      <Confirm
        opened={abandoning}
        title={t('archive.abandonTitle')}
        text={t('archive.abandonText')}
        action={t('archive.abandonAction')}
        onClose={() => setKept(true)}
        onConfirm={() => saving.submit(() => save(true))}
      />
    </form>
  );
}
