import { Text } from '@mantine/core';
import { useHealth, useMe } from '../api/queries';
import { SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

const good = new Set(['ok', 'ready', 'healthy', 'up', 'live']);

export function HealthCard() {
  const { t } = useWords();
  const { data, error, refetch } = useHealth();
  const me = useMe();
  if (!data) return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={3} height={24} />;
  const healthy = good.has(data.status.toLowerCase());
  return (
    <>
      <Text size="sm" mb="md" style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <span className="v-dot" data-state={healthy ? 'online' : 'silent'} />
        {healthy ? t('settings.healthy') : t('settings.degraded')}
      </Text>
      <dl className="v-facts">
        {data.modules && (
          <>
            <dt>{t('settings.modules')}</dt>
            <dd>
              {data.modules.map((module) => {
                const { name, status } = typeof module === 'string' ? { name: module, status: undefined } : module;
                const ill = status !== undefined && !good.has(status.toLowerCase());
                return (
                  <div key={name} style={ill ? { color: 'var(--v-rec)' } : undefined}>
                    {name}
                    {ill ? `: ${status}` : ''}
                  </div>
                );
              })}
            </dd>
          </>
        )}
        {data.storage !== undefined && (
          <>
            <dt>{t('settings.database')}</dt>
            <dd>{plain(data.storage)}</dd>
          </>
        )}
        {data.bus && (
          <>
            <dt>{t('settings.bus')}</dt>
            <dd>
              {data.bus.kind}
              {data.bus.note && <div className="v-muted">{data.bus.note}</div>}
            </dd>
          </>
        )}
        {me.data && (
          <>
            <dt>{t('settings.roles')}</dt>
            <dd>
              {me.data.username}: {me.data.roles.join(', ')}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value)
    .filter((one): one is string | number => typeof one === 'string' || typeof one === 'number')
    .join(', ');
}
