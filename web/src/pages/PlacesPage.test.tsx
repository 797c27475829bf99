import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { places } from '../api/places';
import { Problem } from '../api/problem';
import { guardian, property, sensor, withPlaces } from '../testing/places';
import { show } from '../testing/show';
import { PlacesPage } from './PlacesPage';

describe('the tree of places', () => {
  afterEach(() => vi.restoreAllMocks());

  it('unfolds rooms to what is in them, with the way to each device', async () => {
    withPlaces();
    show(<PlacesPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Yard' }));
    expect(screen.getByRole('link', { name: 'Climate Online' })).toHaveAttribute('href', '/devices/d1');
  });

  it('offers a guardian nothing to change', async () => {
    withPlaces({ me: guardian(['live', 'configure']) });
    show(<PlacesPage />);
    expect(await screen.findByRole('link', { name: 'Home' })).toBeVisible();
    await waitFor(() => expect(api.me).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: /Add|Edit|Remove/ })).toBeNull();
  });

  it('shows only what matches the search, unfolded', async () => {
    withPlaces({ properties: [property('p1', 'Home'), property('p2', 'Shop')] });
    show(<PlacesPage />);
    const typing = userEvent.setup();
    await screen.findByRole('link', { name: 'Shop' });
    await typing.type(screen.getByRole('searchbox'), 'clim');
    expect(screen.queryByRole('link', { name: 'Shop' })).toBeNull();
    expect(screen.getByRole('link', { name: /^Climate/ })).toBeVisible();
  });

  it('says what is inside and what becomes of it before a property is removed', async () => {
    withPlaces({ properties: [property('p1', 'Home', { rooms: 1, devices: 2 })] });
    const removed = vi.spyOn(api, 'removeProperty').mockResolvedValue();
    show(<PlacesPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Remove: Home' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Inside: 1 room, 2 devices.')).toBeVisible();
    expect(dialog.getByText(/switched off: their cameras stop recording/)).toBeVisible();
    expect(removed).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Remove and switch off' }));
    await waitFor(() => expect(removed).toHaveBeenCalledWith('p1', true));
  });

  it('asks again when the room is no longer as empty as the question said', async () => {
    withPlaces({ devices: [] });
    const removed = vi
      .spyOn(api, 'removeRoom')
      .mockRejectedValueOnce(new Problem({ status: 409, code: 'room-not-empty', more: { devices: 1 } }))
      .mockResolvedValueOnce();
    show(<PlacesPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Remove: Yard' }));
    const dialog = within(await screen.findByRole('dialog'));
    await typing.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(removed).toHaveBeenLastCalledWith('r1', false);
    expect(await dialog.findByText('Inside: 1 device.')).toBeVisible();
    await typing.click(dialog.getByRole('button', { name: 'Remove and switch off' }));
    await waitFor(() => expect(removed).toHaveBeenLastCalledWith('r1', true));
  });

  it('sends of a property only what was changed, with its version', async () => {
    withPlaces({ properties: [property('p1', 'Home', { owner: { id: 'u9', name: 'Olga' }, version: '7' })] });
    vi.spyOn(places, 'owners').mockResolvedValue([{ id: 'u8', name: 'Luis' }]);
    const changed = vi.spyOn(api, 'changeProperty').mockResolvedValue();
    show(<PlacesPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Edit: Home' }));
    const form = within(await screen.findByRole('form', { name: 'Edit property' }));
    await form.findByRole('option', { name: 'Luis' });
    expect(form.getByLabelText('Owner')).toHaveValue('u9');
    await typing.selectOptions(form.getByLabelText('Owner'), 'Nobody');
    await typing.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(changed).toHaveBeenCalledWith('p1', { ownerId: null }, '7'));
  });

  it('tells an administrator of devices that are nowhere', async () => {
    withPlaces({ devices: [sensor({ assigned: false, roomId: null, propertyId: null })] });
    show(<PlacesPage />);
    expect(await screen.findByText(/^1 device is in no room/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Show' })).toHaveAttribute('href', '/devices?assigned=false');
  });
});
