import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { places } from '../api/places';
import type { FloorPlan } from '../api/placesTypes';
import { sensor, thing, withPlaces } from '../testing/places';
import { show } from '../testing/show';
import { FloorPlans } from './FloorPlans';

const plan: FloorPlan = { id: 'f1', name: 'Ground floor', width: 800, height: 400, placements: [{ deviceId: 'd1', x: 0.5, y: 0.5 }] };
const devices = [sensor(), sensor({ id: 'd2', name: 'Freezer', enabled: false })];

describe('floor plans', () => {
  beforeEach(() => {
    withPlaces({ devices, things: [thing({ latest: [{ measure: 'temperature', unit: 'celsius', value: 4.2, at: '2026-11-21T10:00:00Z' }] })] });
    vi.mocked(places.plans).mockResolvedValue([plan, { ...plan, id: 'f2', name: 'Attic', placements: [] }]);
    vi.spyOn(places, 'planPicture').mockResolvedValue(new Blob(['x'], { type: 'image/png' }));
    Object.assign(URL, { createObjectURL: () => 'blob:plan', revokeObjectURL: () => undefined });
  });
  afterEach(() => vi.restoreAllMocks());

  const open = (mayConfigure: boolean) => {
    show(<FloorPlans propertyId="p1" devices={devices} mayConfigure={mayConfigure} />);
    return userEvent.setup();
  };

  it('show each device with its state and last values, and lead to its page', async () => {
    const typing = open(false);
    const marker = await screen.findByRole('button', { name: 'Climate, Online, 4.2 °C' });
    await typing.click(marker);
    const peek = within(await screen.findByRole('region', { name: 'Climate' }));
    expect(peek.getByRole('link', { name: 'Open its page' })).toHaveAttribute('href', '/devices/d1');
    expect(screen.queryByRole('button', { name: /Arrange|Add floor plan|More actions/ })).toBeNull();
  });

  it('are switched between', async () => {
    const typing = open(false);
    await typing.click(await screen.findByRole('button', { name: 'Attic' }));
    expect(await screen.findByRole('img', { name: 'Floor plan Attic' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Climate/ })).toBeNull();
  });

  it('are arranged by keys: placed, moved and taken off; nothing counts before it is saved', async () => {
    const saved = vi.spyOn(places, 'place').mockResolvedValue();
    const typing = open(true);
    await typing.click(await screen.findByRole('button', { name: 'Arrange devices' }));
    await typing.click(screen.getByRole('button', { name: /^Freezer/ }));
    const marker = await screen.findByRole('button', { name: /^Move Freezer/ });
    fireEvent.keyDown(marker, { key: 'ArrowRight', shiftKey: true });
    expect(screen.getByText('Freezer: 55 % from the left, 50 % from the top')).toBeInTheDocument();
    fireEvent.keyDown(screen.getByRole('button', { name: /^Move Climate/ }), { key: 'Delete' });
    expect(screen.getByRole('button', { name: /^Climate/ })).toBeVisible();
    expect(saved).not.toHaveBeenCalled();
    await typing.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(saved).toHaveBeenCalledWith('f1', [{ deviceId: 'd2', x: 0.55, y: 0.5 }]));
  });

  it('are arranged by the pointer, onto the plan and over it', async () => {
    const saved = vi.spyOn(places, 'place').mockResolvedValue();
    const typing = open(true);
    await typing.click(await screen.findByRole('button', { name: 'Arrange devices' }));
    const picture = screen.getByRole('img', { name: 'Floor plan Ground floor' }).parentElement!;
    picture.getBoundingClientRect = () => ({ left: 0, top: 0, width: 800, height: 400 }) as DOMRect;
    const at = (clientX: number, clientY: number) => ({ button: 0, pointerId: 1, clientX, clientY });
    const marker = screen.getByRole('button', { name: /^Move Climate/ });
    fireEvent.pointerDown(marker, at(400, 200));
    fireEvent.pointerMove(marker, at(200, 300));
    fireEvent.pointerUp(marker, at(200, 300));
    const freezer = screen.getByRole('button', { name: /^Freezer/ });
    fireEvent.pointerDown(freezer, at(900, 100));
    fireEvent.pointerMove(freezer, at(600, 100));
    fireEvent.pointerUp(freezer, at(600, 100));
    fireEvent.click(freezer);
    await typing.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(saved).toHaveBeenCalledWith('f1', [
        { deviceId: 'd1', x: 0.25, y: 0.75 },
        { deviceId: 'd2', x: 0.75, y: 0.25 },
      ]),
    );
  });

  it('stay as they were when the arranging is given up', async () => {
    const saved = vi.spyOn(places, 'place');
    const typing = open(true);
    await typing.click(await screen.findByRole('button', { name: 'Arrange devices' }));
    fireEvent.keyDown(screen.getByRole('button', { name: /^Move Climate/ }), { key: 'Delete' });
    await typing.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByRole('button', { name: /^Climate, Online/ })).toBeVisible();
    expect(saved).not.toHaveBeenCalled();
  });

  it('are uploaded as a picture; another file is refused before it is sent', async () => {
    const added = vi.spyOn(places, 'addPlan').mockResolvedValue({ id: 'f3' });
    const typing = userEvent.setup({ applyAccept: false });
    show(<FloorPlans propertyId="p1" devices={devices} mayConfigure />);
    await typing.click(await screen.findByRole('button', { name: 'Add floor plan' }));
    const form = await screen.findByRole('form', { name: 'Add floor plan' });
    await typing.type(within(form).getByLabelText('Name'), 'Cellar');
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
    await typing.upload(input, new File(['%PDF'], 'cellar.pdf', { type: 'application/pdf' }));
    await typing.click(within(form).getByRole('button', { name: 'Upload' }));
    expect(within(form).getByText('Only PNG and JPEG pictures.')).toBeVisible();
    expect(added).not.toHaveBeenCalled();
    const picture = new File(['x'], 'cellar.png', { type: 'image/png' });
    await typing.upload(input, picture);
    await typing.click(within(form).getByRole('button', { name: 'Upload' }));
    await waitFor(() => expect(added).toHaveBeenCalledWith('p1', 'Cellar', picture));
  });
});
