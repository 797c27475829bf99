import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { footage } from '../api/footage';
import type { Clip } from '../api/footageTypes';
import { withCameras } from '../testing/fixtures';
import { show } from '../testing/show';
import { ClipList } from './ClipList';

const clip: Clip = {
  id: 'k1', state: 'ready', progress: 1, cameraIds: ['c1', 'c2'], from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:06:00Z', reason: 'Case 7', createdAt: '2026-11-20T10:07:00Z', createdBy: 'admin',
  files: ['c1', 'c2'].map((cameraId) => ({ cameraId, name: `${cameraId}.mp4`, bytes: 5e6, sha256: 'ab' })),
  gaps: [{ cameraId: 'c2', start: '2026-11-20T10:01:00Z', end: '2026-11-20T10:01:30Z', cause: 'camera-stalled' }], hasSnapshot: false,
};

describe('the list of clips', () => {
  beforeEach(() => withCameras('Door', 'Yard'));
  afterEach(() => vi.restoreAllMocks());

  it('offers a file for each camera, and tells what was left out', async () => {
    show(<ClipList clips={[clip]} />);
    expect(await screen.findByRole('button', { name: 'Download Yard' })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Download Door' })).toBeVisible();
    expect(screen.getByText('1 gap left out')).toBeVisible();
    expect(screen.getByText('Yard · Nov 20, 11:01:00 · 30 s · Camera stopped sending')).toBeInTheDocument();
  });

  it('waits for an end that lies in the future, and tells why one failed', () => {
    const waiting: Clip = { ...clip, id: 'k2', state: 'waiting', files: [], gaps: [] };
    const failed: Clip = { ...clip, id: 'k3', state: 'failed', files: [], gaps: [], error: 'Nothing is recorded.' };
    show(<ClipList clips={[waiting, failed]} />);
    expect(screen.getByText('Waiting for its end')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('The clip could not be made. Nothing is recorded.');
    expect(screen.queryByTestId('clip-download')).toBeNull();
  });

  it('makes a link that expires', async () => {
    const share = vi.spyOn(footage, 'shareClip').mockResolvedValue({ url: '/api/recording/shared/abc', expiresAt: '2026-11-20T11:00:00Z' });
    show(<ClipList clips={[clip]} />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('button', { name: 'Share' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Share this clip' }));
    await typing.selectOptions(await dialog.findByLabelText('Camera'), 'Yard');
    await typing.selectOptions(dialog.getByLabelText('Valid for'), '4 hours');
    await typing.click(dialog.getByRole('button', { name: 'Make link' }));
    expect(await dialog.findByText(`${location.origin}/api/recording/shared/abc`)).toBeVisible();
    expect(share).toHaveBeenCalledWith('k1', 'c2', 240);
  });

  it('deletes only after asking', async () => {
    const gone = vi.spyOn(footage, 'removeClip').mockResolvedValue();
    show(<ClipList clips={[clip]} />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('button', { name: 'Remove: Case 7' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete this clip?' }));
    expect(gone).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(gone).toHaveBeenCalledWith('k1');
  });
});
