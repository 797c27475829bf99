import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import { useCameraViews } from '../api/queries';
import { CameraRange, rangeErrors, type ChosenRange } from '../ui/CameraRange';
import { tell } from '../ui/notify';
import { useNow } from '../ui/useNow';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { duration } from '../words/format';
import { useWords } from '../words/words';

const threeMinutes = 180_000;

/** Orders a clip of some cameras. It is offered around the present instant: three minutes before and after. */
export function ClipForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const now = useNow();
  const { views } = useCameraViews();
  const { busy, refusal, submit, of } = useSubmit();
  const [range, setRange] = useState<ChosenRange>(() => {
    const instant = Math.floor(now / 1000) * 1000;
    return { cameraIds: [], from: instant - threeMinutes, to: instant + threeMinutes };
  });
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const wrong = rangeErrors(range, t);
  const needReason = reason.trim() === '' ? t('clips.needReason') : undefined;

  const order = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    const { from, to, cameraIds } = range;
    if (needReason || Object.values(wrong).some(Boolean) || from === undefined || to === undefined) return;
    void submit(async () => {
      await footage.addClip({ cameraIds, from: new Date(from).toISOString(), to: new Date(to).toISOString(), reason: reason.trim() });
      await client.invalidateQueries({ queryKey: footageKeys.clips });
      tell(t('clips.ordered'));
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={t('clips.order')} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={order} noValidate aria-label={t('clips.order')}>
        <Stack gap="sm">
          <CameraRange
            value={range}
            views={views ?? []}
            errors={{ cameraIds: (asked ? wrong.cameraIds : undefined) ?? of('cameraIds'), from: (asked ? wrong.from : undefined) ?? of('from'), to: wrong.to ?? of('to') }}
            onChange={setRange}
          />
          {range.to !== undefined && range.to > now && (
            <Text size="sm" className="v-muted v-num">
              {t('clips.endsInFuture', { time: duration(range.to - now) })}
            </Text>
          )}
          <TextInput label={t('clips.reason')} maxLength={500} value={reason} error={(asked ? needReason : undefined) ?? of('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
          <Refusal problem={refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('clips.order')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
