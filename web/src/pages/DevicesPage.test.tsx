import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { places } from '../api/places';
import { Problem } from '../api/problem';
import { guardian, sensor, thing, withPlaces } from '../testing/places';
import { show } from '../testing/show';
import { DevicesPage } from './DevicesPage';

describe('the table of devices', () => {
  afterEach(() => vi.restoreAllMocks());

  it('asks the server for what the filters say, and keeps the order by column', async () => {
    withPlaces();
    const asked = vi.mocked(places.devices);
    show(<DevicesPage />);
    const typing = userEvent.setup();
    await screen.findByRole('link', { name: 'Climate' });
    await typing.selectOptions(screen.getByLabelText('Status'), 'Offline');
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ status: 'offline' }, undefined, 50, expect.anything()));
    await typing.selectOptions(screen.getByLabelText('Place'), 'Yard');
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ status: 'offline', roomId: 'r1' }, undefined, 50, expect.anything()));
    await typing.click(screen.getByRole('button', { name: 'Status' }));
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ status: 'offline', roomId: 'r1', sort: 'status' }, undefined, 50, expect.anything()));
    await typing.click(screen.getByRole('button', { name: 'Status' }));
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ status: 'offline', roomId: 'r1', sort: '-status' }, undefined, 50, expect.anything()));
    expect(screen.getByRole('columnheader', { name: 'Status' })).toHaveAttribute('aria-sort', 'descending');
    await typing.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({ sort: '-status' }, undefined, 50, expect.anything()));
  });

  it('goes from page to page and back', async () => {
    withPlaces();
    const asked = vi.mocked(places.devices).mockImplementation((_, cursor) => Promise.resolve({ items: [sensor({ name: cursor ?? 'first' })], next: cursor ? null : 'second', total: 2 }));
    show(<DevicesPage />);
    const typing = userEvent.setup();
    await screen.findByRole('link', { name: 'first' });
    await typing.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('link', { name: 'second' })).toBeVisible();
    expect(screen.getByText('Page 2 · 2 devices')).toBeVisible();
    await typing.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(asked).toHaveBeenLastCalledWith({}, undefined, 50, expect.anything()));
  });

  // O-9, for things as well as cameras.
  it('leaves the switch where the thing itself is, until it says otherwise', async () => {
    withPlaces({ things: [thing({ enabled: false, wanted: true })] });
    const changed = vi.spyOn(api, 'changeCamera').mockResolvedValue();
    show(<DevicesPage />);
    const typing = userEvent.setup();
    const used = await screen.findByRole('switch', { name: 'Use Climate' });
    await waitFor(() => expect(used).not.toBeChecked());
    await typing.click(used);
    expect(changed).toHaveBeenCalledWith('d1', { enabled: true });
    expect(used).not.toBeChecked();
    expect(used).toHaveAttribute('data-pending', 'true');
  });

  it('offers a reader without the right neither switches nor ways to add', async () => {
    withPlaces({ me: guardian(['live']) });
    show(<DevicesPage />);
    const row = within(await screen.findByRole('row', { name: /Climate/ }));
    await waitFor(() => expect(api.streams).toHaveBeenCalled());
    expect(row.queryByRole('switch')).toBeNull();
    expect(row.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: /Add device|Find things/ })).toBeNull();
  });

  it('lets an owner switch what is in the property, and nothing more', async () => {
    withPlaces({ me: { ...guardian(), roles: ['owner'], grants: [{ ...guardian().grants[0]!, scope: 'property', placeId: 'p1', rights: ['live'], kind: 'ownership' }] } });
    show(<DevicesPage />);
    const row = within(await screen.findByRole('row', { name: /Climate/ }));
    expect(await row.findByRole('switch', { name: 'Use Climate' })).toBeVisible();
    expect(row.queryByRole('button')).toBeNull();
  });

  it('puts a device that is nowhere into a room', async () => {
    withPlaces({ devices: [sensor({ assigned: false, roomId: null, propertyId: null, roomName: null, propertyName: null })] });
    const changed = vi.spyOn(places, 'changeDevice').mockResolvedValue();
    show(<DevicesPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Put into a room' }));
    const form = within(await screen.findByRole('form', { name: 'Put “Climate” into a room' }));
    await typing.selectOptions(form.getByLabelText('Room'), 'Yard');
    await typing.click(form.getByRole('button', { name: 'Put into a room' }));
    await waitFor(() => expect(changed).toHaveBeenCalledWith('d1', { roomId: 'r1' }));
  });

  it('asks before a device is removed, and tells a refusal', async () => {
    withPlaces();
    const removed = vi.spyOn(places, 'removeDevice').mockRejectedValueOnce(new Problem({ status: 503, code: 'storage' })).mockResolvedValueOnce();
    show(<DevicesPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'More actions for Climate' }));
    await typing.click(await screen.findByRole('menuitem', { name: 'Remove' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove “Climate”?' }));
    expect(dialog.getByText(/Vedette forgets this device/)).toBeVisible();
    expect(removed).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(removed).toHaveBeenCalledTimes(1));
    await typing.click(await dialog.findByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});
