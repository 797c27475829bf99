import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { footage } from '../api/footage';
import type { ArchiveSettings } from '../api/footageTypes';
import { Problem } from '../api/problem';
import { show } from '../testing/show';
import { ArchiveForm } from './ArchiveForm';

const s3: ArchiveSettings = { kind: 's3', endpoint: 'https://s3.example', bucket: 'rec', accessKey: 'AK', hasSecret: true, pathStyle: true };

describe('the archive’s form', () => {
  afterEach(() => vi.restoreAllMocks());

  it('tests what is typed, before it is saved, and names the cause', async () => {
    const test = vi.spyOn(footage, 'testArchive').mockResolvedValue({ ok: false, cause: 'wrong-credentials', message: '403 SignatureDoesNotMatch' });
    const save = vi.spyOn(footage, 'setArchive');
    show(<ArchiveForm settings={s3} />);
    const typing = userEvent.setup();
    await typing.type(screen.getByLabelText('Secret key'), 'other');
    await typing.click(screen.getByRole('button', { name: 'Test' }));
    const told = await screen.findByRole('alert');
    expect(told).toHaveTextContent('The archive does not workKeys not accepted, or not permitted. 403 SignatureDoesNotMatch');
    expect(test).toHaveBeenCalledWith(expect.objectContaining({ bucket: 'rec', secretKey: 'other' }));
    expect(save).not.toHaveBeenCalled();
    // What is changed after the test was not tested.
    await typing.type(screen.getByLabelText('Bucket'), '2');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('asks for what the kind needs, beside the fields', async () => {
    const save = vi.spyOn(footage, 'setArchive');
    show(<ArchiveForm settings={{ kind: 'none' }} />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('radio', { name: 'S3 storage' }));
    await typing.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getAllByText('This is needed.')).toHaveLength(3);
    expect(save).not.toHaveBeenCalled();
  });

  it('gives up footage that is only in the old archive after asking once more', async () => {
    const refusal = new Problem({ status: 409, code: 'archive-holds-footage', detail: '12 segments are only there.' });
    const save = vi.spyOn(footage, 'setArchive').mockRejectedValueOnce(refusal).mockResolvedValue();
    show(<ArchiveForm settings={s3} />);
    const typing = userEvent.setup();
    await typing.type(screen.getByLabelText('Bucket'), '2');
    await typing.click(screen.getByRole('button', { name: 'Save' }));
    const dialog = within(await screen.findByRole('dialog', { name: /^Give up footage/ }));
    expect(save).toHaveBeenCalledTimes(1);
    await typing.click(dialog.getByRole('button', { name: 'Give it up' }));
    await waitFor(() => expect(save).toHaveBeenLastCalledWith(expect.objectContaining({ bucket: 'rec2', abandon: true })));
  });

  it('is switched off only after asking', async () => {
    const save = vi.spyOn(footage, 'setArchive').mockResolvedValue();
    show(<ArchiveForm settings={s3} />);
    const typing = userEvent.setup();
    await typing.click(screen.getByRole('radio', { name: 'No archive' }));
    await typing.click(screen.getByRole('button', { name: 'Save' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Switch the archive off?' }));
    expect(save).not.toHaveBeenCalled();
    await typing.click(dialog.getByRole('button', { name: 'Switch off' }));
    await waitFor(() => expect(save).toHaveBeenCalledWith({ kind: 'none' }));
  });
});
