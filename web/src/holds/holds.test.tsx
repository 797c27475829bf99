import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { footage } from '../api/footage';
import type { Hold } from '../api/footageTypes';
import { withCameras } from '../testing/fixtures';
import { show } from '../testing/show';
import { HoldForm } from './HoldForm';
import { HoldList } from './HoldList';

const hold: Hold = {
  id: 'h1', cameraIds: ['c1'], from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:30:00Z', reason: 'Case 7', owner: 'admin', createdAt: '2026-11-20T12:00:00Z', expiresAt: null, state: 'active', bytes: 1.5e9,
};

describe('holds', () => {
  beforeEach(() => withCameras('Door'));
  afterEach(() => vi.restoreAllMocks());

  it('tell who holds what, how much, and until when, by the clock of the place', async () => {
    show(<HoldList holds={[hold]} />);
    const item = await screen.findByTestId('hold');
    await within(item).findByRole('link', { name: 'Door' });
    expect(item).toHaveTextContent(/Nov 20, 11:00:00 – Nov 20, 11:30:00 \(30 min\)/);
    expect(item).toHaveTextContent(/by admin.*until it is released · 1.5 GB held/);
  });

  it('are released only with a reason', async () => {
    const release = vi.spyOn(footage, 'releaseHold').mockResolvedValue();
    show(<HoldList holds={[hold]} />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('button', { name: 'Release' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Release this hold?' }));
    await typing.click(dialog.getByRole('button', { name: 'Release' }));
    expect(dialog.getByText('This is needed.')).toBeVisible();
    expect(release).not.toHaveBeenCalled();
    await typing.type(dialog.getByLabelText('Why may it go?'), 'Settled');
    await typing.click(dialog.getByRole('button', { name: 'Release' }));
    await waitFor(() => expect(release).toHaveBeenCalledWith('h1', 'Settled'));
  });

  it('need a camera and a reason, and an end that lies ahead', async () => {
    const place = vi.spyOn(footage, 'placeHold').mockResolvedValue({ id: 'h2' });
    const close = vi.fn();
    show(<HoldForm onClose={close} />);
    const typing = userEvent.setup();
    const form = within(await screen.findByRole('form', { name: 'Place a hold' }));
    await typing.click(form.getByRole('button', { name: 'Place a hold' }));
    expect(form.getByText('Choose at least one camera.')).toBeVisible();
    expect(form.getByText('This is needed.')).toBeVisible();
    await typing.click(form.getByRole('combobox', { name: 'Cameras' }));
    await typing.click(await screen.findByRole('option', { name: 'Door' }));
    await typing.type(form.getByLabelText('Reason'), 'Case 8');
    await typing.selectOptions(form.getByLabelText('Until'), 'A date');
    await typing.click(form.getByRole('button', { name: 'Place a hold' }));
    expect(form.getByText('The date must lie in the future.')).toBeVisible();
    await typing.selectOptions(form.getByLabelText('Until'), 'Until it is released');
    await typing.click(form.getByRole('button', { name: 'Place a hold' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(place).toHaveBeenCalledWith(expect.objectContaining({ cameraIds: ['c1'], reason: 'Case 8', expiresAt: undefined }));
    const [{ from, to }] = place.mock.calls[0] ?? [{ from: '', to: '' }];
    expect(Date.parse(to) - Date.parse(from)).toBe(3_600_000);
  });
});
