import { Button, NativeSelect, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMay } from '../api/useMay';
import { Card } from '../ui/Card';
import { PageHead } from '../ui/PageHead';
import { HealthCard } from '../settings/HealthCard';
import { StreamKeys } from '../settings/StreamKeys';
import { languages, useWords, type Language } from '../words/words';

export function SettingsPage() {
  const { t, language, setLanguage } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { isAdministrator, may } = useMay();
  return (
    <>
      <PageHead title={t('settings.title')} />
      <div className="v-settings">
        {isAdministrator && (
          <Card title={t('settings.storage')}>
            <Text size="sm" mb="md">
              {t('storage.movedHere')}
            </Text>
            <Button component={Link} to="/storage" variant="default" leftSection={<IconDatabase size={16} />}>
              {t('storage.open')}
            </Button>
          </Card>
        )}
        {may('live') && (
          <Card title={t('streamKeys.title')}>
            <StreamKeys />
          </Card>
        )}
        <Card title={t('settings.appearance')}>
          <Stack gap="md">
            <div>
              <div className="v-fieldlabel" id="theme-label">
                {t('settings.theme')}
              </div>
              <SegmentedControl
                fullWidth
                aria-labelledby="theme-label"
                value={colorScheme}
                onChange={(value) => setColorScheme(value)}
                data={[
                  { value: 'auto', label: t('settings.themeAuto') },
                  { value: 'light', label: t('settings.themeLight') },
                  { value: 'dark', label: t('settings.themeDark') },
                ]}
              />
            </div>
            <NativeSelect
              label={t('settings.language')}
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value as Language)}
              data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            />
          </Stack>
        </Card>
        <Card title={t('settings.about')}>
          <HealthCard />
        </Card>
      </div>
    </>
  );
}
