import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { mayOpen } from '../access/pageRules';
import { useMay } from '../api/useMay';
import { useWords, type WordKey } from '../words/words';

interface Section {
  label: WordKey;
  pages: { to: string; label: WordKey }[];
}

export const storageSection: Section = {
  label: 'section.storageNav',
  pages: [
    { to: '/storage', label: 'section.volumes' },
    { to: '/storage/retention', label: 'section.retention' },
    { to: '/storage/coverage', label: 'section.coverage' },
    { to: '/storage/holds', label: 'section.holds' },
    { to: '/storage/archive', label: 'section.archive' },
  ],
};

export const exportsSection: Section = {
  label: 'section.exportsNav',
  pages: [
    { to: '/exports', label: 'section.exports' },
    { to: '/exports/clips', label: 'section.clips' },
    { to: '/exports/evidence', label: 'section.evidence' },
  ],
};

export const peopleSection: Section = {
  label: 'peopleNav.section',
  pages: [
    { to: '/users', label: 'peopleNav.users' },
    { to: '/users/grants', label: 'peopleNav.grants' },
  ],
};

/** The pages of a section that are open to the reader, side by side; on a phone the row scrolls. */
export function SectionNav({ section }: { section: Section }) {
  const { t } = useWords();
  const { pathname } = useLocation();
  const reader = useMay();
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    row.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav ref={row} className="v-section" aria-label={t(section.label)}>
      {section.pages.filter(({ to }) => mayOpen(to, reader)).map(({ to, label }) => (
        <NavLink key={to} to={to} end>
          {t(label)}
        </NavLink>
      ))}
    </nav>
  );
}
