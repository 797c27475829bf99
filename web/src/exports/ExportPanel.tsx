import { Alert, Button, Group, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/client';
import { asProblem, type Problem } from '../api/problem';
import { keys, type CameraView } from '../api/queries';
import { clockText, instantOnDay, type Day } from '../timeline/days';
import { totalMs, type Span } from '../timeline/geometry';
import type { GapSpan } from '../timeline/paint';
import { tell } from '../ui/notify';
import { duration, problemText } from '../words/format';
import { useWords, type WordKey } from '../words/words';

interface Props {
  camera: CameraView;
  day: Day;
  now: number;
  ranges: readonly Span[];
  gaps: readonly GapSpan[];
  selection: Span;
  onSelection: (selection: Span) => void;
  onClose: () => void;
}

/** What is wrong with a range, or undefined. */
export function rangeTrouble(selection: Span, now: number, ranges: readonly Span[]): WordKey | undefined {
  if (selection.end <= selection.start) return 'exporting.endBeforeStart';
  if (selection.start >= now) return 'exporting.startInFuture';
  // What was written within the last half minute may not be listed yet.
  if (selection.end < now - 30_000 && overlap(ranges, selection).length === 0) return 'exporting.nothing';
  return undefined;
}

export function overlap(spans: readonly Span[], within: Span): Span[] {
  return spans
    .filter((span) => span.end > within.start && span.start < within.end)
    .map((span) => ({ start: Math.max(span.start, within.start), end: Math.min(span.end, within.end) }));
}

export function ExportPanel({ camera, day, now, ranges, gaps, selection, onSelection, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Problem>();
  const trouble = rangeTrouble(selection, now, ranges);
  const missing = overlap(gaps, selection);
  const length = duration(selection.end - selection.start);

  const submit = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await api.addExport({
        cameraIds: [camera.device.id],
        from: new Date(selection.start).toISOString(),
        to: new Date(Math.min(selection.end, now)).toISOString(),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      });
      await client.invalidateQueries({ queryKey: keys.exports });
      tell(t('exporting.started'));
      onClose();
    } catch (error) {
      setRefusal(asProblem(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      aria-label={t('exporting.title')}
      data-testid="export-panel"
      style={{ borderTop: '1px solid var(--v-line)', paddingTop: 14, display: 'grid', gap: 12 }}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div>
        <Text fw={600} size="sm">
          {t('exporting.title')}
        </Text>
        <Text size="xs" className="v-muted">
          {t('exporting.intro')} <span className="v-desktop-only">{t('exporting.dragHint')}</span>
        </Text>
      </div>
      <Group gap="sm" align="flex-start" wrap="wrap">
        <TimeField
          label={t('exporting.start')}
          day={day}
          at={selection.start}
          error={refusal?.fields.from?.[0]}
          onChange={(start) => onSelection({ ...selection, start })}
        />
        <TimeField
          label={t('exporting.end')}
          day={day}
          at={selection.end}
          error={refusal?.fields.to?.[0]}
          onChange={(end) => onSelection({ ...selection, end })}
        />
        <TextInput
          label={t('exporting.reason')}
          placeholder={t('common.optional')}
          title={t('exporting.reasonHint')}
          maxLength={200}
          style={{ flex: '1 1 180px' }}
          value={reason}
          error={refusal?.fields.reason?.[0]}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Group>
      {trouble && (
        <Text size="sm" c="red" role="alert">
          {t(trouble)}
        </Text>
      )}
      {!trouble && missing.length > 0 && (
        <Text size="sm" c="yellow">
          {t('exporting.containsGaps', { count: missing.length, length: duration(totalMs(missing)) })}
        </Text>
      )}
      {refusal && (
        <Alert color="red" role="alert">
          {problemText(refusal, t)}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" size="sm" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" size="sm" loading={busy} disabled={trouble !== undefined} data-testid="export-submit">
          {t('exporting.submit', { length })}
        </Button>
      </Group>
    </form>
  );
}

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
