import { Notifications } from '@mantine/notifications';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { someone } from '../testing/fixtures';
import { show } from '../testing/show';
import { Allowed } from './Allowed';

const pages = (
  <>
    <Notifications />
    <Allowed>
      <Routes>
        <Route path="/" element="Home" />
        <Route path="/users" element="All users" />
      </Routes>
    </Allowed>
  </>
);

describe('a page', () => {
  afterEach(() => vi.restoreAllMocks());

  it('that is not for the reader leads home, and says so', async () => {
    vi.spyOn(api, 'me').mockResolvedValue(someone({ roles: ['guardian'] }));
    show(pages, 'en', '/users');
    expect(await screen.findByText('Home')).toBeVisible();
    expect(await screen.findByText('That page is not open to you.')).toBeVisible();
    expect(screen.queryByText('All users')).toBeNull();
  });

  it('is shown to those it is for', async () => {
    vi.spyOn(api, 'me').mockResolvedValue(someone());
    show(pages, 'en', '/users');
    expect(await screen.findByText('All users')).toBeVisible();
  });
});
