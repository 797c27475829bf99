import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { audit } from '../api/footage';
import type { AuditEntry } from '../api/footageTypes';
import { withCameras } from '../testing/fixtures';
import { show } from '../testing/show';
import { AuditPage } from './AuditPage';

const entry = (sequence: number): AuditEntry => ({ sequence, id: `e${sequence}`, at: '2026-11-20T10:00:00Z', action: 'recording.hold-placed', actor: 'u1', actorName: 'maria', target: 'c1', detail: 'Case 7', failed: false, hash: 'ab' });

describe('the audit page', () => {
  beforeEach(() => withCameras('Door'));
  afterEach(() => vi.restoreAllMocks());

  it('tells who did what to which camera, page by page', async () => {
    vi.spyOn(audit, 'verification').mockResolvedValue({ valid: true, count: 2, brokenAt: null, head: 'ff' });
    const actions = vi.spyOn(audit, 'actions').mockImplementation((_, cursor) =>
      Promise.resolve(cursor ? { items: [entry(1)], next: null } : { items: [entry(2)], next: 'after-2' }));
    show(<AuditPage />);
    const typing = userEvent.setup();
    expect(await screen.findByText('Chain intact')).toBeVisible();
    expect(await screen.findByRole('button', { name: 'maria' })).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Door' })).toBeVisible();
    await typing.click(screen.getByRole('button', { name: 'Older' }));
    await waitFor(() => expect(actions).toHaveBeenLastCalledWith({}, 'after-2', 50, expect.anything()));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled());
    await typing.click(screen.getByRole('button', { name: 'Newer' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Newer' })).toBeDisabled());
  });

  it('filters by what is pressed or typed; a camera is known by its name', async () => {
    vi.spyOn(audit, 'verification').mockResolvedValue({ valid: true, count: 1, brokenAt: null, head: 'ff' });
    const actions = vi.spyOn(audit, 'actions').mockResolvedValue({ items: [entry(1)], next: null });
    show(<AuditPage />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'maria' }));
    await waitFor(() => expect(actions).toHaveBeenLastCalledWith({ actor: 'u1' }, undefined, 50, expect.anything()));
    await typing.type(screen.getByLabelText('What'), 'door');
    await typing.click(screen.getByRole('button', { name: 'Filter' }));
    await waitFor(() => expect(actions).toHaveBeenLastCalledWith({ actor: 'u1', action: undefined, target: 'c1', search: undefined }, undefined, 50, expect.anything()));
    await typing.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(actions).toHaveBeenLastCalledWith({}, undefined, 50, expect.anything()));
  });

  it('marks what was refused, tells from where, and finds by kind, result and words', async () => {
    vi.spyOn(audit, 'verification').mockResolvedValue({ valid: true, count: 1, brokenAt: null, head: 'ff' });
    const actions = vi.spyOn(audit, 'actions').mockResolvedValue({ items: [{ ...entry(1), failed: true, address: '88.12.40.7' }, entry(2)], next: null });
    show(<AuditPage />);
    const typing = userEvent.setup();
    const [refused, done] = await screen.findAllByTestId('audit-entry');
    expect(refused).toHaveTextContent('Failed');
    expect(done).not.toHaveTextContent('Failed');
    await typing.selectOptions(screen.getByLabelText('Kind of thing'), 'Holds');
    await typing.selectOptions(screen.getByLabelText('Result'), 'Failed');
    await typing.type(screen.getByLabelText('What'), 'case 7');
    await typing.click(screen.getByRole('button', { name: 'Filter' }));
    await waitFor(() => expect(actions).toHaveBeenLastCalledWith({ entity: 'hold', result: 'failed', search: 'case 7' }, undefined, 50, expect.anything()));
    await typing.click(screen.getAllByRole('button', { name: '88.12.40.7' })[0]!);
    await waitFor(() => expect(actions).toHaveBeenLastCalledWith({ entity: 'hold', result: 'failed', search: '88.12.40.7' }, undefined, 50, expect.anything()));
  });

  it('raises its voice when the chain is broken', async () => {
    vi.spyOn(audit, 'verification').mockResolvedValue({ valid: false, count: 87, brokenAt: 88, head: 'ff' });
    vi.spyOn(audit, 'actions').mockResolvedValue({ items: [], next: null });
    show(<AuditPage />);
    expect(await screen.findByRole('alert')).toHaveTextContent('Chain broken at entry 88');
  });
});
