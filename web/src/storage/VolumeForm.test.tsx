import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { footage } from '../api/footage';
import type { StorageVolume } from '../api/footageTypes';
import { Problem } from '../api/problem';
import { show } from '../testing/show';
import { VolumeForm } from './VolumeForm';

const volume: StorageVolume = {
  id: 'v1', name: 'Disk 1', path: '/mnt/disk1', role: 'normal', state: 'online', stateSince: '2026-11-21T10:00:00Z', budgetBytes: 2e12, setBudgetBytes: 1_234_567_890_123, setReserveBytes: null,
  usedBytes: 1e12, totalBytes: 4e12, freeBytes: 2e12, cameras: 4, heldBytes: 0, forecastDays: 9,
};

describe('the form of a volume', () => {
  afterEach(() => vi.restoreAllMocks());

  const open = async (props: { volume?: StorageVolume } = {}) => {
    const close = vi.fn();
    show(<VolumeForm {...props} onClose={close} />);
    return { close, form: within(await screen.findByRole('form')), typing: userEvent.setup() };
  };

  it('asks for a folder and a name before anything is sent', async () => {
    const add = vi.spyOn(footage, 'addVolume');
    const { form, typing } = await open();
    await typing.click(form.getByRole('button', { name: 'Add' }));
    expect(form.getAllByText('This is needed.')).toHaveLength(2);
    expect(add).not.toHaveBeenCalled();
  });

  it('leaves what was left empty to the server', async () => {
    const add = vi.spyOn(footage, 'addVolume').mockResolvedValue({ id: 'v2' });
    const { form, typing, close } = await open();
    await typing.type(form.getByLabelText('Folder'), '/mnt/disk2');
    await typing.type(form.getByLabelText('Name'), 'Disk 2');
    await typing.click(form.getByRole('radio', { name: 'Standby' }));
    await typing.type(form.getByLabelText('Always kept free'), '25.5');
    await typing.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(add).toHaveBeenCalledWith({ name: 'Disk 2', path: '/mnt/disk2', role: 'standby', budgetBytes: undefined, reserveBytes: 25_500_000_000 });
  });

  it('says beside the folder, in words, why it will not do', async () => {
    const add = vi.spyOn(footage, 'addVolume').mockRejectedValueOnce(new Problem({ status: 400, code: 'boot-disk', detail: 'Boot disk.' })).mockResolvedValue({ id: 'v2' });
    const { form, typing, close } = await open();
    await typing.type(form.getByLabelText('Folder'), '/home/x');
    await typing.type(form.getByLabelText('Name'), 'X');
    await typing.click(form.getByRole('button', { name: 'Add' }));
    expect(await form.findByText(/system’s own disk/)).toBeVisible();
    expect(form.getByLabelText('Folder')).toBeInvalid();
    expect(close).not.toHaveBeenCalled();
    // Somebody with one disk may mean it.
    await typing.click(form.getByLabelText(/^Use the system’s disk all the same/));
    await typing.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(add).toHaveBeenLastCalledWith(expect.objectContaining({ path: '/home/x', allowBootDisk: true }));
  });

  it('sends only what was changed, and 0 for what is to be automatic again', async () => {
    const change = vi.spyOn(footage, 'changeVolume').mockResolvedValue();
    const { form, typing, close } = await open({ volume });
    await typing.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(change).toHaveBeenLastCalledWith('v1', { name: 'Disk 1', role: 'normal' });
    await typing.clear(form.getByLabelText('Space for footage'));
    await typing.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(change).toHaveBeenLastCalledWith('v1', { name: 'Disk 1', role: 'normal', budgetBytes: 0 }));
  });
});
