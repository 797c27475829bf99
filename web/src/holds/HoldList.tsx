import { ActionIcon, Button } from '@mantine/core';
import { IconLock, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Hold } from '../api/footageTypes';
import { browserTimeZone, useCameraViews, type CameraView } from '../api/queries';
import { useMay } from '../api/useMay';
import { useActorName } from '../ui/useActorName';
import { bytes, duration, moment } from '../words/format';
import { useWords } from '../words/words';
import { HoldForm } from './HoldForm';
import { ReleaseForm } from './ReleaseForm';

/** Holds, newest first, with what may be done to those that stand. */
export function HoldList({ holds }: { holds: Hold[] }) {
  const { views } = useCameraViews();
  const [editing, setEditing] = useState<Hold>();
  const [releasing, setReleasing] = useState<Hold>();
  return (
    <>
      <ul className="v-plain" data-testid="holds">
        {holds.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)).map((hold) => (
          <HoldRow key={hold.id} hold={hold} views={views} onEdit={() => setEditing(hold)} onRelease={() => setReleasing(hold)} />
        ))}
      </ul>
      {editing && <HoldForm hold={editing} onClose={() => setEditing(undefined)} />}
      {releasing && <ReleaseForm hold={releasing} onClose={() => setReleasing(undefined)} />}
    </>
  );
}

function HoldRow({ hold, views, onEdit, onRelease }: { hold: Hold; views: CameraView[] | undefined; onEdit: () => void; onRelease: () => void }) {
  const { t, language } = useWords();
  const nameOf = useActorName();
  const { may } = useMay();
  const known = hold.cameraIds.map((id) => ({ id, view: views?.find(({ device }) => device.id === id) }));
  const timeZone = known[0]?.view?.timeZone ?? browserTimeZone;
  const at = (instant: string) => moment(instant, timeZone, language);
  const about = [
    t('holds.by', { name: nameOf(hold.owner), time: at(hold.createdAt) }),
    hold.state === 'released' && hold.releasedAt
      ? t('holds.releasedBy', { name: hold.releasedBy ? nameOf(hold.releasedBy) : t('common.unknown'), time: at(hold.releasedAt), reason: hold.releaseReason ?? '' })
      : hold.expiresAt
        ? t('holds.until', { time: at(hold.expiresAt) })
        : t('holds.expiresNever'),
  ];
  return (
    <li className="v-item" data-testid="hold" data-state={hold.state} data-id={hold.id}>
      <IconLock size={18} aria-hidden className="v-item-icon" />
      <div className="v-item-main">
        <strong>{hold.reason}</strong>
        <div>
          {known.map(({ id, view }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              {view ? <Link to={`/cameras/${id}?t=${hold.from}`}>{view.device.name}</Link> : t('exporting.removedCamera')}
            </span>
          ))}
          <span className="v-num v-muted">
            {' · '}
            {at(hold.from)} – {at(hold.to)} ({duration(Date.parse(hold.to) - Date.parse(hold.from))})
          </span>
        </div>
        <div className="v-muted v-small v-num">{[...about, t('holds.bytes', { bytes: bytes(hold.bytes, language) })].join(' · ')}</div>
      </div>
      {hold.state === 'active' && may('hold') && (
        <div className="v-item-end">
          <ActionIcon variant="subtle" color="gray" aria-label={`${t('holds.edit')}: ${hold.reason}`} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
          <Button size="xs" variant="default" onClick={onRelease}>
            {t('holds.release')}
          </Button>
        </div>
      )}
    </li>
  );
}
