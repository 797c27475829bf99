import { Button, Drawer, Group, NativeSelect, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import { footageClasses, type ArchiveChoice, type CameraPolicy, type FootageClass, type RetentionTemplate } from '../api/footageTypes';
import type { Device } from '../api/types';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { templateName } from '../words/footageFormat';
import { useWords, type WordKey } from '../words/words';
import { isShorter, timeTrouble, withTemplate, withTime } from './policies';

interface PolicyFormProps {
  camera: Device;
  policy: CameraPolicy;
  templates: RetentionTemplate[];
  onClose: () => void;
}

/** What is recorded of a camera and how long it is kept. */
export function PolicyForm({ camera, policy, templates, onClose }: PolicyFormProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const [draft, setDraft] = useState(policy);
  const [asking, setAsking] = useState(false);
  const change = (part: Partial<CameraPolicy>) => setDraft((old) => ({ ...old, ...part }));
  const title = t('retention.edit', { name: camera.name });

  const within = (value: number, min: number, max: number) => (value >= min && value <= max ? undefined : t('settings.range', { min, max }));
  const rolls = {
    pre: draft.mode === 'events' ? within(draft.preRollSeconds, 0, 30) : undefined,
    post: draft.mode === 'events' ? within(draft.postRollSeconds, 1, 600) : undefined,
  };
  const priority = within(draft.priority, 1, 9);
  const timeError = (which: FootageClass) => {
    const trouble = timeTrouble(draft, which);
    return trouble && t(`retention.${trouble}`);
  };
  const sound = !rolls.pre && !rolls.post && !priority && footageClasses.every((which) => !timeError(which));

  const save = async () => {
    await footage.setPolicy(camera.id, draft);
    await Promise.all([footageKeys.policies, footageKeys.forecast].map((queryKey) => client.invalidateQueries({ queryKey })));
    tell(t('retention.saved', { name: camera.name }));
    onClose();
  };
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!sound) return;
    if (isShorter(policy, draft)) setAsking(true);
    else void submit(save);
  };

  return (
    <Drawer opened onClose={onClose} title={title} position="right" size="md" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={send} noValidate aria-label={title}>
        <Stack gap="md">
          <div>
            <div className="v-fieldlabel" id="policy-mode">
              {t('retention.modeLabel')}
            </div>
            <SegmentedControl
              fullWidth
              aria-labelledby="policy-mode"
              value={draft.mode}
              onChange={(mode) => change({ mode })}
              data={[
                { value: 'continuous', label: t('retention.modeContinuous') },
                { value: 'events', label: t('retention.modeEvents') },
              ]}
            />
            {draft.mode === 'events' && (
              <Text size="xs" c="dimmed" mt={6}>
                {t('retention.modeEventsHint')}
              </Text>
            )}
          </div>
          {draft.mode === 'events' && (
            <Group grow align="flex-start">
              <NumberInput label={t('retention.preRoll')} value={draft.preRollSeconds} error={rolls.pre ?? of('preRollSeconds')} onChange={(value) => change({ preRollSeconds: Number(value) })} />
              <NumberInput label={t('retention.postRoll')} value={draft.postRollSeconds} error={rolls.post ?? of('postRollSeconds')} onChange={(value) => change({ postRollSeconds: Number(value) })} />
            </Group>
          )}
          <NativeSelect
            label={t('retention.template')}
            value={draft.template ?? ''}
            error={of('template')}
            onChange={(event) => {
              const template = templates.find(({ code }) => code === event.currentTarget.value);
              setDraft(template ? withTemplate(draft, template) : { ...draft, template: null });
            }}
            data={[{ value: '', label: t('retention.ownTimes') }, ...templates.map(({ code }) => ({ value: code, label: templateName(code, t) }))]}
          />
          <fieldset className="v-fieldset">
            <legend>{t('retention.times')}</legend>
            <div className="v-times">
              <span />
              <span aria-hidden>{t('retention.min')}</span>
              <span aria-hidden>{t('retention.max')}</span>
              {footageClasses.map((which) => {
                const name = t(`retention.${which}`);
                const { minDays, maxDays } = draft[which];
                return (
                  <TimesRow key={which} name={name}>
                    <NumberInput
                      aria-label={t('retention.minOf', { name })}
                      min={0}
                      value={minDays}
                      error={of(`${which}.minDays`) !== undefined}
                      onChange={(value) => setDraft(withTime(draft, which, { minDays: Number(value) || 0 }))}
                    />
                    <NumberInput
                      aria-label={t('retention.maxOf', { name })}
                      min={0}
                      placeholder="–"
                      value={maxDays ?? ''}
                      error={timeError(which) ?? of(which) ?? of(`${which}.maxDays`)}
                      onChange={(value) => setDraft(withTime(draft, which, { maxDays: typeof value === 'number' ? value : null }))}
                    />
                  </TimesRow>
                );
              })}
            </div>
            <Text size="xs" c="dimmed" mt={6}>
              {t('retention.maxHint')}
            </Text>
          </fieldset>
          <NumberInput label={t('retention.priority')} description={t('retention.priorityHint')} value={draft.priority} error={priority ?? of('priority')} onChange={(value) => change({ priority: Number(value) })} />
          <NativeSelect
            label={t('retention.archiveChoice')}
            value={draft.archive}
            error={of('archive')}
            onChange={(event) => change({ archive: event.currentTarget.value as ArchiveChoice })}
            data={(['all', 'events', 'none'] as const).map((value) => ({ value, label: t(`retention.archive.${value}` as WordKey) }))}
          />
          <Refusal problem={refusal} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
      <Confirm
        opened={asking}
        title={t('retention.shorterTitle')}
        text={t('retention.shorterText')}
        action={t('retention.shorterAction')}
        onClose={() => setAsking(false)}
        onConfirm={() => submit(save)}
      />
    </Drawer>
  );
}

function TimesRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <span>{name}</span>
      {children}
    </>
  );
}
