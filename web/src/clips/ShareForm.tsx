import { Alert, Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { footage } from '../api/footage';
import type { Clip, SharedLink } from '../api/footageTypes';
import { browserTimeZone } from '../api/queries';
import { Copyable } from '../ui/Copyable';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { moment } from '../words/format';
import { useWords } from '../words/words';

const lengths = [30, 60, 4 * 60, 24 * 60, 72 * 60];

/** A link for somebody without an account, which expires. */
export function ShareForm({ clip, nameOf, onClose }: { clip: Clip; nameOf: (cameraId: string) => string; onClose: () => void }) {
  const { t, language } = useWords();
  const { busy, refusal, submit, of } = useSubmit();
  const [minutes, setMinutes] = useState(30);
  const [cameraId, setCameraId] = useState(clip.files[0]?.cameraId ?? '');
  const [link, setLink] = useState<SharedLink>();
  const lengthText = (length: number) => (length < 120 ? t('clips.minutes', { count: length }) : t('clips.hours', { count: length / 60 }));
  return (
    <Modal opened onClose={onClose} title={t('clips.shareTitle')} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text size="sm">{t('clips.shareText')}</Text>
        {clip.files.length > 1 && (
          <NativeSelect
            label={t('coverage.camera')}
            value={cameraId}
            error={of('cameraId')}
            onChange={(event) => {
              setCameraId(event.currentTarget.value);
              setLink(undefined);
            }}
            data={clip.files.map((file) => ({ value: file.cameraId, label: nameOf(file.cameraId) }))}
          />
        )}
        <NativeSelect
          label={t('clips.shareFor')}
          value={String(minutes)}
          error={of('minutes')}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          data={lengths.map((length) => ({ value: String(length), label: lengthText(length) }))}
        />
        {link && (
          <Alert color="green" role="status" data-testid="shared-link">
            <Copyable value={new URL(link.url, location.origin).href} />
            <Text size="xs" mt={6} className="v-num">
              {t('clips.linkUntil', { time: moment(link.expiresAt, browserTimeZone, language) })}
            </Text>
          </Alert>
        )}
        <Refusal problem={refusal} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          <Button loading={busy} onClick={() => void submit(async () => setLink(await footage.shareClip(clip.id, cameraId, minutes)))}>
            {t('clips.makeLink')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
