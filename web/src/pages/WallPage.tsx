import { ActionIcon, Button, Menu, SegmentedControl, Skeleton, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconDots, IconLayoutBoardSplit, IconLink, IconMaximize, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type CSSProperties } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client';
import { keys, useCameraViews, useMe, useRecordings, type CameraView } from '../api/queries';
import { useMay } from '../api/useMay';
import { LiveTile } from '../live/LiveTile';
import { Confirm } from '../ui/Confirm';
import { Mark } from '../ui/Mark';
import { tell, tellProblem } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { Empty, Trouble } from '../ui/states';
import { add, inRows, sound, withColumns, type Arrangement } from '../wall/arrange';
import { ArrangedWall } from '../wall/ArrangedWall';
import { LayoutMenu } from '../wall/LayoutMenu';
import { SaveLayout } from '../wall/SaveLayout';
import { useChosenLayout } from '../wall/useChosenLayout';
import { useWords } from '../words/words';

const columnChoices = ['1', '2', '3', '4', '5', '6'];

/** The cameras live; for whom none is open, how that comes. */
export function WallPage() {
  const { t } = useWords();
  const { may } = useMay();
  if (may('live')) return <Wall />;
  return (
    <>
      <PageHead title={t('wall.title')} />
      <Empty icon={<Mark size={56} />} title={t('access.emptyTitle')} text={t('access.emptyText')}>
        <Button component={Link} to="/account" variant="default">
          {t('account.open')}
        </Button>
      </Empty>
    </>
  );
}

function Wall() {
  const { t } = useWords();
  const { may, isAdministrator } = useMay();
  const client = useQueryClient();
  const { views, cameras } = useCameraViews();
  const recordings = useRecordings();
  const me = useMe();
  const { layouts, chosen, choose } = useChosenLayout();
  const [columns, setColumns] = useLocalStorage({ key: 'vedette.columns', defaultValue: 'auto', getInitialValueInEffect: false });
  const [draft, setDraft] = useState<Arrangement>();
  const [saving, setSaving] = useState(false);
  const [removing, setRemoving] = useState(false);
  const stage = useRef<HTMLDivElement>(null);

  const mine = chosen !== undefined && (chosen.owner === me.data?.id || isAdministrator);
  const shown = draft ?? (chosen && sound(chosen));
  const arrange = () => {
    if (!views) return;
    setDraft(shown ?? inRows(inUseFirst(views).map(({ device }) => device.id), columns === 'auto' ? Math.min(4, Math.max(2, Math.ceil(Math.sqrt(views.length)))) : Number(columns)));
  };
  const renew = () => client.invalidateQueries({ queryKey: keys.layouts });
  const keep = async (name: string, shared: boolean, asNew: boolean) => {
    if (!draft) return;
    const body = { name, shared, columns: draft.columns, tiles: draft.tiles };
    if (asNew || !chosen) choose((await api.addLayout(body)).id);
    else await api.changeLayout(chosen.id, body, chosen.version);
    await renew();
    setDraft(undefined);
  };
  const save = () => {
    if (!chosen) return;
    keep(chosen.name, chosen.shared, false).catch((error: unknown) => tellProblem(error, t));
  };
  const copyLink = () => {
    if (!chosen) return;
    const url = new URL('/', location.href);
    url.searchParams.set('layout', chosen.id);
    navigator.clipboard.writeText(url.href).then(
      () => tell(t('common.copied')),
      () => tell(url.href),
    );
  };
  const missing = (views ?? []).filter(({ device }) => !draft?.tiles.some(({ cameraId }) => cameraId === device.id));

  return (
    <>
      <PageHead title={t('wall.title')}>
        {draft ? (
          <>
            <Tooltip label={t('wall.columns')}>
              <SegmentedControl
                size="xs"
                aria-label={t('wall.columns')}
                value={String(draft.columns)}
                onChange={(value) => setDraft(withColumns(draft, Number(value)))}
                data={columnChoices}
              />
            </Tooltip>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button size="xs" variant="default" leftSection={<IconPlus size={15} />} disabled={missing.length === 0}>
                  {t('wall.addTile')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
                {missing.map(({ device }) => (
                  <Menu.Item key={device.id} onClick={() => setDraft(add(draft, device.id))}>
                    {device.name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button size="xs" variant="default" onClick={() => setDraft(undefined)}>
              {t('common.cancel')}
            </Button>
            <Button size="xs" variant={mine ? 'default' : 'filled'} onClick={() => setSaving(true)} disabled={draft.tiles.length === 0}>
              {t('wall.saveAs')}
            </Button>
            {mine && (
              <Button size="xs" onClick={save} disabled={draft.tiles.length === 0}>
                {t('common.save')}
              </Button>
            )}
          </>
        ) : (
          <>
            {!chosen && (
              <span className="v-desktop-only">
                <Tooltip label={t('wall.columns')}>
                  <SegmentedControl
                    size="xs"
                    aria-label={t('wall.columns')}
                    value={columns}
                    onChange={setColumns}
                    data={[{ value: 'auto', label: t('wall.columnsAuto') }, ...columnChoices]}
                  />
                </Tooltip>
              </span>
            )}
            <LayoutMenu layouts={layouts} chosen={chosen} onChoose={choose} />
            {views && views.length > 0 && (
              <span className="v-desktop-only v-buttons">
                <Tooltip label={t('wall.arrange')}>
                  <ActionIcon variant="default" size={30} aria-label={t('wall.arrange')} onClick={arrange}>
                    <IconLayoutBoardSplit size={17} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={t('live.fullScreen')}>
                  <ActionIcon variant="default" size={30} aria-label={t('wall.fullScreen')} onClick={() => void stage.current?.requestFullscreen().catch(() => undefined)}>
                    <IconMaximize size={16} />
                  </ActionIcon>
                </Tooltip>
              </span>
            )}
            {chosen && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon variant="default" size={30} aria-label={t('common.more', { name: chosen.name })}>
                    <IconDots size={16} />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconLink size={16} />} onClick={copyLink}>
                    {t('wall.copyLink')}
                  </Menu.Item>
                  {mine && (
                    <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={() => setRemoving(true)}>
                      {t('common.remove')}
                    </Menu.Item>
                  )}
                </Menu.Dropdown>
              </Menu>
            )}
          </>
        )}
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
        <Empty icon={<Mark size={56} />} title={t('wall.empty')} text={t(may('configure') ? 'wall.emptyText' : 'access.emptyText')}>
          {may('configure') && (
            <Button component={Link} to="/cameras?add">
              {t('wall.addFirst')}
            </Button>
          )}
        </Empty>
      )}
      {draft && <p className="v-hint">{t('wall.arrangeHint')}</p>}
      {views && views.length > 0 && (
        <div ref={stage} className="v-wall-stage">
          {shown ? (
            <ArrangedWall wall={shown} views={views} recordings={recordings.data} {...(draft ? { onArrange: setDraft } : {})} />
          ) : (
            <div className="v-wall" data-columns={columns} style={{ '--v-columns': columns } as CSSProperties} data-testid="wall">
              {inUseFirst(views).map((view) => (
                <LiveTile key={view.device.id} view={view} recording={recordings.data?.find(({ id }) => id === view.device.id)} />
              ))}
            </div>
          )}
        </div>
      )}
      {saving && (
        <SaveLayout name={chosen && !mine ? chosen.name : ''} shared={false} onClose={() => setSaving(false)} onSave={(name, shared) => keep(name, shared, true)} />
      )}
      <Confirm
        opened={removing && chosen !== undefined}
        title={t('wall.removeLayout', { name: chosen?.name ?? '' })}
        text={t('wall.removeLayoutText')}
        action={t('common.remove')}
        onClose={() => setRemoving(false)}
        onConfirm={async () => {
          if (chosen) await api.removeLayout(chosen.id);
          choose(undefined);
          await renew();
        }}
      />
    </>
  );
}

/** Cameras switched off have nothing to show: they come last. */
function inUseFirst(views: CameraView[]): CameraView[] {
  return views.toSorted((a, b) => Number(b.device.enabled) - Number(a.device.enabled));
}
