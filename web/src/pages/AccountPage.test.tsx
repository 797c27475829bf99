import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, session } from '../api/client';
import { account } from '../api/people';
import type { Me, SignIn } from '../api/peopleTypes';
import { Problem } from '../api/problem';
import { someone, withCameras } from '../testing/fixtures';
import { show } from '../testing/show';
import { AccountPage } from './AccountPage';

const signIn = (id: string, current: boolean): SignIn => ({
  id, startedAt: '2026-11-20T10:00:00Z', lastSeenAt: '2026-11-20T11:00:00Z', address: '10.0.0.7', device: current ? 'Firefox on Linux' : 'Safari on iPhone', current,
});

describe('one’s own account', () => {
  const open = (me: Partial<Me> = {}) => {
    vi.spyOn(api, 'me').mockResolvedValue(someone({ username: 'ana', roles: ['guardian'], ...me }));
    show(<AccountPage />);
    return userEvent.setup();
  };
  beforeEach(() => {
    withCameras();
    vi.spyOn(account, 'sessions').mockResolvedValue([signIn('s2', false), signIn('s1', true)]);
    vi.spyOn(account, 'apiKeys').mockResolvedValue([]);
  });
  afterEach(() => vi.restoreAllMocks());

  it('takes a contact of the right shape, and lets one go', async () => {
    const save = vi.spyOn(account, 'setContacts').mockResolvedValue();
    const typing = open({ contacts: [{ type: 'email', value: 'ana@example.org' }] });
    const form = within(await screen.findByRole('form', { name: 'Add a contact' }));
    await typing.selectOptions(form.getByLabelText('Kind'), 'SMS');
    await typing.type(form.getByLabelText('Address'), '600111222');
    await typing.click(form.getByRole('button', { name: 'Add' }));
    expect(form.getByText('A telephone number with its country, such as +34600111222.')).toBeVisible();
    expect(save).not.toHaveBeenCalled();
    await typing.clear(form.getByLabelText('Address'));
    await typing.type(form.getByLabelText('Address'), '+34600111222');
    await typing.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(save).toHaveBeenCalledWith([{ type: 'email', value: 'ana@example.org' }, { type: 'sms', value: '+34600111222' }]));
    await typing.click(await screen.findByRole('button', { name: 'Remove contact ana@example.org' }));
    await waitFor(() => expect(save).toHaveBeenLastCalledWith([]));
  });

  it('sets up the second factor, and shows the recovery codes once', async () => {
    vi.spyOn(account, 'beginSecondFactor').mockRejectedValueOnce(new Problem({ status: 401, code: 'wrong-credentials' })).mockResolvedValue({ secret: 'JBSWY3DP', uri: 'otpauth://', qrSvg: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    const confirm = vi.spyOn(account, 'confirmSecondFactor').mockRejectedValueOnce(new Problem({ status: 401, code: 'second-factor-wrong' })).mockResolvedValue(['aaaaa-11111', 'bbbbb-22222']);
    const typing = open();
    const part = within(await screen.findByTestId('second-factor'));
    await typing.click(part.getByRole('button', { name: 'Set up' }));
    await typing.type(part.getByLabelText('Password'), 'wrong');
    await typing.click(part.getByRole('button', { name: 'Continue' }));
    expect(await part.findByText('The password is not right.')).toBeVisible();
    await typing.click(part.getByRole('button', { name: 'Continue' }));
    expect(await part.findByRole('img', { name: 'QR code of the secret' })).toHaveAttribute('src', expect.stringMatching(/^data:image\/svg\+xml,/));
    expect(part.getByText('JBSWY3DP')).toBeVisible();
    await typing.type(part.getByLabelText('Code from the app'), '000000');
    await typing.click(part.getByRole('button', { name: 'Switch on' }));
    expect(await part.findByText(/^That code is not right/)).toBeVisible();
    await typing.clear(part.getByLabelText('Code from the app'));
    await typing.type(part.getByLabelText('Code from the app'), '123 456');
    await typing.click(part.getByRole('button', { name: 'Switch on' }));
    expect(await part.findByText('aaaaa-11111')).toBeVisible();
    expect(confirm).toHaveBeenLastCalledWith('123456');
    expect(part.getByRole('button', { name: 'Download' })).toBeVisible();
    await typing.click(part.getByRole('button', { name: 'I have kept them' }));
    expect(part.queryByText('aaaaa-11111')).toBeNull();
  });

  it('lists where it is signed in, this one first, and ends them after asking', async () => {
    const end = vi.spyOn(account, 'endSession').mockResolvedValue();
    const all = vi.spyOn(account, 'endAllSessions').mockResolvedValue();
    const out = vi.spyOn(session, 'signOut').mockResolvedValue();
    const typing = open();
    const [first] = await screen.findAllByTestId('session');
    expect(first).toHaveTextContent(/Firefox on Linux.*this one/);
    await typing.click(screen.getByRole('button', { name: 'Sign out Safari on iPhone, 10.0.0.7' }));
    expect(end).not.toHaveBeenCalled();
    await typing.click(within(await screen.findByRole('dialog', { name: 'Sign out this device?' })).getByRole('button', { name: 'Sign out' }));
    await waitFor(() => expect(end).toHaveBeenCalledWith('s2'));
    expect(out).not.toHaveBeenCalled();
    await typing.click(screen.getByRole('button', { name: 'Sign out everywhere' }));
    await typing.click(within(await screen.findByRole('dialog', { name: 'Sign out everywhere?' })).getByRole('button', { name: 'Sign out everywhere' }));
    await waitFor(() => expect(out).toHaveBeenCalled());
    expect(all).toHaveBeenCalled();
  });

  it('makes a key that is shown once', async () => {
    const add = vi.spyOn(account, 'addApiKey').mockResolvedValue({ id: 'k1', key: 'vdt_secret' });
    const typing = open();
    await typing.type(await screen.findByLabelText('What is it for?'), 'Backup');
    await typing.selectOptions(screen.getByLabelText('Ends'), 'never');
    await typing.click(screen.getByRole('button', { name: 'Make a key' }));
    const made = within(await screen.findByTestId('made-api-key'));
    expect(made.getByText('vdt_secret')).toBeVisible();
    expect(add).toHaveBeenCalledWith({ name: 'Backup' });
    await typing.click(made.getByRole('button', { name: 'Close' }));
    expect(screen.queryByText('vdt_secret')).toBeNull();
  });

  it('says in words what its owner may do', async () => {
    open({ grants: [{ id: 'g1', userId: 'u0', username: 'ana', scope: 'room', placeId: 'r1', placeName: 'Yard', propertyId: 'p1', rights: ['live'], from: null, until: null, kind: 'given', inForce: true }] });
    const own = await screen.findByTestId('own-access');
    await waitFor(() => expect(own).toHaveTextContent('Guardianwatch live in Yard (Home)'));
  });

  it('has no password to change for those who sign in elsewhere', async () => {
    open({ hasPassword: false });
    expect(await screen.findByText('You sign in elsewhere; there is no password here to change.')).toBeVisible();
    expect(screen.queryByTestId('second-factor')).toBeNull();
  });
});
