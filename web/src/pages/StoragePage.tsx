import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDatabase, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { footage } from '../api/footage';
import { footageKeys, useStorageVolumes } from '../api/footageQueries';
import type { StorageVolume } from '../api/footageTypes';
import { AlarmList } from '../storage/AlarmList';
import { ScrubCard } from '../storage/ScrubCard';
import { VolumeCard } from '../storage/VolumeCard';
import { VolumeForm } from '../storage/VolumeForm';
import { WritingForm } from '../storage/WritingForm';
import { Card } from '../ui/Card';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { SectionNav, storageSection } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

/** Where footage is kept, how it is written, and whether it is sound. */
export function StoragePage() {
  const { t } = useWords();
  const client = useQueryClient();
  const volumes = useStorageVolumes();
  const [form, setForm] = useState<{ volume?: StorageVolume }>();
  const [detaching, setDetaching] = useState<StorageVolume>();
  const { data } = volumes;

  return (
    <>
      <PageHead title={t('storage.title')}>
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setForm({})}>
          {t('storage.addVolume')}
        </Button>
      </PageHead>
      <SectionNav section={storageSection} />
      <div className="v-cards">
        <AlarmList volumes={data} />
        {volumes.isPending && <SkeletonRows count={3} height={80} />}
        {volumes.error && !data && <Trouble error={volumes.error} onRetry={() => void volumes.refetch()} />}
        {data?.length === 0 && (
          <div className="v-card">
            <Empty icon={<IconDatabase size={48} stroke={1.4} />} title={t('storage.empty')} text={t('storage.emptyText')}>
              <Button onClick={() => setForm({})}>{t('storage.addVolume')}</Button>
            </Empty>
          </div>
        )}
        {data && data.length > 0 && (
          <div className="v-volumes">
            {data.map((volume) => (
              <VolumeCard key={volume.id} volume={volume} onEdit={() => setForm({ volume })} onDetach={() => setDetaching(volume)} />
            ))}
          </div>
        )}
        <div className="v-pair">
          <Card title={t('storage.writing')}>
            <WritingForm />
          </Card>
          <ScrubCard />
        </div>
      </div>
      {form && <VolumeForm {...form} onClose={() => setForm(undefined)} />}
      <Confirm
        opened={detaching !== undefined}
        title={t('storage.detachTitle', { name: detaching?.name ?? '' })}
        text={t('storage.detachText')}
        action={t('storage.detach')}
        onClose={() => setDetaching(undefined)}
        onConfirm={async () => {
          if (!detaching) return;
          await footage.detachVolume(detaching.id);
          await client.invalidateQueries({ queryKey: footageKeys.volumes });
          tell(t('storage.detached', { name: detaching.name }));
        }}
      />
    </>
  );
}
