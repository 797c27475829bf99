import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { people } from '../api/people';
import type { User } from '../api/peopleTypes';
import { Problem } from '../api/problem';
import { someone } from '../testing/fixtures';
import { show } from '../testing/show';
import { UsersPage } from './UsersPage';

const user = (username: string, change: Partial<User> = {}): User => ({
  id: `id-${username}`, username, email: null, firstName: '', lastName: '', roles: ['guardian'], active: true, contacts: [], secondFactor: false, createdAt: '2026-01-01T00:00:00Z', lastSignInAt: null, grants: 1, ...change,
});

describe('the users', () => {
  beforeEach(() => {
    vi.spyOn(api, 'me').mockResolvedValue(someone({ id: 'id-admin' }));
    vi.spyOn(people, 'settings').mockResolvedValue({ registration: false });
  });
  afterEach(() => vi.restoreAllMocks());
  const withUsers = (...items: User[]) => vi.spyOn(people, 'users').mockResolvedValue({ items, next: null });

  it('are found by name, role and state, and sorted', async () => {
    const asked = withUsers(user('ana', { firstName: 'Ana', lastName: 'García' }), user('admin', { roles: ['administrator'] }));
    show(<UsersPage />);
    const typing = userEvent.setup();
    expect(await screen.findByRole('link', { name: 'ana' })).toHaveAttribute('href', '/users/id-ana');
    expect(screen.getByText('Ana García')).toBeVisible();
    await typing.selectOptions(screen.getByLabelText('Role'), 'Guardian');
    await typing.selectOptions(screen.getByLabelText('State'), 'Disabled');
    await typing.type(screen.getByLabelText('Search users'), 'an');
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ sort: 'username', role: 'guardian', active: false, search: 'an' }, undefined, 50, expect.anything()));
    await typing.click(screen.getByRole('button', { name: 'User name' }));
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith(expect.objectContaining({ sort: '-username' }), undefined, 50, expect.anything()));
    expect(screen.getByRole('columnheader', { name: 'User name' })).toHaveAttribute('aria-sort', 'descending');
  });

  it('are added with a password given twice; a taken name is told beside the field', async () => {
    withUsers();
    const add = vi.spyOn(people, 'addUser').mockRejectedValueOnce(new Problem({ status: 409, code: 'name-taken' })).mockResolvedValue({ id: 'new' });
    show(<UsersPage />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('button', { name: 'Add user' }));
    const form = within(await screen.findByRole('form', { name: 'Add user' }));
    await typing.type(form.getByLabelText('User name'), 'luis');
    await typing.type(form.getByLabelText('First password'), 'a long enough one');
    await typing.type(form.getByLabelText('Password again'), 'a long enough one');
    await typing.click(form.getByRole('checkbox', { name: 'Owner' }));
    await typing.click(form.getByRole('button', { name: 'Add' }));
    expect(await form.findByText('This user name is taken.')).toBeVisible();
    await typing.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Add user' })).toBeNull());
    expect(add).toHaveBeenLastCalledWith({ username: 'luis', email: undefined, firstName: '', lastName: '', roles: ['guardian', 'owner'], password: 'a long enough one', passwordConfirmation: 'a long enough one' });
  });

  it('that are services have no password', async () => {
    withUsers();
    const add = vi.spyOn(people, 'addUser').mockResolvedValue({ id: 'new' });
    show(<UsersPage />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('button', { name: 'Add service' }));
    const form = within(await screen.findByRole('form', { name: 'Add service' }));
    expect(form.queryByLabelText('First password')).toBeNull();
    await typing.type(form.getByLabelText('User name'), 'till-export');
    await typing.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(add).toHaveBeenCalledWith({ username: 'till-export', email: undefined, firstName: '', lastName: '', roles: ['service'] }));
  });

  it('are deleted after asking, and owners after asking what becomes of their properties', async () => {
    withUsers(user('olga', { roles: ['owner'] }));
    const remove = vi.spyOn(people, 'removeUser').mockRejectedValueOnce(new Problem({ status: 409, code: 'owns-properties' })).mockResolvedValue();
    show(<UsersPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'More actions for olga' }));
    await typing.click(await screen.findByRole('menuitem', { name: 'Delete' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete olga?' }));
    expect(remove).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByText(/leave those properties without an owner/)).toBeVisible();
    expect(remove).toHaveBeenLastCalledWith('id-olga', undefined);
    await typing.click(dialog.getByRole('button', { name: 'Delete, leave properties without owner' }));
    await waitFor(() => expect(remove).toHaveBeenLastCalledWith('id-olga', 'unassign'));
  });

  it('do not lock themselves out', async () => {
    withUsers(user('admin', { roles: ['administrator'] }));
    show(<UsersPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'More actions for admin' }));
    expect(await screen.findByRole('menuitem', { name: 'Edit' })).toBeVisible();
    expect(screen.queryByRole('menuitem', { name: 'Disable' })).toBeNull();
    expect(screen.queryByRole('menuitem', { name: 'Delete' })).toBeNull();
  });
});
