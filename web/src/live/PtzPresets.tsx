import { ActionIcon, Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client';
import { keys, useCameras } from '../api/queries';
import type { PtzPreset } from '../api/types';
import { useMay } from '../api/useMay';
import { Confirm } from '../ui/Confirm';
import { tell, tellProblem } from '../ui/notify';
import { useWords } from '../words/words';

/** Positions a camera remembers: go there, keep this one, forget one. */
export function PtzPresets({ cameraId, presets }: { cameraId: string; presets: PtzPreset[] }) {
  const { t } = useWords();
  const { may } = useMay();
  const { data: cameras } = useCameras();
  const camera = cameras?.find(({ id }) => id === cameraId);
  const mayKeep = camera !== undefined && may('configure', camera);
  const client = useQueryClient();
  const [naming, setNaming] = useState<string>();
  const [forgetting, setForgetting] = useState<PtzPreset>();
  const [busy, setBusy] = useState(false);
  /** A dialogue belongs to the page, which a full screen hides. */
  const leaveFullScreen = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
  };
  const renew = () => client.invalidateQueries({ queryKey: keys.ptz(cameraId) });

  const go = (preset: PtzPreset) => {
    api.ptzGo(cameraId, preset.token).then(
      () => tell(t('ptz.going', { name: preset.name })),
      (error: unknown) => tellProblem(error, t),
    );
  };
  const save = async (name: string) => {
    setBusy(true);
    try {
      await api.ptzSave(cameraId, name);
      await renew();
      setNaming(undefined);
    } catch (error) {
      tellProblem(error, t);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Menu position="top-end" width={230} withinPortal={false} closeOnItemClick>
        <Menu.Target>
          <ActionIcon variant="transparent" size="var(--v-ptz-size)" aria-label={t('ptz.presets')} title={t('ptz.presets')}>
            <IconBookmark size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown mah={220} style={{ overflowY: 'auto' }}>
          {presets.length === 0 && <Menu.Label>{t('ptz.noPresets')}</Menu.Label>}
          {presets.map((preset) => (
            <div key={preset.token} style={{ display: 'flex', alignItems: 'center' }}>
              <Menu.Item onClick={() => go(preset)}>{preset.name}</Menu.Item>
              {mayKeep && (
                <Menu.Item
                  w={40}
                  aria-label={t('ptz.forget', { name: preset.name })}
                  onClick={() => {
                    leaveFullScreen();
                    setForgetting(preset);
                  }}
                >
                  <IconTrash size={15} />
                </Menu.Item>
              )}
            </div>
          ))}
          {mayKeep && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconBookmarkPlus size={16} />}
                onClick={() => {
                  leaveFullScreen();
                  setNaming('');
                }}
              >
                {t('ptz.keep')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming !== undefined} onClose={() => setNaming(undefined)} title={t('ptz.keep')} centered size="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (naming?.trim()) void save(naming.trim());
          }}
        >
          <TextInput label={t('common.name')} value={naming ?? ''} maxLength={60} data-autofocus onChange={(event) => setNaming(event.currentTarget.value)} />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={() => setNaming(undefined)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={!naming?.trim()}>
              {t('common.save')}
            </Button>
          </Group>
        </form>
      </Modal>
      <Confirm
        opened={forgetting !== undefined}
        title={t('ptz.forget', { name: forgetting?.name ?? '' })}
        text={t('ptz.forgetText')}
        action={t('common.remove')}
        onClose={() => setForgetting(undefined)}
        onConfirm={async () => {
          if (forgetting) await api.ptzForget(cameraId, forgetting.token);
          await renew();
        }}
      />
    </>
  );
}
