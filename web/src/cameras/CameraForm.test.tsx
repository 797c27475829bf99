import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import { Problem } from '../api/problem';
import { someone } from '../testing/fixtures';
import { show } from '../testing/show';
import { CameraForm } from './CameraForm';

describe('the camera form', () => {
  beforeEach(() => {
    vi.restoreAllMocks();
    vi.spyOn(api, 'me').mockResolvedValue(someone());
    vi.spyOn(api, 'rooms').mockResolvedValue([]);
    vi.spyOn(api, 'properties').mockResolvedValue([]);
    vi.spyOn(api, 'cameras').mockResolvedValue([]);
  });

  const open = async () => {
    const close = vi.fn();
    show(<CameraForm onClose={close} />);
    const form = await screen.findByRole('form', { name: 'Add a camera' });
    await within(form).findByLabelText('Name of the room');
    return { close, form: within(form), typing: userEvent.setup() };
  };

  it('asks for address and name, and says so beside the fields', async () => {
    const { form, typing } = await open();
    await typing.click(form.getByRole('button', { name: 'Add camera' }));
    expect(form.getAllByText('This is needed.')).toHaveLength(2);
    await typing.type(form.getByLabelText('Camera address'), 'ftp://10.0.0.5/');
    await typing.click(form.getByRole('button', { name: 'Test connection' }));
    expect(form.getByText(/^The address must begin with rtsp:/)).toBeVisible();
  });

  it('makes property and room on the way in an empty installation', async () => {
    const addProperty = vi.spyOn(api, 'addProperty').mockResolvedValue({ id: 'p1' });
    const addRoom = vi.spyOn(api, 'addRoom').mockResolvedValue({ id: 'r1' });
    const addCamera = vi.spyOn(api, 'addCamera').mockResolvedValue({ id: 'c1' });
    const { form, typing, close } = await open();
    await typing.type(form.getByLabelText('Camera address'), 'rtsp://viewer:secret@10.0.0.5:554/s1');
    await typing.type(form.getByLabelText('Name'), 'Front door');
    expect(form.getByLabelText('Camera address')).toHaveValue('rtsp://10.0.0.5:554/s1');
    await typing.click(form.getByRole('button', { name: 'Add camera' }));
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(addProperty).toHaveBeenCalledWith(expect.objectContaining({ name: 'Home', timeZone: 'America/New_York' }));
    expect(addRoom).toHaveBeenCalledWith({ propertyId: 'p1', name: 'Entrance' });
    expect(addCamera).toHaveBeenCalledWith(
      expect.objectContaining({
        name: 'Front door',
        roomId: 'r1',
        source: expect.objectContaining({ url: 'rtsp://10.0.0.5:554/s1', username: 'viewer', password: 'secret' }),
      }),
    );
  });

  it('tells in words what is wrong with the camera, and what to do', async () => {
    vi.spyOn(api, 'probe').mockResolvedValue({ ok: false, cause: 'wrong-password', message: 'Unauthorized' });
    const { form, typing } = await open();
    await typing.type(form.getByLabelText('Camera address'), 'rtsp://10.0.0.5/s1');
    await typing.click(form.getByRole('button', { name: 'Test connection' }));
    expect(await form.findByText('Wrong user name or password')).toBeVisible();
    expect(form.getByText(/separate RTSP or ONVIF user/)).toBeVisible();
    expect(form.getByRole('button', { name: 'Add anyway' })).toBeVisible();
  });

  it('puts the server’s refusal beside the field it belongs to', async () => {
    vi.spyOn(api, 'addProperty').mockResolvedValue({ id: 'p1' });
    vi.spyOn(api, 'addRoom').mockResolvedValue({ id: 'r1' });
    vi.spyOn(api, 'addCamera').mockRejectedValue(
      new Problem({ status: 400, code: 'invalid-request', detail: 'Not valid.', fields: { 'source.url': ['Link-local is not allowed.'] } }),
    );
    const { form, typing, close } = await open();
    await typing.type(form.getByLabelText('Camera address'), 'rtsp://169.254.1.1/s1');
    await typing.type(form.getByLabelText('Name'), 'Door');
    await typing.click(form.getByRole('button', { name: 'Add camera' }));
    expect(await form.findByText('Link-local is not allowed.')).toBeVisible();
    expect(close).not.toHaveBeenCalled();
  });
});
