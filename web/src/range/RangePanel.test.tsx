import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { footage } from '../api/footage';
import { Problem } from '../api/problem';
import type { CameraView } from '../api/queries';
import { device } from '../testing/fixtures';
import { show } from '../testing/show';
import { dayOf } from '../timeline/days';
import { RangePanel } from './RangePanel';

const camera: CameraView = { device: device('c1', 'Door'), stream: undefined, room: undefined, property: undefined, timeZone: 'UTC' };
const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
const now = at('12:00:00');

describe('the panel of a marked range', () => {
  afterEach(() => vi.restoreAllMocks());

  const open = (end = at('11:05:00')) => {
    const close = vi.fn();
    show(
      <RangePanel
        camera={camera}
        day={dayOf('2026-11-20', 'UTC')}
        now={now}
        ranges={[{ start: at('08:00:00'), end: now }]}
        gaps={[]}
        selection={{ start: at('11:00:00'), end }}
        onSelection={() => undefined}
        onClose={close}
      />,
    );
    return { close, typing: userEvent.setup() };
  };

  it('exports without a reason, but seals only with one', async () => {
    const add = vi.spyOn(api, 'addExport').mockResolvedValue({ id: 'e1' });
    const { close, typing } = open();
    await typing.click(screen.getByRole('switch', { name: /^Sealed, as evidence/ }));
    await typing.click(screen.getByRole('button', { name: 'Export 5 min' }));
    expect(screen.getByText('A sealed export needs a reason.')).toBeVisible();
    expect(add).not.toHaveBeenCalled();
    await typing.type(screen.getByLabelText(/^Reason/), 'Case 7');
    await typing.click(screen.getByRole('button', { name: 'Export 5 min' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(add).toHaveBeenCalledWith({ cameraIds: ['c1'], from: '2026-11-20T11:00:00.000Z', to: '2026-11-20T11:05:00.000Z', reason: 'Case 7', sealed: true });
  });

  it('orders a clip that ends in the future as a whole', async () => {
    const add = vi.spyOn(footage, 'addClip').mockResolvedValue({ id: 'k1' });
    const { close, typing } = open(at('12:03:00'));
    await typing.click(screen.getByRole('radio', { name: 'Clip' }));
    expect(screen.getByText('Ends in 3 min: made then.')).toBeVisible();
    await typing.type(screen.getByLabelText(/^Reason/), 'Parcel');
    await typing.click(screen.getByRole('button', { name: 'Order clip of 1 h 3 min' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(add).toHaveBeenCalledWith({ cameraIds: ['c1'], from: '2026-11-20T11:00:00.000Z', to: '2026-11-20T12:03:00.000Z', reason: 'Parcel' });
  });

  it('holds the range for as long as was chosen, and shows a refusal beside its field', async () => {
    const place = vi.spyOn(footage, 'placeHold').mockRejectedValueOnce(new Problem({ status: 400, code: 'invalid-request', detail: 'Not valid.', fields: { reason: ['Too short.'] } })).mockResolvedValue({ id: 'h1' });
    const { close, typing } = open();
    await typing.click(screen.getByRole('radio', { name: 'Hold' }));
    await typing.type(screen.getByLabelText(/^Reason/), 'x');
    await typing.selectOptions(screen.getByLabelText('Until'), '30 days');
    await typing.click(screen.getByRole('button', { name: 'Hold 5 min' }));
    expect(await screen.findByText('Too short.')).toBeVisible();
    expect(close).not.toHaveBeenCalled();
    await typing.click(screen.getByRole('button', { name: 'Hold 5 min' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(place).toHaveBeenLastCalledWith({ cameraIds: ['c1'], from: '2026-11-20T11:00:00.000Z', to: '2026-11-20T11:05:00.000Z', reason: 'x', expiresAt: '2026-12-20T12:00:00.000Z' });
  });
});
