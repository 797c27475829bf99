import { Progress, Stack, Text } from '@mantine/core';
import { useVolumes } from '../api/queries';
import { SkeletonRows, Trouble } from '../ui/states';
import { bytes } from '../words/format';
import { useWords } from '../words/words';

export function StorageCard() {
  const { t, language } = useWords();
  const { data, error, refetch } = useVolumes();
  if (!data) return error ? <Trouble error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={2} />;
  if (data.length === 0) return <Text size="sm">{t('settings.noVolumes')}</Text>;
  return (
    <Stack gap="lg">
      {data.map((volume) => {
        const share = volume.budgetBytes > 0 ? Math.min(1, volume.usedBytes / volume.budgetBytes) : 0;
        const used = t('settings.used', { used: bytes(volume.usedBytes, language), budget: bytes(volume.budgetBytes, language) });
        return (
          <div key={volume.path} data-testid="volume">
            <div style={{ display: 'flex', gap: 10, alignItems: 'baseline' }}>
              <Text fw={600} size="sm">
                {volume.name}
              </Text>
              <span className="v-mono v-muted">{volume.path}</span>
            </div>
            <Progress value={share * 100} color={share > 0.97 ? 'yellow' : 'verdigris'} my={8} size="lg" aria-label={used} />
            <Text size="xs" className="v-num">
              {used}
            </Text>
            <Text size="xs" className="v-num v-muted">
              {t('settings.free', { free: bytes(volume.freeBytes, language) })}
              {' · '}
              {volume.forecastDays == null ? t('settings.forecastNone') : t('settings.forecastDays', { count: Math.round(volume.forecastDays) })}
            </Text>
          </div>
        );
      })}
    </Stack>
  );
}
