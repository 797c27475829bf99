import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { keys, useRecordingSettings } from '../api/queries';
import type { RetentionTemplate } from '../api/footageTypes';
import { tell } from '../ui/notify';
import { useSubmit } from '../ui/useSubmit';
import { problemText } from '../words/format';
import { templateName } from '../words/footageFormat';
import { useWords } from '../words/words';

/** Which template cameras get when they are added; those there are stay as they are. */
export function DefaultTemplate({ templates }: { templates: RetentionTemplate[] }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data } = useRecordingSettings();
  const { busy, refusal, submit } = useSubmit();
  if (data?.defaultTemplate === undefined) return null;
  return (
    <NativeSelect
      className="v-push"
      size="xs"
      label={t('retention.newCameras')}
      value={data.defaultTemplate}
      disabled={busy}
      error={refusal && problemText(refusal, t)}
      onChange={(event) => {
        const defaultTemplate = event.currentTarget.value;
        void submit(async () => {
          await api.changeRecordingSettings({ defaultTemplate });
          await client.invalidateQueries({ queryKey: keys.settings });
          tell(t('common.saved'));
        });
      }}
      data={templates.map(({ code }) => ({ value: code, label: templateName(code, t) }))}
    />
  );
}
