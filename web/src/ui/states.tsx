import { Alert, Button, Center, Code, Group, Loader, Skeleton, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

export function Empty({ icon, title, text, children }: { icon?: ReactNode; title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="v-empty">
      {icon && <div className="v-empty-mark">{icon}</div>}
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

export function Waiting({ label }: { label?: string }) {
  const { t } = useWords();
  return (
    <Center mih={240} role="status" aria-label={label ?? t('common.loading')}>
      <Loader type="dots" />
    </Center>
  );
}

export function SkeletonRows({ count = 4, height = 44 }: { count?: number; height?: number }) {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t('common.loading')}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={height} mb={8} />
      ))}
    </div>
  );
}

/** What went wrong, in words, with a way on. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useWords();
  const problem = asProblem(error);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('problem.title')} role="alert">
      <Text size="sm">{problemText(problem, t)}</Text>
      <Group mt="sm" gap="sm">
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        {problem.traceId && (
          <Text size="xs" c="dimmed">
            {t('common.reference', { id: '' })} <Code>{problem.traceId}</Code>
          </Text>
        )}
      </Group>
    </Alert>
  );
}
