import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconLink } from '@tabler/icons-react';
import { useAuditVerification } from '../api/footageQueries';
import { SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

/** Whether the log is as it was written. */
export function ChainState() {
  const { t } = useWords();
  const { data, error, isFetching, refetch } = useAuditVerification();
  const again = (
    <Button size="xs" variant="default" loading={isFetching} onClick={() => void refetch()}>
      {t('audit.verify')}
    </Button>
  );
  if (!data) return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={1} height={64} />;
  const number = data.brokenAt ?? data.count + 1;
  return (
    <Alert
      color={data.valid ? 'green' : 'red'}
      role={data.valid ? 'status' : 'alert'}
      icon={data.valid ? <IconLink size={18} /> : <IconAlertTriangle size={18} />}
      title={data.valid ? t('audit.valid') : t('audit.broken', { number })}
      data-testid="chain"
      data-valid={data.valid}
    >
      <Group justify="space-between" align="flex-end">
        <div style={{ minWidth: 0 }}>
          <Text size="sm">{data.valid ? t('audit.validText', { count: data.count }) : t('audit.brokenText')}</Text>
          {data.head && (
            <span className="v-mono v-muted">
              {t('audit.hash')} {data.head}
            </span>
          )}
        </div>
        {again}
      </Group>
    </Alert>
  );
}
