import { ActionIcon, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconBuilding,
  IconDeviceCctv,
  IconDownload,
  IconLanguage,
  IconLayoutGrid,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
  IconSunMoon,
  IconUser,
} from '@tabler/icons-react';
import { Link, NavLink, Outlet } from 'react-router';
import { session } from '../api/client';
import { useMe, useStreams } from '../api/queries';
import { useStreamEvents } from '../api/useStreamEvents';
import { Mark } from '../ui/Mark';
import { languages, useWords, type Language, type WordKey } from '../words/words';

const pages: { to: string; label: WordKey; icon: typeof IconLayoutGrid }[] = [
  { to: '/', label: 'nav.wall', icon: IconLayoutGrid },
  { to: '/cameras', label: 'nav.cameras', icon: IconDeviceCctv },
  { to: '/exports', label: 'nav.exports', icon: IconDownload },
  { to: '/places', label: 'nav.places', icon: IconBuilding },
  { to: '/settings', label: 'nav.settings', icon: IconSettings },
];

export function Shell() {
  const { t } = useWords();
  const listening = useStreamEvents();
  return (
    <>
      <a className="v-skip" href="#content">
        {t('nav.skip')}
      </a>
      <div className="v-shell">
        <aside className="v-side">
          <Brand />
          <nav className="v-nav" aria-label={t('nav.main')}>
            <Links size={19} />
          </nav>
          <div className="v-side-foot">
            <Summary />
            <Account />
          </div>
        </aside>
        <div>
          <div className="v-top">
            <Brand />
            <span className="v-push" />
            <Account compact />
          </div>
          {listening === 'lost' && (
            <div className="v-lost" role="status">
              {t('nav.serverLost')}
            </div>
          )}
          <main className="v-main" id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      <nav className="v-bottom" aria-label={t('nav.main')}>
        <Links size={21} />
      </nav>
    </>
  );
}

function Brand() {
  const { t } = useWords();
  return (
    <Link to="/" className="v-brand" aria-label={t('app.name')}>
      <Mark />
      <span>{t('app.name')}</span>
    </Link>
  );
}

function Links({ size }: { size: number }) {
  const { t } = useWords();
  return pages.map(({ to, label, icon: Icon }) => (
    <NavLink key={to} to={to} end={to === '/'} title={t(label)}>
      <Icon size={size} stroke={1.7} aria-hidden />
      <span className="v-label">{t(label)}</span>
    </NavLink>
  ));
}

function Summary() {
  const { t } = useWords();
  const { data } = useStreams();
  if (!data?.length) return null;
  const online = data.filter(({ state }) => state === 'online').length;
  const silent = data.filter(({ state }) => state === 'silent').length;
  return (
    <div className="v-status" data-testid="status-summary">
      <span>
        <span className="v-dot" data-state={online > 0 ? 'online' : 'off'} style={{ display: 'inline-block', marginRight: 7 }} />
        {t('nav.online', { count: online })}
      </span>
      {silent > 0 && (
        <span>
          <span className="v-dot" data-state="silent" style={{ display: 'inline-block', marginRight: 7 }} />
          {t('nav.silent', { count: silent })}
        </span>
      )}
    </div>
  );
}

function Account({ compact = false }: { compact?: boolean }) {
  const { t, language, setLanguage } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { data: me } = useMe();
  const next = { auto: 'light', light: 'dark', dark: 'auto' } as const;
  const SchemeIcon = { auto: IconSunMoon, light: IconSun, dark: IconMoon }[colorScheme];
  const schemeName = t({ auto: 'settings.themeAuto', light: 'settings.themeLight', dark: 'settings.themeDark' }[colorScheme] as WordKey);
  return (
    <Menu position={compact ? 'bottom-end' : 'right-end'} width={220}>
      <Menu.Target>
        {compact ? (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('nav.account')}>
            <IconUser size={20} />
          </ActionIcon>
        ) : (
          <Tooltip label={t('nav.account')} position="right">
            <UnstyledButton className="v-account" aria-label={t('nav.account')}>
              <IconUser size={18} stroke={1.7} aria-hidden />
              <span className="v-label">{me?.username ?? '…'}</span>
            </UnstyledButton>
          </Tooltip>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me ? t('settings.signedInAs', { name: me.username }) : t('nav.account')}</Menu.Label>
        <Menu.Item
          leftSection={<SchemeIcon size={16} />}
          closeMenuOnClick={false}
          onClick={() => setColorScheme(next[colorScheme])}
        >
          {t('nav.theme')}: {schemeName}
        </Menu.Item>
        {(Object.keys(languages) as Language[])
          .filter((code) => code !== language)
          .map((code) => (
            <Menu.Item key={code} leftSection={<IconLanguage size={16} />} lang={code} onClick={() => setLanguage(code)}>
              {languages[code]}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void session.signOut()}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
