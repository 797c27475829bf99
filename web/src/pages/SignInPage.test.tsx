import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '../api/client';
import { door } from '../api/people';
import { Problem } from '../api/problem';
import { noteDeparture } from '../signin/arrival';
import { show } from '../testing/show';
import { SignInPage } from './SignInPage';

describe('signing in', () => {
  beforeEach(() => {
    vi.restoreAllMocks();
    vi.spyOn(door, 'options').mockResolvedValue({ registration: false, providers: [] });
    history.replaceState(null, '', '/');
    sessionStorage.clear();
  });

  const fill = async (user: string, password: string) => {
    const typing = userEvent.setup();
    if (user) await typing.type(screen.getByLabelText('User name or e-mail'), user);
    if (password) await typing.type(screen.getByLabelText('Password'), password);
    await typing.click(screen.getByRole('button', { name: 'Sign in' }));
  };

  it('asks for what is missing beside the fields', async () => {
    const signIn = vi.spyOn(session, 'signIn');
    show(<SignInPage expired={false} />);
    await fill('', '');
    expect(screen.getByText('Enter your user name.')).toBeVisible();
    expect(screen.getByText('Enter your password.')).toBeVisible();
    expect(signIn).not.toHaveBeenCalled();
  });

  it('says that the credentials are wrong and empties the password', async () => {
    vi.spyOn(session, 'signIn').mockRejectedValue(new Problem({ status: 401, code: 'wrong-credentials' }));
    show(<SignInPage expired={false} />);
    await fill('admin', 'nope');
    expect(await screen.findByRole('alert')).toHaveTextContent('The user name or the password is not right.');
    expect(screen.getByLabelText('Password')).toHaveValue('');
  });

  it('counts down while throttled', async () => {
    vi.spyOn(session, 'signIn').mockRejectedValue(new Problem({ status: 429, code: 'too-many-attempts', retryAfterSeconds: 30 }));
    show(<SignInPage expired={false} />);
    await fill('admin', 'nope');
    expect(await screen.findByRole('alert')).toHaveTextContent(/try again in (30|29) s/);
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  });

  it('hands over what was entered', async () => {
    const signIn = vi.spyOn(session, 'signIn').mockResolvedValue();
    show(<SignInPage expired />);
    expect(screen.getByText('Your session has ended. Please sign in again.')).toBeVisible();
    await fill(' admin ', 'right');
    await waitFor(() => expect(signIn).toHaveBeenCalledWith('admin', 'right', true, undefined));
  });

  it('asks for the second step when the password is right, and takes a recovery code as well', async () => {
    const signIn = vi
      .spyOn(session, 'signIn')
      .mockRejectedValueOnce(new Problem({ status: 401, code: 'second-factor-needed' }))
      .mockRejectedValueOnce(new Problem({ status: 401, code: 'second-factor-wrong' }))
      .mockResolvedValue();
    show(<SignInPage expired={false} />);
    await fill('teo', 'right');
    const typing = userEvent.setup();
    const code = await screen.findByLabelText('Code');
    expect(code).toHaveFocus();
    await typing.click(screen.getByRole('button', { name: 'Continue' }));
    expect(screen.getByText('Enter the code.')).toBeVisible();
    await typing.type(code, '123 456');
    await typing.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('That code is not right, or was used already.');
    expect(signIn).toHaveBeenLastCalledWith('teo', 'right', true, '123456');
    await typing.click(screen.getByRole('button', { name: 'Use a recovery code' }));
    await typing.type(screen.getByLabelText('Recovery code'), 'ab12c-d34ef');
    await typing.click(screen.getByRole('button', { name: 'Continue' }));
    await waitFor(() => expect(signIn).toHaveBeenLastCalledWith('teo', 'right', true, 'ab12c-d34ef'));
  });

  it('offers other providers and an account of one’s own only where there are', async () => {
    const { unmount } = show(<SignInPage expired={false} />);
    await waitFor(() => expect(door.options).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: /^Continue with/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Create an account' })).toBeNull();
    unmount();
    vi.spyOn(door, 'options').mockResolvedValue({ registration: true, providers: [{ id: 'office', name: 'Office' }] });
    show(<SignInPage expired={false} />);
    expect(await screen.findByRole('button', { name: 'Continue with Office' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Create an account' })).toBeVisible();
  });

  it('makes an account when the password is given twice, and tells whose name it is already', async () => {
    vi.spyOn(door, 'options').mockResolvedValue({ registration: true, providers: [] });
    const register = vi.spyOn(door, 'register').mockRejectedValueOnce(new Problem({ status: 409, code: 'name-taken' })).mockResolvedValue();
    show(<SignInPage expired={false} />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Create an account' }));
    await typing.type(screen.getByLabelText('User name'), 'mia');
    await typing.type(screen.getByLabelText('E-mail'), 'mia@example.org');
    await typing.type(screen.getByLabelText('Password'), 'a long enough one');
    await typing.type(screen.getByLabelText('Password again'), 'another one');
    await typing.click(screen.getByRole('button', { name: 'Create an account' }));
    expect(screen.getByText('The two do not match.')).toBeVisible();
    expect(register).not.toHaveBeenCalled();
    await typing.clear(screen.getByLabelText('Password again'));
    await typing.type(screen.getByLabelText('Password again'), 'a long enough one');
    await typing.click(screen.getByRole('button', { name: 'Create an account' }));
    expect(await screen.findByText('This user name is taken.')).toBeVisible();
    await typing.type(screen.getByLabelText('User name'), '2');
    await typing.click(screen.getByRole('button', { name: 'Create an account' }));
    expect(await screen.findByText('Your account is ready. Sign in with it.')).toBeVisible();
    expect(screen.getByLabelText('User name or e-mail')).toHaveValue('mia2');
    expect(register).toHaveBeenLastCalledWith({ username: 'mia2', email: 'mia@example.org', password: 'a long enough one', firstName: undefined, lastName: undefined });
  });

  it('completes a sign-in elsewhere that was begun here', async () => {
    const exchange = vi.spyOn(session, 'exchange').mockRejectedValue(new Problem({ status: 401, code: 'wrong-credentials' }));
    noteDeparture({ returnTo: '/storage', keep: false });
    history.replaceState(null, '', '/sign-in#code=abc');
    show(<SignInPage expired={false} />);
    await waitFor(() => expect(exchange).toHaveBeenCalledExactlyOnceWith('abc', false));
    expect(await screen.findByRole('alert')).toHaveTextContent('This sign-in link was used already, or is too old.');
  });

  it('tells why a sign-in elsewhere came to nothing, and takes no code slipped in by a link', async () => {
    const exchange = vi.spyOn(session, 'exchange').mockResolvedValue();
    history.replaceState(null, '', '/sign-in#error=access-denied');
    const { unmount } = show(<SignInPage expired={false} />);
    expect(screen.getByRole('alert')).toHaveTextContent('The other provider was told no.');
    unmount();
    history.replaceState(null, '', '/sign-in#code=abc');
    show(<SignInPage expired={false} />);
    expect(screen.getByRole('alert')).toHaveTextContent('This sign-in was not begun in this window.');
    expect(exchange).not.toHaveBeenCalled();
  });

  it('speaks Spanish', () => {
    show(<SignInPage expired={false} />, 'es');
    expect(screen.getByRole('button', { name: 'Iniciar sesión' })).toBeVisible();
  });
});
