import { Button, SegmentedControl, Skeleton, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { Link } from 'react-router';
import { useCameraViews, useRecordings, type CameraView } from '../api/queries';
import { LiveTile } from '../live/LiveTile';
import { Mark } from '../ui/Mark';
import { PageHead } from '../ui/PageHead';
import { Empty, Trouble } from '../ui/states';
import { useWords } from '../words/words';

export function WallPage() {
  const { t } = useWords();
  const { views, cameras } = useCameraViews();
  const recordings = useRecordings();
  const [columns, setColumns] = useLocalStorage({ key: 'vedette.columns', defaultValue: 'auto', getInitialValueInEffect: false });

  return (
    <>
      <PageHead title={t('wall.title')}>
        <span className="v-desktop-only">
          <Tooltip label={t('wall.columns')}>
            <SegmentedControl
              size="xs"
              aria-label={t('wall.columns')}
              value={columns}
              onChange={setColumns}
              data={[{ value: 'auto', label: t('wall.columnsAuto') }, '1', '2', '3']}
            />
          </Tooltip>
        </span>
      </PageHead>
      {cameras.error && !views && <Trouble error={cameras.error} onRetry={() => void cameras.refetch()} />}
      {cameras.isPending && (
        <div className="v-wall" role="status" aria-label={t('common.loading')}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} style={{ aspectRatio: '16 / 9' }} height="auto" radius="lg" />
          ))}
        </div>
      )}
      {views?.length === 0 && (
        <Empty icon={<Mark size={56} />} title={t('wall.empty')} text={t('wall.emptyText')}>
          <Button component={Link} to="/cameras?add">
            {t('wall.addFirst')}
          </Button>
        </Empty>
      )}
      {views && views.length > 0 && (
        <div className="v-wall" data-columns={columns} data-testid="wall">
          {inUseFirst(views).map((view) => (
            <LiveTile
              key={view.device.id}
              view={view}
              recording={recordings.data?.find(({ id }) => id === view.device.id)}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Cameras switched off have nothing to show: they come last. */
function inUseFirst(views: CameraView[]): CameraView[] {
  return views.toSorted((a, b) => Number(b.device.enabled) - Number(a.device.enabled));
}
