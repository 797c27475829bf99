import { ActionIcon, Button, Group, Menu, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconDeviceCctv, IconDots, IconPencil, IconPlus, IconRadar2, IconSearch, IconStethoscope, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../api/client';
import { keys, useCameraViews, useRecordings, type CameraView } from '../api/queries';
import type { Device, RecordingCamera } from '../api/types';
import { useMay } from '../api/useMay';
import { CameraForm } from '../cameras/CameraForm';
import { OneSwitch, useCameraSwitches } from '../cameras/CameraSwitches';
import { FindCameras } from '../discovery/FindCameras';
import { Confirm } from '../ui/Confirm';
import { tell } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { causeTitle, gapTitle, moment, percent } from '../words/format';
import { useWords } from '../words/words';

export function CamerasPage() {
  const { t } = useWords();
  const { may } = useMay();
  const client = useQueryClient();
  const { views, cameras } = useCameraViews();
  const recordings = useRecordings();
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<Device>();
  const [removing, setRemoving] = useState<Device>();
  const mayAdd = may('configure');
  const adding = params.has('add') && mayAdd;
  const add = () => setParams({ add: '' });
  const find = () => setParams({ find: '' });

  const wanted = search.trim().toLowerCase();
  const shown = views?.filter(({ device, room, property }) =>
    [device.name, room?.name, property?.name].some((text) => text?.toLowerCase().includes(wanted)),
  );

  return (
    <>
      <PageHead title={t('cameras.title')}>
        {views && views.length > 5 && (
          <TextInput
            size="xs"
            type="search"
            leftSection={<IconSearch size={14} />}
            aria-label={t('cameras.searchLabel')}
            placeholder={t('common.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        {mayAdd && (
          <>
            <Button size="xs" variant="default" leftSection={<IconRadar2 size={15} />} onClick={find}>
              {t('find.open')}
            </Button>
            <Button size="xs" leftSection={<IconPlus size={15} />} onClick={add}>
              {t('cameras.add')}
            </Button>
          </>
        )}
      </PageHead>

      {cameras.error && !views && <Trouble error={cameras.error} onRetry={() => void cameras.refetch()} />}
      {cameras.isPending && <SkeletonRows count={5} height={54} />}
      {views?.length === 0 && (
        <Empty icon={<IconDeviceCctv size={48} stroke={1.4} />} title={t('cameras.empty')} {...(mayAdd ? { text: t('cameras.emptyText') } : {})}>
          {mayAdd && (
            <Group justify="center">
              <Button onClick={find}>{t('find.open')}</Button>
              <Button variant="default" onClick={add}>
                {t('cameras.add')}
              </Button>
            </Group>
          )}
        </Empty>
      )}
      {views && views.length > 0 && shown?.length === 0 && <Empty title={t('cameras.noMatch', { text: search })} />}
      {shown && shown.length > 0 && (
        <div className="v-card" style={{ overflowX: 'auto' }}>
          <table className="v-table v-cameras">
            <thead>
              <tr>
                <th scope="col">{t('common.name')}</th>
                <th scope="col">{t('cameras.state')}</th>
                <th scope="col">{t('cameras.today')}</th>
                <th scope="col">{t('cameras.lastSegment')}</th>
                <th scope="col">{t('cameras.used')}</th>
                <th scope="col">{t('cameras.record')}</th>
                <th aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              {shown.map((view) => (
                <CameraRow
                  key={view.device.id}
                  view={view}
                  recording={recordings.data?.find(({ id }) => id === view.device.id)}
                  onEdit={() => setEditing(view.device)}
                  onRemove={() => setRemoving(view.device)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}

      {mayAdd && params.has('find') && <FindCameras onClose={() => setParams({}, { replace: true })} />}
      {adding && <CameraForm onClose={() => setParams({}, { replace: true })} />}
      {editing && <CameraForm device={editing} onClose={() => setEditing(undefined)} />}
      <Confirm
        opened={removing !== undefined}
        title={t('cameras.removeTitle', { name: removing?.name ?? '' })}
        text={t('cameras.removeText')}
        action={t('common.remove')}
        onClose={() => setRemoving(undefined)}
        onConfirm={async () => {
          if (!removing) return;
          await api.removeCamera(removing.id);
          await Promise.all([keys.cameras, keys.devices, keys.properties].map((queryKey) => client.invalidateQueries({ queryKey })));
          tell(t('cameras.removed', { name: removing.name }));
        }}
      />
    </>
  );
}

interface RowProps {
  view: CameraView;
  recording: RecordingCamera | undefined;
  onEdit: () => void;
  onRemove: () => void;
}

function CameraRow({ view, recording, onEdit, onRemove }: RowProps) {
  const { t, language } = useWords();
  const { device, stream, room, property, timeZone } = view;
  const { may } = useMay();
  const { used, record, usable, mayUse, mayRecord } = useCameraSwitches(view, recording);
  const { name } = device;
  const state = stream?.state ?? (device.enabled ? 'connecting' : 'off');
  const place = [room?.name, property?.name].filter(Boolean).join(' · ') || t('devices.notAssigned');

  return (
    <tr data-testid="camera-row" data-camera={device.id} data-state={state}>
      <td>
        <Link to={`/cameras/${device.id}`}>{name}</Link>
        <div className="v-muted" style={{ fontSize: '0.78rem' }}>
          {place}
        </div>
      </td>
      <td>
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 7 }}>
          <span className="v-dot" data-state={state} />
          {t(`state.${state}`)}
        </span>
        {state === 'silent' && (
          <div style={{ fontSize: '0.78rem', color: 'var(--v-rec)' }}>{causeTitle(stream?.cause, t)}</div>
        )}
        {state === 'online' && stream?.width && (
          <div className="v-muted v-num" style={{ fontSize: '0.78rem' }}>
            {stream.width} × {stream.height}
          </div>
        )}
      </td>
      <td className="v-num">{recording?.coverageToday == null ? '–' : percent(recording.coverageToday, language)}</td>
      <td className="v-num">
        {recording?.lastSegment ? moment(recording.lastSegment.end, timeZone, language) : <span className="v-muted">–</span>}
        {recording?.currentGap && recording.currentGap.cause !== 'switched-off' && (
          <div className="v-muted" style={{ fontSize: '0.78rem' }}>
            {gapTitle(recording.currentGap.cause, t)}
          </div>
        )}
      </td>
      <td data-label={t('cameras.used')}>
        <OneSwitch label={t('cameras.useSwitch', { name })} state={used} may={mayUse} testId="use-switch" />
      </td>
      <td data-label={t('cameras.record')}>
        <OneSwitch
          label={t('cameras.recordSwitch', { name })}
          state={record}
          may={mayRecord}
          testId="record-switch"
          hint={usable ? undefined : t('cameras.turnOnFirst')}
        />
      </td>
      <td>
        {may('configure', device) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('common.more', { name })}>
                <IconDots size={17} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
                {t('common.edit')}
              </Menu.Item>
              <Menu.Item leftSection={<IconStethoscope size={15} />} component={Link} to={`/cameras/${device.id}/diagnostics`}>
                {t('diagnosis.title')}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={onRemove}>
                {t('common.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </td>
    </tr>
  );
}
