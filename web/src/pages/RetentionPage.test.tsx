import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { footage } from '../api/footage';
import type { CameraPolicy } from '../api/footageTypes';
import { withCameras } from '../testing/fixtures';
import { show } from '../testing/show';
import { RetentionPage } from './RetentionPage';

const policy: CameraPolicy = {
  mode: 'continuous', preRollSeconds: 5, postRollSeconds: 15, template: null, priority: 5, archive: 'all',
  continuous: { minDays: 7, maxDays: 30 }, motion: { minDays: 7, maxDays: null }, incident: { minDays: 90, maxDays: null },
};
const home = { code: 'home', continuous: { minDays: 0, maxDays: 7 }, motion: { minDays: 7, maxDays: 7 }, incident: { minDays: 30, maxDays: null } };

describe('the retention page', () => {
  beforeEach(() => {
    withCameras('Door', 'Yard', 'Till');
    vi.spyOn(footage, 'templates').mockResolvedValue([home]);
    vi.spyOn(footage, 'policy').mockResolvedValue(policy);
    vi.spyOn(footage, 'forecast').mockResolvedValue({
      volumes: [],
      cameras: [
        { cameraId: 'c1', bytesPerDay: 2e9, keepsDays: 12.3, minDays: 7, keepsMinimum: true },
        { cameraId: 'c2', bytesPerDay: 2e9, keepsDays: 3.24, minDays: 7, keepsMinimum: false },
      ],
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const row = async (name: string) => within((await screen.findByRole('rowheader', { name: new RegExp(`^${name}`) })).closest('tr') as HTMLElement);

  it('says what is kept of each camera and warns where the space is too small for it', async () => {
    show(<RetentionPage />);
    const door = await row('Door');
    expect(await door.findByText('7 to 30 days')).toBeVisible();
    expect(door.getByText('at least 7 days')).toBeVisible();
    expect(await door.findByText('keeps 12 days, minimum 7 days')).toBeVisible();
    const yard = await row('Yard');
    expect(yard.getByText('keeps 3.2 days, minimum 7 days')).toBeVisible();
    expect(yard.getByText(/minimum cannot be kept/)).toBeVisible();
  });

  it('applies a template to the chosen cameras, after asking, and keeps all else of theirs', async () => {
    const set = vi.spyOn(footage, 'setPolicy').mockResolvedValue();
    show(<RetentionPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('checkbox', { name: 'Select all cameras' }));
    await typing.click(screen.getByRole('checkbox', { name: 'Select Yard' }));
    const bulk = within(await screen.findByRole('group', { name: '2 cameras selected' }));
    await typing.click(bulk.getByRole('button', { name: 'Apply template' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Apply “Home”?' }));
    expect(set).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Apply template' }));
    await waitFor(() => expect(set).toHaveBeenCalledTimes(2));
    expect(set.mock.calls.map(([id]) => id).sort()).toEqual(['c1', 'c3']);
    expect(set.mock.calls[0]?.[1]).toEqual({ ...policy, template: 'home', continuous: home.continuous, motion: home.motion, incident: home.incident });
  });

  it('changes what new cameras get', async () => {
    const change = vi.spyOn(api, 'changeRecordingSettings').mockResolvedValue();
    vi.spyOn(footage, 'templates').mockResolvedValue([home, { ...home, code: 'company' }]);
    show(<RetentionPage />);
    await userEvent.setup().selectOptions(await screen.findByLabelText('New cameras get'), 'Company');
    expect(change).toHaveBeenCalledWith({ defaultTemplate: 'company' });
  });

  it('asks before a shorter maximum deletes footage, and says beside the field what cannot be', async () => {
    const set = vi.spyOn(footage, 'setPolicy').mockResolvedValue();
    show(<RetentionPage />);
    const typing = userEvent.setup();
    const edit = await screen.findByRole('button', { name: 'Retention of Door' });
    await waitFor(() => expect(edit).toBeEnabled());
    await typing.click(edit);
    const form = within(await screen.findByRole('form', { name: 'Retention of Door' }));
    const most = form.getByLabelText('Continuous: at most, in days');
    await typing.clear(most);
    await typing.type(most, '5');
    await typing.click(form.getByRole('button', { name: 'Save' }));
    expect(form.getByText('Not less than the minimum.')).toBeVisible();
    const least = form.getByLabelText('Continuous: at least, in days');
    await typing.clear(least);
    await typing.type(least, '2');
    await typing.click(form.getByRole('button', { name: 'Save' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete older footage?' }));
    expect(set).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Save and delete' }));
    await waitFor(() => expect(set).toHaveBeenCalledWith('c1', { ...policy, continuous: { minDays: 2, maxDays: 5 } }));
  });
});
