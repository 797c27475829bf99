import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { show } from '../testing/show';
import { WritingForm } from './WritingForm';

const settings = { segmentSeconds: 10, fragmentMilliseconds: 1000, budgetBytes: 0, reserveBytes: 0, encryptFootage: false, defaultTemplate: 'home', commitMilliseconds: 250 };

describe('how footage is written', () => {
  afterEach(() => vi.restoreAllMocks());

  it('tells what a power cut costs as the length is typed, and sends the one change', async () => {
    vi.spyOn(api, 'recordingSettings').mockResolvedValue(settings);
    const change = vi.spyOn(api, 'changeRecordingSettings').mockResolvedValue();
    show(<WritingForm />);
    const typing = userEvent.setup();
    const field = await screen.findByLabelText('Written to disk at least every');
    expect(screen.getByText('A power cut loses at most the last 1 s of each camera.')).toBeVisible();
    await typing.clear(field);
    await typing.type(field, '500');
    expect(screen.getByText('A power cut loses at most the last 500 ms of each camera.')).toBeVisible();
    await typing.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(change).toHaveBeenCalledWith({ fragmentMilliseconds: 500 }));
    await typing.type(field, '00');
    expect(screen.getByText('Between 200 and 5,000.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('encrypts only after the consequences were read', async () => {
    vi.spyOn(api, 'recordingSettings').mockResolvedValue(settings);
    const change = vi.spyOn(api, 'changeRecordingSettings').mockResolvedValue();
    show(<WritingForm />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('switch', { name: /^Encrypt footage on the disk/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Encrypt footage?' }));
    expect(change).not.toHaveBeenCalled();
    expect(dialog.getByText(/If they are lost, so is the footage/)).toBeVisible();
    await typing.click(dialog.getByRole('button', { name: 'Encrypt' }));
    await waitFor(() => expect(change).toHaveBeenCalledWith({ encryptFootage: true }));
  });
});
