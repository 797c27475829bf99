import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { Hold } from '../api/footageTypes';
import { useCameraViews } from '../api/queries';
import { CameraRange, rangeErrors, zoneOf, type ChosenRange } from '../ui/CameraRange';
import { tell } from '../ui/notify';
import { useNow } from '../ui/useNow';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { useWords } from '../words/words';
import { ExpiryField } from './ExpiryField';
import { expiryAt, expiryChoices, isSound, type Expiry } from './expiry';

/** Places a hold, or changes the reason and the end of one. */
export function HoldForm({ hold, onClose }: { hold?: Hold; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const now = useNow(10_000);
  const { views } = useCameraViews();
  const { busy, refusal, submit, of } = useSubmit();
  const [range, setRange] = useState<ChosenRange>({ cameraIds: hold?.cameraIds ?? [], from: Math.floor(now / 60_000) * 60_000 - 3_600_000, to: Math.floor(now / 60_000) * 60_000 });
  const [reason, setReason] = useState(hold?.reason ?? '');
  const [expiry, setExpiry] = useState<Expiry>({ choice: hold?.expiresAt ? 'date' : 'never', date: hold?.expiresAt ? Date.parse(hold.expiresAt) : undefined });
  const [asked, setAsked] = useState(false);
  const title = t(hold ? 'holds.edit' : 'holds.place');
  const wrong: Partial<ReturnType<typeof rangeErrors>> = hold ? {} : rangeErrors(range, t);
  const needReason = reason.trim() === '' ? t('form.required') : undefined;

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (needReason || !isSound(expiry, now) || Object.values(wrong).some(Boolean)) return;
    const end = expiryAt(expiry, now);
    const expiresAt = end === undefined ? undefined : new Date(end).toISOString();
    void submit(async () => {
      if (hold) await footage.changeHold(hold.id, { reason: reason.trim(), ...(expiresAt === undefined ? {} : { expiresAt }) });
      else {
        await footage.placeHold({
          cameraIds: range.cameraIds,
          from: new Date(range.from ?? 0).toISOString(),
          to: new Date(range.to ?? 0).toISOString(),
          reason: reason.trim(),
          expiresAt,
        });
      }
      await client.invalidateQueries({ queryKey: footageKeys.holds });
      tell(t(hold ? 'common.saved' : 'holds.placed'));
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          {!hold && (
            <CameraRange
              value={range}
              views={views ?? []}
              errors={{ cameraIds: (asked ? wrong.cameraIds : undefined) ?? of('cameraIds'), from: (asked ? wrong.from : undefined) ?? of('from'), to: (asked ? wrong.to : undefined) ?? of('to') }}
              onChange={setRange}
            />
          )}
          <TextInput
            label={t('holds.reason')}
            description={t('holds.reasonHint')}
            maxLength={500}
            value={reason}
            error={(asked ? needReason : undefined) ?? of('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ExpiryField
            expiry={expiry}
            // An end that was set can be moved, not taken away: then the hold is released and placed anew.
            choices={hold?.expiresAt ? expiryChoices.filter((choice) => choice !== 'never') : expiryChoices}
            now={now}
            timeZone={zoneOf(range.cameraIds, views ?? [])}
            error={asked && !isSound(expiry, now) ? t('holds.expiryPast') : of('expiresAt')}
            onChange={setExpiry}
          />
          <Refusal problem={refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {hold ? t('common.save') : t('holds.place')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
