import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconLock, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useHolds } from '../api/footageQueries';
import { holdStates, type HoldState } from '../api/footageTypes';
import { useMay } from '../api/useMay';
import { HoldForm } from '../holds/HoldForm';
import { HoldList } from '../holds/HoldList';
import { PageHead } from '../ui/PageHead';
import { SectionNav, storageSection } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { bytes } from '../words/format';
import { useWords } from '../words/words';

/** What may not be deleted, why, and until when. */
export function HoldsPage() {
  const { t, language } = useWords();
  const { may } = useMay();
  const [state, setState] = useState<HoldState>('active');
  const [placing, setPlacing] = useState(false);
  const { data, error, isPending, refetch } = useHolds({ state });
  return (
    <>
      <PageHead title={t('holds.title')}>
        {may('hold') && (
          <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setPlacing(true)}>
            {t('holds.place')}
          </Button>
        )}
      </PageHead>
      <SectionNav section={storageSection} />
      <p className="v-intro">{t('holds.intro')}</p>
      <div className="v-bar" style={{ marginBottom: 12 }}>
        <SegmentedControl
          size="xs"
          aria-label={t('holds.show')}
          value={state}
          onChange={(value) => setState(value)}
          data={holdStates.map((value) => ({ value, label: t(`holds.state.${value}`) }))}
        />
        <span className="v-push" />
        {data && data.length > 0 && state === 'active' && (
          <Text size="sm" className="v-num v-muted">
            {t('holds.total', { count: data.length, bytes: bytes(data.reduce((sum, hold) => sum + hold.bytes, 0), language) })}
          </Text>
        )}
      </div>
      <div className="v-card">
        {isPending && <div className="v-card-pad"><SkeletonRows count={3} height={56} /></div>}
        {error && !data && <div className="v-card-pad"><Trouble error={error} onRetry={() => void refetch()} /></div>}
        {data?.length === 0 && <Empty icon={<IconLock size={44} stroke={1.4} />} title={t(state === 'active' ? 'holds.emptyActive' : 'holds.emptyOther')} {...(state === 'active' ? { text: t('holds.emptyText') } : {})} />}
        {data && data.length > 0 && <HoldList holds={data} />}
      </div>
      {placing && <HoldForm onClose={() => setPlacing(false)} />}
    </>
  );
}
