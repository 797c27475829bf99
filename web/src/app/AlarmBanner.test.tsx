import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { footage } from '../api/footage';
import type { Alarm } from '../api/footageTypes';
import { show } from '../testing/show';
import { AlarmBanner } from './AlarmBanner';

const alarm = (code: string, severity: Alarm['severity']): Alarm => ({ code, subject: 'x', severity, text: 'Mount /mnt/disk2.', since: '2026-11-21T10:00:00Z' });

describe('the banner of alarms', () => {
  afterEach(() => vi.restoreAllMocks());

  it('tells the first serious alarm, how many more there are, and where to look', async () => {
    vi.spyOn(footage, 'alarms').mockResolvedValue([alarm('archive-dead-letters', 'warning'), alarm('volume-missing', 'serious'), alarm('volumes-none', 'serious')]);
    show(<AlarmBanner />);
    const banner = await screen.findByRole('alert');
    expect(banner).toHaveTextContent('A storage volume is missing · Mount /mnt/disk2. · and 1 more');
    expect(screen.getByRole('link', { name: 'Show' })).toHaveAttribute('href', '/storage');
  });

  it('speaks the reader’s language', async () => {
    vi.spyOn(footage, 'alarms').mockResolvedValue([alarm('volume-missing', 'serious')]);
    show(<AlarmBanner />, 'es');
    expect(await screen.findByRole('alert')).toHaveTextContent(/^Falta un volumen de almacenamientoVer$/);
  });

  it('stays away when nothing is serious', async () => {
    const asked = vi.spyOn(footage, 'alarms').mockResolvedValue([alarm('archive-dead-letters', 'warning')]);
    show(<AlarmBanner />);
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await Promise.resolve();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
