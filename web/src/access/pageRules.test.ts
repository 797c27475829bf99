import { describe, expect, it } from 'vitest';
import { permissionsOf, type Grant, type Right } from '../api/grants';
import { mayOpen } from './pageRules';

const withRights = (role: string, ...rights: Right[]) => {
  const grant: Grant = { id: 'g', userId: 'u', username: 'ana', scope: 'everywhere', placeId: null, placeName: null, propertyId: null, rights, from: null, until: null, kind: 'given', inForce: true };
  return permissionsOf([role], rights.length > 0 ? [grant] : [], Date.now());
};
const pages = ['/', '/cameras', '/cameras/7/diagnostics', '/places', '/exports', '/exports/clips', '/exports/evidence', '/storage', '/storage/retention', '/storage/coverage', '/storage/holds', '/audit', '/users', '/users/7', '/users/grants', '/settings', '/account', '/no-such-page'];
const open = (reader: ReturnType<typeof withRights>) => pages.filter((page) => mayOpen(page, reader));

describe('the pages', () => {
  it('are all open to administrators', () => {
    expect(open(withRights('administrator'))).toEqual(pages);
  });

  it('of cameras are open to who watches, those of the house are not', () => {
    expect(open(withRights('guardian', 'live', 'playback'))).toEqual(['/', '/cameras', '/cameras/7/diagnostics', '/places', '/exports/evidence', '/storage/coverage', '/storage/holds', '/settings', '/account', '/no-such-page']);
    expect(open(withRights('guardian', 'live', 'export'))).toContain('/exports/clips');
  });

  it('of the log are open to auditors, and to nobody else but administrators', () => {
    expect(open(withRights('guardian', 'audit'))).toEqual(['/', '/audit', '/settings', '/account', '/no-such-page']);
    expect(mayOpen('/audit', withRights('guardian', 'live', 'configure'))).toBe(false);
  });

  it('leave a member the home page and what is their own', () => {
    expect(open(withRights('member'))).toEqual(['/', '/settings', '/account', '/no-such-page']);
  });
});
