import { Button, NativeSelect, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { RetentionTemplate } from '../api/footageTypes';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { templateName } from '../words/footageFormat';
import { useWords } from '../words/words';
import { withTemplate } from './policies';

interface BulkTemplateProps {
  cameraIds: string[];
  templates: RetentionTemplate[];
  onDone: () => void;
}

/** Gives several cameras the times of one template. */
export function BulkTemplate({ cameraIds, templates, onDone }: BulkTemplateProps) {
  const { t } = useWords();
  const client = useQueryClient();
  const [code, setCode] = useState(templates[0]?.code ?? '');
  const [asking, setAsking] = useState(false);
  const template = templates.find((one) => one.code === code);
  const count = cameraIds.length;

  const apply = async () => {
    if (!template) return;
    try {
      // One after the other, each on what stands now: somebody may have changed it since it was shown.
      for (const id of cameraIds) await footage.setPolicy(id, withTemplate(await footage.policy(id), template));
    } finally {
      await Promise.all([footageKeys.policies, footageKeys.forecast].map((queryKey) => client.invalidateQueries({ queryKey })));
    }
    tell(t('retention.applied', { count }));
    onDone();
  };

  return (
    <div className="v-bulk" role="group" aria-label={t('retention.selected', { count })} data-testid="bulk">
      <Text size="sm" fw={560}>
        {t('retention.selected', { count })}
      </Text>
      <span className="v-push" />
      <NativeSelect
        size="xs"
        aria-label={t('retention.template')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        data={templates.map((one) => ({ value: one.code, label: templateName(one.code, t) }))}
      />
      <Button size="xs" disabled={!template} onClick={() => setAsking(true)}>
        {t('retention.apply')}
      </Button>
      <Confirm
        opened={asking}
        title={t('retention.applyTitle', { template: templateName(code, t) })}
        text={t('retention.applyText', { count })}
        action={t('retention.apply')}
        onClose={() => setAsking(false)}
        onConfirm={apply}
      />
    </div>
  );
}
