import { Button } from '@mantine/core';
import { IconMovie, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useClips } from '../api/footageQueries';
import { ClipForm } from '../clips/ClipForm';
import { ClipList } from '../clips/ClipList';
import { PageHead } from '../ui/PageHead';
import { exportsSection, SectionNav } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useWords } from '../words/words';

export function ClipsPage() {
  const { t } = useWords();
  const [ordering, setOrdering] = useState(false);
  const { data, error, isPending, refetch } = useClips();
  return (
    <>
      <PageHead title={t('clips.title')}>
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setOrdering(true)}>
          {t('clips.order')}
        </Button>
      </PageHead>
      <SectionNav section={exportsSection} />
      <p className="v-intro">{t('clips.intro')}</p>
      <div className="v-card">
        {isPending && <div className="v-card-pad"><SkeletonRows count={3} height={64} /></div>}
        {error && !data && <div className="v-card-pad"><Trouble error={error} onRetry={() => void refetch()} /></div>}
        {data?.length === 0 && <Empty icon={<IconMovie size={48} stroke={1.4} />} title={t('clips.empty')} text={t('clips.emptyText')} />}
        {data && data.length > 0 && <ClipList clips={data} />}
      </div>
      {ordering && <ClipForm onClose={() => setOrdering(false)} />}
    </>
  );
}
