import { ActionIcon, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconBuilding,
  IconDatabase,
  IconDeviceCctv,
  IconDots,
  IconDownload,
  IconLanguage,
  IconLayoutGrid,
  IconListCheck,
  IconLogout,
  IconMoon,
  IconPlug,
  IconSettings,
  IconSun,
  IconSunMoon,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { Allowed } from '../access/Allowed';
import { mayOpen } from '../access/pageRules';
import { useFreshAccess } from '../access/useFreshAccess';
import { session } from '../api/client';
import { useMe, useStreams } from '../api/queries';
import { useMay } from '../api/useMay';
import { useStreamEvents } from '../api/useStreamEvents';
import { Mark } from '../ui/Mark';
import { exportsSection, storageSection } from '../ui/SectionNav';
import { languages, useWords, type Language, type WordKey } from '../words/words';
import { AlarmBanner } from './AlarmBanner';

interface PageLink {
  to: string;
  label: WordKey;
  icon: typeof IconLayoutGrid;
  /** Other pages of the same section, the first open one standing in for `to` where that is not open to the reader. */
  also?: string[];
}
const first: PageLink[] = [
  { to: '/', label: 'nav.wall', icon: IconLayoutGrid },
  { to: '/cameras', label: 'nav.cameras', icon: IconDeviceCctv },
  { to: '/exports', label: 'nav.exports', icon: IconDownload, also: exportsSection.pages.map(({ to }) => to) },
  { to: '/storage', label: 'section.storage', icon: IconDatabase, also: storageSection.pages.map(({ to }) => to) },
];
/** On a phone these are behind “More”. */
const rest: PageLink[] = [
  { to: '/devices', label: 'nav.devices', icon: IconPlug },
  { to: '/places', label: 'nav.places', icon: IconBuilding },
  { to: '/users', label: 'peopleNav.people', icon: IconUsers },
  { to: '/audit', label: 'nav.audit', icon: IconListCheck },
  { to: '/settings', label: 'nav.settings', icon: IconSettings },
];

export function Shell() {
  const { t } = useWords();
  const { may, isAdministrator } = useMay();
  const watches = may('live');
  const listening = useStreamEvents(watches);
  useFreshAccess();
  const [firstOpen, restOpen] = [useOpen(first), useOpen(rest)];
  return (
    <>
      <a className="v-skip" href="#content">
        {t('nav.skip')}
      </a>
      <div className="v-shell">
        <aside className="v-side">
          <Brand />
          <nav className="v-nav" aria-label={t('nav.main')}>
            <Links pages={[...firstOpen, ...restOpen]} size={19} />
          </nav>
          <div className="v-side-foot">
            {watches && <Summary />}
            <Account />
          </div>
        </aside>
        <div>
          <div className="v-top">
            <Brand />
            <span className="v-push" />
            <Account compact />
          </div>
          {watches && listening === 'lost' && (
            <div className="v-lost" role="status">
              {t('nav.serverLost')}
            </div>
          )}
          {isAdministrator && <AlarmBanner />}
          <main className="v-main" id="content" tabIndex={-1}>
            <Allowed>
              <Outlet />
            </Allowed>
          </main>
        </div>
      </div>
      <nav className="v-bottom" aria-label={t('nav.main')}>
        <Links pages={firstOpen} size={21} />
        <More pages={restOpen} />
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

/** The pages open to the reader. */
function useOpen(pages: PageLink[]): PageLink[] {
  const reader = useMay();
  return pages.flatMap((page) => {
    const to = [page.to, ...(page.also ?? [])].find((path) => mayOpen(path, reader));
    return to === undefined ? [] : [{ ...page, to }];
  });
}

function Links({ pages, size }: { pages: PageLink[]; size: number }) {
  const { t } = useWords();
  return pages.map(({ to, label, icon: Icon }) => (
    <NavLink key={to} to={to} end={to === '/'} title={t(label)}>
      <Icon size={size} stroke={1.7} aria-hidden />
      <span className="v-label">{t(label)}</span>
    </NavLink>
  ));
}

function More({ pages }: { pages: PageLink[] }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const go = useNavigate();
  const here = pages.some(({ to, also = [] }) => [to, ...also].some((path) => pathname.startsWith(path)));
  return (
    <Menu position="top-end" width={200}>
      <Menu.Target>
        <UnstyledButton className="v-more" {...(here ? { 'aria-current': 'page' } : {})}>
          <IconDots size={21} stroke={1.7} aria-hidden />
          <span className="v-label">{t('nav.more')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ to, label, icon: Icon }) => (
          <Menu.Item key={to} leftSection={<Icon size={18} stroke={1.7} />} onClick={() => void go(to)}>
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
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
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} />}>
          {t('peopleNav.account')}
        </Menu.Item>
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
