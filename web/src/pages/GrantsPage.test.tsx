import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Grant } from '../api/grants';
import { people } from '../api/people';
import type { User } from '../api/peopleTypes';
import { withCameras } from '../testing/fixtures';
import { show } from '../testing/show';
import { GrantsPage } from './GrantsPage';

const user = (username: string, ...roles: string[]): User => ({
  id: `id-${username}`, username, email: null, firstName: '', lastName: '', roles, active: true, contacts: [], secondFactor: false, createdAt: '2026-01-01T00:00:00Z', lastSignInAt: null, grants: 0,
});
const yard: Grant = { id: 'g1', userId: 'id-ana', username: 'ana', scope: 'room', placeId: 'r1', placeName: 'Yard', propertyId: 'p1', rights: ['live', 'playback'], from: null, until: null, kind: 'given', inForce: true };

describe('the matrix of grants', () => {
  beforeEach(() => {
    withCameras();
    vi.spyOn(people, 'allUsers').mockResolvedValue([user('ana', 'guardian'), user('olga', 'owner'), user('boss', 'administrator'), user('mia', 'member')]);
    vi.spyOn(people, 'grants').mockResolvedValue([yard]);
    vi.spyOn(people, 'grantsOf').mockResolvedValue([yard, { ...yard, id: 'g2', kind: 'ownership' }]);
  });
  afterEach(() => vi.restoreAllMocks());

  const open = async () => {
    show(<GrantsPage />);
    await screen.findByTestId('matrix');
    return userEvent.setup();
  };

  it('shows those who may hold grants, and in a property its rooms', async () => {
    const typing = await open();
    expect(screen.getAllByTestId('matrix-row')).toHaveLength(2);
    expect(screen.getByRole('button', { name: 'ana, Home: in 1 room' })).toBeVisible();
    await typing.selectOptions(screen.getByLabelText('Property'), 'Rooms of Home');
    expect(screen.getByRole('button', { name: 'ana, Yard: watch live and play back' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'olga, Yard: nothing' })).toBeVisible();
    expect(screen.getByTestId('in-words')).toHaveTextContent('anawatch live and play back in Yard (Home)');
  });

  it('gives from an empty cell, at that place', async () => {
    const give = vi.spyOn(people, 'give').mockResolvedValue();
    const typing = await open();
    await typing.click(screen.getByRole('button', { name: 'olga, Home: nothing' }));
    const form = within(await screen.findByRole('form', { name: 'Give olga a grant' }));
    await typing.click(form.getByRole('checkbox', { name: 'Playback' }));
    await typing.click(form.getByRole('checkbox', { name: 'Live view' }));
    await typing.click(form.getByRole('button', { name: 'Give a grant' }));
    expect(form.getByText('Choose at least one right.')).toBeVisible();
    expect(form.queryByRole('checkbox', { name: 'Audit' })).toBeNull();
    await typing.click(form.getByRole('checkbox', { name: 'Export' }));
    await typing.click(form.getByRole('button', { name: 'Give a grant' }));
    await waitFor(() => expect(give).toHaveBeenCalledWith('id-olga', [{ scope: 'property', placeId: 'p1', rights: ['export'] }]));
  });

  it('changes one grant and leaves the others', async () => {
    const replace = vi.spyOn(people, 'replaceGrants').mockResolvedValue();
    vi.mocked(people.grantsOf).mockResolvedValue([yard, { ...yard, id: 'g2', scope: 'everywhere', placeId: null, placeName: null, propertyId: null, rights: ['audit'] }, { ...yard, id: 'g3', kind: 'ownership' }]);
    const typing = await open();
    await typing.selectOptions(screen.getByLabelText('Property'), 'Rooms of Home');
    await typing.click(screen.getByRole('button', { name: 'ana, Yard: watch live and play back' }));
    await typing.click(within(await screen.findByRole('dialog', { name: 'ana · Yard (Home)' })).getByRole('button', { name: /^Change grant/ }));
    const form = within(await screen.findByRole('form', { name: 'Change grant' }));
    await typing.click(form.getByRole('radio', { name: 'For a time' }));
    await typing.click(form.getByRole('button', { name: '8 hours' }));
    await typing.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(replace).toHaveBeenCalled());
    const [, items] = replace.mock.calls[0]!;
    expect(items).toHaveLength(2);
    expect(items[0]).toEqual({ scope: 'everywhere', rights: ['audit'] });
    expect(Date.parse(items[1]!.until!) - Date.parse(items[1]!.from!)).toBe(8 * 3_600_000);
  });

  it('takes a grant only after asking', async () => {
    const take = vi.spyOn(people, 'take').mockResolvedValue();
    const typing = await open();
    await typing.selectOptions(screen.getByLabelText('Property'), 'Rooms of Home');
    await typing.click(screen.getByRole('button', { name: 'ana, Yard: watch live and play back' }));
    await typing.click(await screen.findByRole('button', { name: /^Take away: watch live/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Take this grant away?' }));
    expect(dialog.getByText(/ana loses it at once: watch live and play back in Yard \(Home\)/)).toBeVisible();
    expect(take).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Take away' }));
    await waitFor(() => expect(take).toHaveBeenCalledWith('id-ana', 'g1'));
  });
});
