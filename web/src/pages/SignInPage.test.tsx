import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { session } from '../api/client';
import { Problem } from '../api/problem';
import { show } from '../testing/show';
import { SignInPage } from './SignInPage';

describe('signing in', () => {
  beforeEach(() => {
    vi.restoreAllMocks();
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

  it('speaks Spanish', () => {
    show(<SignInPage expired={false} />, 'es');
    expect(screen.getByRole('button', { name: 'Iniciar sesión' })).toBeVisible();
  });
});
