import { NativeSelect, SegmentedControl, Stack, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHead } from '../ui/PageHead';
import { HealthCard } from '../settings/HealthCard';
import { PasswordForm } from '../settings/PasswordForm';
import { RecordingForm } from '../settings/RecordingForm';
import { StorageCard } from '../settings/StorageCard';
import { StreamKeys } from '../settings/StreamKeys';
import { languages, useWords, type Language } from '../words/words';

export function SettingsPage() {
  const { t, language, setLanguage } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <PageHead title={t('settings.title')} />
      <div className="v-settings">
        <Card title={t('settings.storage')}>
          <StorageCard />
        </Card>
        <Card title={t('settings.recording')}>
          <RecordingForm />
        </Card>
        <Card title={t('streamKeys.title')}>
          <StreamKeys />
        </Card>
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
        <Card title={t('settings.password')}>
          <PasswordForm />
        </Card>
        <Card title={t('settings.about')}>
          <HealthCard />
        </Card>
      </div>
    </>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="v-card v-card-pad" aria-label={title}>
      <h2 style={{ marginTop: 0, marginBottom: 14, fontSize: '0.98rem' }}>{title}</h2>
      {children}
    </section>
  );
}
