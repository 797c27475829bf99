import { Button, Group, SegmentedControl, Switch, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { api } from '../api/client';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import { keys, type CameraView } from '../api/queries';
import { useMay } from '../api/useMay';
import { ExpiryField } from '../holds/ExpiryField';
import { expiryAt, isSound, type Expiry } from '../holds/expiry';
import type { Day } from '../timeline/days';
import { totalMs, type Span } from '../timeline/geometry';
import type { GapSpan } from '../timeline/paint';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { duration } from '../words/format';
import { useWords, type WordKey } from '../words/words';
import { needsReason, overlap, purposes, rangeTrouble, rightFor, type Purpose } from './range';
import { TimeField } from './TimeField';

interface RangePanelProps {
  camera: CameraView;
  day: Day;
  now: number;
  ranges: readonly Span[];
  gaps: readonly GapSpan[];
  selection: Span;
  onSelection: (selection: Span) => void;
  onClose: () => void;
}

const intros = { export: 'exporting.intro', clip: 'range.clipIntro', hold: 'range.holdIntro' } as const satisfies Record<Purpose, WordKey>;
const titles = { export: 'exporting.title', clip: 'clips.order', hold: 'holds.place' } as const satisfies Record<Purpose, WordKey>;
const submits = { export: 'exporting.submit', clip: 'clips.submit', hold: 'range.holdSubmit' } as const satisfies Record<Purpose, WordKey>;

/** What is done with the range marked on the timeline: exported, kept as a clip, or held. */
export function RangePanel({ camera, day, now, ranges, gaps, selection, onSelection, onClose }: RangePanelProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const { may } = useMay();
  const open = purposes.filter((one) => may(rightFor[one], camera.device));
  const [purpose, setPurpose] = useState<Purpose>(open[0] ?? 'export');
  const [reason, setReason] = useState('');
  const [sealed, setSealed] = useState(false);
  const [expiry, setExpiry] = useState<Expiry>({ choice: 'never', date: undefined });
  const [asked, setAsked] = useState(false);
  const panel = useRef<HTMLFormElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [purpose]);
  const trouble = rangeTrouble(purpose, selection, now, ranges);
  const missing = overlap(gaps, selection);
  const length = duration(selection.end - selection.start);
  const required = needsReason(purpose, sealed);
  const noReason = required && reason.trim() === '';

  const make: Record<Purpose, () => Promise<void>> = {
    export: async () => {
      await api.addExport({ ...range(now), ...(reason.trim() ? { reason: reason.trim() } : {}), ...(sealed ? { sealed } : {}) });
      await client.invalidateQueries({ queryKey: keys.exports });
      tell(t('exporting.started'));
    },
    clip: async () => {
      await footage.addClip({ ...range(), reason: reason.trim() });
      await client.invalidateQueries({ queryKey: footageKeys.clips });
      tell(t('clips.ordered'));
    },
    hold: async () => {
      const end = expiryAt(expiry, now);
      await footage.placeHold({ ...range(), reason: reason.trim(), expiresAt: end === undefined ? undefined : new Date(end).toISOString() });
      await client.invalidateQueries({ queryKey: footageKeys.holds });
      tell(t('holds.placed'));
    },
  };
  const range = (latest = Infinity) => ({
    cameraIds: [camera.device.id],
    from: new Date(selection.start).toISOString(),
    to: new Date(Math.min(selection.end, latest)).toISOString(),
  });

  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (trouble || noReason || (purpose === 'hold' && !isSound(expiry, now))) return;
    void submit(async () => {
      await make[purpose]();
      onClose();
    });
  };

  return (
    <form ref={panel} className="v-range" aria-label={t(titles[purpose])} data-testid="export-panel" data-purpose={purpose} noValidate onSubmit={send}>
      <div>
        <SegmentedControl
          size="xs"
          mb={8}
          aria-label={t('range.purpose')}
          value={purpose}
          onChange={(value) => setPurpose(value)}
          data={open.map((value) => ({ value, label: t(`range.${value}`) }))}
        />
        <Text size="xs" className="v-muted">
          {t(intros[purpose])} <span className="v-desktop-only">{t('exporting.dragHint')}</span>
        </Text>
      </div>
      <Group gap="sm" align="flex-start" wrap="wrap">
        <TimeField label={t('exporting.start')} day={day} at={selection.start} error={of('from')} onChange={(start) => onSelection({ ...selection, start })} />
        <TimeField label={t('exporting.end')} day={day} at={selection.end} error={of('to')} onChange={(end) => onSelection({ ...selection, end })} />
        <TextInput
          label={t('exporting.reason')}
          placeholder={required ? undefined : t('common.optional')}
          required={required}
          title={t('exporting.reasonHint')}
          maxLength={200}
          style={{ flex: '1 1 180px' }}
          value={reason}
          error={(asked && noReason ? t(purpose === 'export' ? 'evidence.reasonNeeded' : 'form.required') : undefined) ?? of('reason')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {purpose === 'hold' && <ExpiryField expiry={expiry} now={now} timeZone={day.timeZone} error={asked && !isSound(expiry, now) ? t('holds.expiryPast') : of('expiresAt')} onChange={setExpiry} />}
      </Group>
      {purpose === 'export' && (
        <Switch label={t('evidence.sealSwitch')} description={t('evidence.sealHint')} checked={sealed} onChange={(event) => setSealed(event.currentTarget.checked)} data-testid="seal-switch" />
      )}
      {trouble && (
        <Text size="sm" c="red" role="alert">
          {t(trouble)}
        </Text>
      )}
      {!trouble && purpose === 'clip' && selection.end > now && (
        <Text size="sm" className="v-muted v-num">
          {t('clips.endsInFuture', { time: duration(selection.end - now) })}
        </Text>
      )}
      {!trouble && missing.length > 0 && purpose !== 'hold' && (
        <Text size="sm" c="yellow">
          {t('exporting.containsGaps', { count: missing.length, length: duration(totalMs(missing)) })}
        </Text>
      )}
      <Refusal problem={refusal} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" size="sm" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" size="sm" loading={busy} disabled={trouble !== undefined} data-testid="export-submit">
          {t(submits[purpose], { length })}
        </Button>
      </Group>
    </form>
  );
}
