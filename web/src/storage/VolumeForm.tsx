import { Button, Checkbox, Group, Modal, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { footage } from '../api/footage';
import { footageKeys } from '../api/footageQueries';
import type { StorageVolume, VolumeRole } from '../api/footageTypes';
import { tell } from '../ui/notify';
import { Refusal, useSubmit } from '../ui/useSubmit';
import { problemText } from '../words/format';
import { useWords } from '../words/words';

/** Refusals that are about the folder. */
const aboutPath = new Set(['path-missing', 'path-not-empty', 'path-in-use', 'volume-attached', 'volume-foreign', 'volume-refused', 'volume-stalled', 'boot-disk']);
const giga = 1e9;
const shown = (size: number | null | undefined): number | '' => (size === null || size === undefined ? '' : Math.round(size / (giga / 10)) / 10);
/** 0 leaves it to the server. */
const meant = (text: number | string): number => (typeof text === 'number' ? Math.round(text * giga) : 0);

/** Adds a volume, or changes one. */
export function VolumeForm({ volume, onClose }: { volume?: StorageVolume; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { busy, refusal, submit, of } = useSubmit();
  const [name, setName] = useState(volume?.name ?? '');
  const [path, setPath] = useState('');
  const [role, setRole] = useState<VolumeRole>(volume?.role ?? 'normal');
  const [budget, setBudget] = useState<number | string>(shown(volume?.setBudgetBytes));
  const [reserve, setReserve] = useState<number | string>(shown(volume?.setReserveBytes));
  const [adopt, setAdopt] = useState(false);
  const [bootDisk, setBootDisk] = useState(false);
  const [asked, setAsked] = useState(false);
  const title = volume ? t('storage.editVolume', { name: volume.name }) : t('storage.addVolume');
  const needed = (text: string) => (asked && text.trim() === '' ? t('form.required') : undefined);
  const told = refusal && aboutPath.has(refusal.code) ? problemText(refusal, t) : undefined;

  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (name.trim() === '' || (!volume && path.trim() === '')) return;
    void submit(async () => {
      if (volume) {
        // Only what was changed is sent: what the fields rounded stays as it is.
        await footage.changeVolume(volume.id, {
          name: name.trim(),
          role,
          ...(budget !== shown(volume.setBudgetBytes) ? { budgetBytes: meant(budget) } : {}),
          ...(reserve !== shown(volume.setReserveBytes) ? { reserveBytes: meant(reserve) } : {}),
        });
      } else {
        await footage.addVolume({
          name: name.trim(), path: path.trim(), role, budgetBytes: meant(budget) || undefined, reserveBytes: meant(reserve) || undefined, ...(adopt ? { adopt } : {}), ...(bootDisk ? { allowBootDisk: true } : {}),
        });
      }
      await client.invalidateQueries({ queryKey: footageKeys.volumes });
      tell(t(volume ? 'storage.changed' : 'storage.added', { name: name.trim() }));
      onClose();
    });
  };

  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={save} noValidate aria-label={title}>
        <Stack gap="sm">
          {!volume && (
            <TextInput
              label={t('storage.path')}
              description={t('storage.pathHint')}
              data-autofocus
              spellCheck={false}
              value={path}
              error={needed(path) ?? told ?? of('path')}
              onChange={(event) => setPath(event.currentTarget.value)}
            />
          )}
          <TextInput label={t('common.name')} maxLength={60} value={name} error={needed(name) ?? of('name')} onChange={(event) => setName(event.currentTarget.value)} />
          <div>
            <div className="v-fieldlabel" id="volume-role">
              {t('storage.role')}
            </div>
            <SegmentedControl
              aria-labelledby="volume-role"
              fullWidth
              value={role}
              onChange={(value) => setRole(value)}
              data={[
                { value: 'normal', label: t('storage.normal') },
                { value: 'standby', label: t('storage.standby') },
              ]}
            />
            <Text size="xs" c="dimmed" mt={4}>
              {t(role === 'normal' ? 'storage.normalHint' : 'storage.standbyHint')}
            </Text>
          </div>
          <Group grow align="flex-start">
            <NumberInput label={t('storage.budget')} description={t('storage.budgetHint')} placeholder={t('storage.automatic')} suffix=" GB" min={0} thousandSeparator=" " value={budget} error={of('budgetBytes')} onChange={setBudget} />
            <NumberInput label={t('storage.reserve')} description={t('storage.reserveHint')} placeholder={t('storage.automatic')} suffix=" GB" min={0} thousandSeparator=" " value={reserve} error={of('reserveBytes')} onChange={setReserve} />
          </Group>
          {!volume && <Checkbox label={t('storage.adopt')} description={t('storage.adoptHint')} checked={adopt} onChange={(event) => setAdopt(event.currentTarget.checked)} />}
          {/* Asked only once it is the question: most who meet it forgot to mount the disk. */}
          {!volume && (refusal?.code === 'boot-disk' || bootDisk) && (
            <Checkbox label={t('storage.allowBootDisk')} description={t('storage.allowBootDiskHint')} checked={bootDisk} onChange={(event) => setBootDisk(event.currentTarget.checked)} />
          )}
          <Refusal problem={told ? undefined : refusal} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {volume ? t('common.save') : t('common.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
