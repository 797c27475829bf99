import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { footage } from '../api/footage';
import { show } from '../testing/show';
import { EvidencePage } from './EvidencePage';

describe('the evidence page', () => {
  afterEach(() => vi.restoreAllMocks());

  it('shows the key in use, how to verify by it, and changes it only after asking', async () => {
    vi.spyOn(footage, 'evidenceKeys').mockResolvedValue([
      { id: 'k1', algorithm: 'ECDSA P-256', publicKeyPem: 'OLD', fingerprint: '11 11', since: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' },
      { id: 'k2', algorithm: 'ECDSA P-256', publicKeyPem: 'NEW', fingerprint: '22 22', since: '2026-06-01T00:00:00Z', until: null },
    ]);
    const rotate = vi.spyOn(footage, 'rotateEvidenceKey').mockResolvedValue({ id: 'k3' });
    show(<EvidencePage />);
    const typing = userEvent.setup();
    const [newest] = await screen.findAllByTestId('evidence-key');
    expect(newest).toHaveTextContent('in use');
    expect(within(screen.getByTestId('how-to-verify')).getByText('vedette verify FILE')).toBeVisible();
    expect(within(screen.getByTestId('how-to-verify')).getByText('22 22')).toBeVisible();
    await typing.click(screen.getByRole('button', { name: 'Change key' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Change the signing key?' }));
    expect(rotate).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Change key' }));
    await waitFor(() => expect(rotate).toHaveBeenCalled());
  });
});
