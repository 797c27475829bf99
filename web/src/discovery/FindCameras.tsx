import { Drawer } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/queries';
import type { FoundCamera } from '../api/types';
import { CameraForm } from '../cameras/CameraForm';
import type { CameraFields } from '../cameras/cameraFields';
import { useWords } from '../words/words';
import { FoundList } from './FoundList';
import { OnvifSignIn } from './OnvifSignIn';

/** Searches the network and leads to a camera that works: find, sign in, choose the stream; then the ordinary form with its test. */
export function FindCameras({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<FoundCamera>();
  const [draft, setDraft] = useState<Partial<CameraFields>>();

  if (draft) {
    const back = () => {
      setDraft(undefined);
      setChosen(undefined);
      void client.invalidateQueries({ queryKey: keys.cameras });
    };
    return <CameraForm initial={draft} onClose={back} />;
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={chosen ? t('find.signInTitle', { name: chosen.name || chosen.address }) : t('find.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {chosen ? (
        <OnvifSignIn found={chosen} onBack={() => setChosen(undefined)} onChosen={setDraft} />
      ) : (
        <FoundList onChoose={setChosen} />
      )}
    </Drawer>
  );
}
