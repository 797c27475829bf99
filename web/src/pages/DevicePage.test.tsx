import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { things } from '../api/places';
import type { ThingMessage } from '../api/placesTypes';
import { Problem } from '../api/problem';
import * as sockets from '../api/socket';
import { guardian, sensor, thing, withPlaces } from '../testing/places';
import { show } from '../testing/show';
import { DevicePage } from './DevicePage';

/** A socket that says what the test says. */
class Said {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  close = vi.fn();
  say(message: ThingMessage) {
    act(() => this.onmessage?.({ data: JSON.stringify(message) }));
  }
}

const whole = thing({
  properties: [
    { name: 'temperature', title: 'Temperature', type: 'number', readOnly: true, writeOnly: false, observable: true, unit: 'celsius', schema: null },
    { name: 'threshold', title: 'Alarm above', type: 'number', readOnly: false, writeOnly: false, observable: false, unit: 'celsius', schema: { type: 'number', unit: 'celsius', maximum: 60 } },
  ],
  actions: [{ name: 'toggle', title: 'Switch', input: { type: 'object', properties: { enable: { type: 'boolean', title: 'On' } }, required: ['enable'] } }],
  events: [{ name: 'door', title: 'Door' }],
  latest: [{ measure: 'temperature', unit: 'celsius', value: 4.2, at: new Date().toISOString() }],
});

describe('the page of a thing', () => {
  let opened: Said[];
  beforeEach(() => {
    opened = [];
    vi.spyOn(sockets, 'openSocket').mockImplementation(() => {
      const socket = new Said();
      opened.push(socket);
      return Promise.resolve(socket as unknown as WebSocket);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  const open = () =>
    show(
      <Routes>
        <Route path="/devices/:deviceId" element={<DevicePage />} />
        <Route path="/cameras/c1" element={<p>The camera’s page</p>} />
      </Routes>,
      'en',
      '/devices/d1',
    );
  const listen = async () => {
    await waitFor(() => expect(opened[0]?.onmessage).toBeTruthy());
    return opened[0]!;
  };

  it('shows the last value at once, then what comes, and a chart of it', async () => {
    withPlaces({ things: [whole] });
    open();
    const value = within(await screen.findByRole('region', { name: 'Temperature' }));
    expect(value.getByText('4.2')).toBeVisible();
    const socket = await listen();
    socket.say({ type: 'measurement', measure: 'temperature', unit: 'celsius', value: 5.5, at: new Date(Date.now() + 2500).toISOString() });
    expect(value.getByText('5.5')).toBeVisible();
    expect(screen.getByTestId('chart')).toHaveAttribute('data-points', '2');
    expect(screen.getByRole('img', { name: /^Temperature: the last 2 values/ })).toBeVisible();
    socket.say({ type: 'event', name: 'door', data: { open: true }, at: new Date().toISOString() });
    await userEvent.setup().click(screen.getByRole('tab', { name: 'Events' }));
    expect(screen.getByText('{"open":true}')).toBeVisible();
  });

  it('tells the state as it changes, and where it is not as wanted', async () => {
    withPlaces({ things: [whole] });
    open();
    expect(await screen.findByText('Online')).toBeVisible();
    vi.mocked(things.one).mockResolvedValue({ ...whole, status: 'offline', enabled: false, lastError: 'Connection refused.' });
    (await listen()).say({ type: 'status', status: 'offline', enabled: false, lastError: 'Connection refused.', lastOnline: '2026-11-21T10:00:00Z' });
    expect(await screen.findByText('Offline')).toBeVisible();
    expect(screen.getByText('It should be on, but says that it is off.')).toBeVisible();
    expect(screen.getByText('Connection refused.')).toBeVisible();
  });

  //
  it('says when a thing that is on sends nothing, and keeps still while it is off', async () => {
    const old = { ...whole, latest: [{ measure: 'temperature', unit: 'celsius', value: 4.2, at: '2026-11-21T10:00:00Z' }] };
    withPlaces({ things: [old] });
    const { unmount } = open();
    expect(await screen.findByText('It is on, but sends nothing')).toBeVisible();
    unmount();
    withPlaces({ things: [{ ...old, enabled: false, wanted: false }] });
    open();
    await screen.findByRole('region', { name: 'Temperature' });
    expect(screen.queryByText('It is on, but sends nothing')).toBeNull();
  });

  it('reads and writes properties by the forms their schema makes', async () => {
    withPlaces({ things: [whole] });
    vi.spyOn(things, 'read').mockResolvedValue(8);
    const written = vi.spyOn(things, 'write').mockRejectedValueOnce(new Problem({ status: 400, code: 'value-not-allowed', detail: 'Not now.' })).mockResolvedValueOnce();
    open();
    const typing = userEvent.setup();
    await typing.click(await screen.findByRole('button', { name: 'Read Alarm above' }));
    expect(await screen.findByText('8 °C')).toBeVisible();
    await typing.click(screen.getByRole('button', { name: 'Write Alarm above' }));
    const form = within(screen.getByRole('form', { name: 'Write Alarm above' }));
    const field = form.getByLabelText('New value (°C)');
    expect(field).toHaveValue('8');
    await typing.clear(field);
    await typing.type(field, '61');
    await typing.click(form.getByRole('button', { name: 'Write' }));
    expect(form.getByText('At most 60.')).toBeVisible();
    expect(written).not.toHaveBeenCalled();
    await typing.clear(field);
    await typing.type(field, '9,5');
    await typing.click(form.getByRole('button', { name: 'Write' }));
    expect(await form.findByText('The thing does not take this value.')).toBeVisible();
    await typing.click(form.getByRole('button', { name: 'Write' }));
    await waitFor(() => expect(written).toHaveBeenLastCalledWith('d1', 'threshold', 9.5));
    expect(await screen.findByText('9.5 °C')).toBeVisible();
  });

  it('carries out an action with its input, and shows the answer', async () => {
    withPlaces({ things: [whole] });
    const invoked = vi.spyOn(things, 'invoke').mockResolvedValue('now on');
    open();
    const typing = userEvent.setup();
    const form = within(await screen.findByRole('form', { name: 'Switch' }));
    await typing.click(form.getByLabelText('On'));
    await typing.click(form.getByRole('button', { name: 'Do it' }));
    expect(invoked).toHaveBeenCalledWith('d1', 'toggle', { enable: true });
    expect(await form.findByText('now on')).toBeVisible();
  });

  it('shows how the thing describes itself where nobody here did', async () => {
    withPlaces({ devices: [sensor({ description: '' })], things: [thing({ description: 'Beside the door.' })] });
    open();
    expect(await screen.findByText('Beside the door.')).toBeVisible();
  });

  it('asks before a siren rings', async () => {
    const siren = [{ type: 'siren' }];
    withPlaces({ devices: [sensor({ kind: 'siren', capabilities: siren })], things: [thing({ capabilities: siren, actions: [{ name: 'ring', title: 'Ring', input: null }] })] });
    const invoked = vi.spyOn(things, 'invoke').mockResolvedValue(null);
    open();
    const typing = userEvent.setup();
    const form = within(await screen.findByRole('form', { name: 'Ring' }));
    await typing.click(form.getByRole('button', { name: 'Do it' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Start “Ring”?' }));
    expect(invoked).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Let it ring' }));
    await waitFor(() => expect(invoked).toHaveBeenCalledWith('d1', 'ring', undefined));
  });

  it('lets a guardian who may only look read, and nothing more', async () => {
    withPlaces({ me: guardian(['live']), things: [whole] });
    open();
    expect(await screen.findByRole('button', { name: 'Read Alarm above' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Write|Do it|More actions/ })).toBeNull();
    expect(screen.queryByRole('switch')).toBeNull();
  });

  it('leads cameras to their own page, and the unknown nowhere', async () => {
    withPlaces({ devices: [sensor({ id: 'd1', kind: 'camera' })] });
    vi.mocked((await import('../api/places')).places.device).mockResolvedValue(sensor({ id: 'c1', kind: 'camera' }));
    const { unmount } = open();
    expect(await screen.findByText('The camera’s page')).toBeVisible();
    unmount();
    vi.mocked((await import('../api/places')).places.device).mockRejectedValue(new Problem({ status: 404, code: 'not-found' }));
    open();
    expect(await screen.findByText('Nothing here')).toBeVisible();
  });
});
