import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { places, things } from '../api/places';
import type { InspectedThing } from '../api/placesTypes';
import { Problem } from '../api/problem';
import { guardian, withPlaces } from '../testing/places';
import { show } from '../testing/show';
import { FederateThing } from './FederateThing';
import { FindThings } from './FindThings';

const greenhouse: InspectedThing = {
  url: 'http://10.0.0.9:8080/device', id: 'urn:dev:wot:greenhouse', title: 'Greenhouse', description: 'Beside the door.',
  properties: [{ name: 'temperature', title: null, type: 'number', readOnly: true, writeOnly: false, observable: true, unit: 'celsius', schema: null }],
  actions: [{ name: 'toggle', title: 'Switch', input: null }], events: [], capabilities: [{ type: 'sensor', measure: 'temperature', unit: 'celsius', intervalMilliseconds: 2500 }, { type: 'coffee' }], security: ['basic'], remarks: [],
};

describe('taking a thing in', () => {
  afterEach(() => vi.restoreAllMocks());

  const ask = async (address: string) => {
    const typing = userEvent.setup();
    await typing.type(await screen.findByLabelText('Address of the thing'), address);
    await typing.click(screen.getByRole('button', { name: 'Ask the thing' }));
    return typing;
  };

  //
  it('shows what the thing says of itself, and adds it under a name and in a room', async () => {
    withPlaces();
    const inspected = vi.spyOn(things, 'inspect').mockResolvedValue(greenhouse);
    const added = vi.spyOn(places, 'addThing').mockResolvedValue({ id: 'd9' });
    const close = vi.fn();
    show(<FederateThing onClose={close} />);
    const typing = userEvent.setup();
    await typing.click(await screen.findByText('User name'));
    await typing.type(screen.getByLabelText('User name at the thing'), 'vedette');
    await typing.type(screen.getByLabelText('Password at the thing'), 'secret');
    await ask('10.0.0.9:8080');
    const says = within(await screen.findByRole('region', { name: 'What the thing says of itself' }));
    expect(inspected).toHaveBeenCalledWith('10.0.0.9:8080', { username: 'vedette', password: 'secret' }, expect.anything());
    for (const text of ['urn:dev:wot:greenhouse', 'Temperature (°C), every 2.5 s', 'coffee', 'temperature, °C', 'Switch (toggle)', 'basic']) expect(says.getByText(text)).toBeVisible();
    expect(screen.getByLabelText('Name')).toHaveValue('Greenhouse');
    await typing.selectOptions(screen.getByLabelText('Room'), 'Yard');
    await typing.click(screen.getByRole('button', { name: 'Add thing' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(added).toHaveBeenCalledWith({
      name: 'Greenhouse', kind: 'thing', roomId: 'r1', description: 'Beside the door.',
      source: { url: greenhouse.url, username: 'vedette', password: 'secret' },
      thing: { id: greenhouse.id, title: 'Greenhouse', capabilities: greenhouse.capabilities },
    });
  });

  //
  it.each([
    ['thing-unreachable', 502, 'The thing cannot be reached', /power and network/],
    ['thing-not-compliant', 400, 'Its description is not valid', 'actions.toggle.forms: At least one form is needed.'],
    ['already-federated', 409, 'This thing is known already', /added once/],
    ['thing-no-capability', 400, 'There is nothing it can do here', /names no sensor/],
    ['thing-refused', 502, 'The thing does not let us in', /asks who is there/],
    ['address-not-allowed', 400, 'This address is not permitted', /administrator’s list/],
  ])('tells %s in words of its own', async (code, status, title, advice) => {
    withPlaces();
    vi.spyOn(things, 'inspect').mockRejectedValue(
      new Problem({ status, code, detail: 'No.', fields: code === 'thing-not-compliant' ? { 'actions.toggle.forms': ['At least one form is needed.'] } : {}, more: { deviceId: 'd1' } }),
    );
    show(<FederateThing onClose={() => undefined} />);
    await ask('10.0.0.9');
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText(title)).toBeVisible();
    expect(alert.getByText(advice)).toBeVisible();
    if (code === 'already-federated') expect(alert.getByRole('link', { name: 'Open the device' })).toHaveAttribute('href', '/devices/d1');
    expect(screen.queryByRole('button', { name: 'Add thing' })).toBeNull();
  });

  it('asks nothing of what is no address', async () => {
    withPlaces();
    const inspected = vi.spyOn(things, 'inspect');
    show(<FederateThing onClose={() => undefined} />);
    await ask('coap://thing');
    expect(screen.getByText(/^This is no address/)).toBeVisible();
    expect(inspected).not.toHaveBeenCalled();
  });

  it('wants a room from those who would not see the thing without one', async () => {
    withPlaces({ me: guardian(['configure']) });
    vi.spyOn(things, 'inspect').mockResolvedValue(greenhouse);
    const added = vi.spyOn(places, 'addThing');
    show(<FederateThing onClose={() => undefined} />);
    const typing = await ask('10.0.0.9');
    await typing.click(await screen.findByRole('button', { name: 'Add thing' }));
    expect(screen.getByText('This is needed.')).toBeVisible();
    expect(added).not.toHaveBeenCalled();
  });

  it('finds things in the network or in a directory, and asks the one that is chosen', async () => {
    withPlaces();
    const found = vi.spyOn(things, 'discover').mockResolvedValue([{ url: 'http://10.0.0.9:8080/device', title: 'Greenhouse', id: null, found: 'dns-sd', federated: false }]);
    const inspected = vi.spyOn(things, 'inspect').mockResolvedValue(greenhouse);
    show(<FindThings onClose={() => undefined} />);
    const typing = userEvent.setup();
    await screen.findByRole('button', { name: /Greenhouse/ });
    await typing.type(screen.getByRole('textbox', { name: 'Address of a directory' }), 'http://10.0.0.5/things');
    await typing.click(screen.getByRole('button', { name: 'Ask' }));
    await waitFor(() => expect(found).toHaveBeenLastCalledWith({ directory: 'http://10.0.0.5/things' }, expect.anything()));
    await typing.click(await screen.findByRole('button', { name: /Greenhouse/ }));
    expect(await screen.findByRole('region', { name: 'What the thing says of itself' })).toBeVisible();
    expect(inspected).toHaveBeenCalledWith('http://10.0.0.9:8080/device', {}, expect.anything());
  });
});
