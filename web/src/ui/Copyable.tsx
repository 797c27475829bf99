import { ActionIcon, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../words/words';

/** A text to be taken elsewhere. */
export function Copyable({ label, value }: { label?: string; value: string }) {
  const { t } = useWords();
  return (
    <Group gap="xs" wrap="nowrap" className="v-copyable">
      {label && (
        <Text size="xs" w={96} c="dimmed">
          {label}
        </Text>
      )}
      <Code style={{ flex: 1, overflowWrap: 'anywhere' }}>{value}</Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon variant="subtle" color="gray" aria-label={copied ? t('common.copied') : [t('common.copy'), label].filter(Boolean).join(': ')} onClick={copy}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}
