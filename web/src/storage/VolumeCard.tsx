import { ActionIcon, Alert, Badge, Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconPencil, IconPlugConnectedX } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { browserTimeZone } from '../api/queries';
import type { StorageVolume } from '../api/footageTypes';
import { bytes, moment } from '../words/format';
import { volumeAdvice } from '../words/footageFormat';
import { useWords } from '../words/words';
import { sharesOf } from './shares';

const tones: Record<StorageVolume['state'], string> = {
  online: 'green', missing: 'red', foreign: 'red', 'read-only': 'red', failed: 'red', stalled: 'red', full: 'yellow', detached: 'gray',
};
const parts = ['footage', 'held', 'room', 'otherFiles', 'keptFree'] as const;

interface VolumeCardProps {
  volume: StorageVolume;
  onEdit: () => void;
  onDetach: () => void;
}

/** A volume: how it does, what fills it, and how long that goes on. */
export function VolumeCard({ volume, onEdit, onDetach }: VolumeCardProps) {
  const { t, language } = useWords();
  const size = (count: number) => bytes(count, language);
  const advice = volumeAdvice(volume.state, t);
  const { other, ...shares } = sharesOf(volume);
  const share: Record<(typeof parts)[number], number> = { ...shares, otherFiles: other };
  const whole = Object.values(share).reduce((sum, part) => sum + part, 0);
  const attached = volume.totalBytes > 0;

  return (
    <section className="v-card v-card-pad" aria-label={volume.name} data-testid="volume" data-id={volume.id} data-state={volume.state}>
      <div className="v-cardhead">
        <h2>{volume.name}</h2>
        {volume.role === 'standby' && (
          <Badge variant="light" color="gray" title={t('storage.standbyHint')}>
            {t('storage.standby')}
          </Badge>
        )}
        <Badge variant="light" color={tones[volume.state]}>
          {t(`storage.state.${volume.state}`)}
        </Badge>
        <span className="v-push" />
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('common.more', { name: volume.name })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
              {t('common.edit')}
            </Menu.Item>
            {volume.state !== 'detached' && (
              <Menu.Item leftSection={<IconPlugConnectedX size={16} />} color="red" onClick={onDetach}>
                {t('storage.detach')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className="v-mono v-muted">{volume.path}</div>
      {advice && (
        <Alert my="sm" color={tones[volume.state]} icon={<IconAlertTriangle size={18} />} title={`${t(`storage.state.${volume.state}`)} ${t('storage.since', { time: moment(volume.stateSince, browserTimeZone, language) })}`}>
          {advice}
          {volume.detail && (
            <div className="v-small" lang="en">
              {volume.detail}
            </div>
          )}
        </Alert>
      )}
      {attached && (
        <>
          <div
            className="v-diskbar"
            role="img"
            aria-label={t('storage.barLabel', { name: volume.name, used: size(volume.usedBytes), budget: size(volume.budgetBytes), held: size(volume.heldBytes), free: size(volume.freeBytes) })}
          >
            {parts.map((part) => share[part] > 0 && <i key={part} data-part={part} style={{ '--v-share': share[part] / whole } as CSSProperties} />)}
          </div>
          <ul className="v-plain v-diskparts">
            {parts.map((part) => (
              <li key={part}>
                <i className="v-swatch" data-part={part} />
                {t(`storage.${part}`)} <span className="v-num">{size(share[part])}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="v-facts v-facts-left">
        <dt>{t(attached ? 'storage.budget' : 'storage.footage')}</dt>
        <dd className="v-num">
          {attached ? t('storage.usedOf', { used: size(volume.usedBytes), budget: size(volume.budgetBytes) }) : size(volume.usedBytes)}
          {attached && volume.setBudgetBytes === null && ` (${t('storage.automatic')})`}
        </dd>
        {attached && (
          <>
            <dt>{t('storage.reserve')}</dt>
            <dd className="v-num">{volume.setReserveBytes === null ? t('storage.automatic') : size(volume.setReserveBytes)}</dd>
            <dt>{t('retention.forecast')}</dt>
            <dd className="v-num">{forecastText(volume.forecastDays, t)}</dd>
          </>
        )}
        <dt>{t('nav.cameras')}</dt>
        <dd>{volume.cameras > 0 ? t('storage.camerasOn', { count: volume.cameras }) : t('storage.noCameras')}</dd>
      </dl>
    </section>
  );
}

function forecastText(days: number | null | undefined, t: ReturnType<typeof useWords>['t']): string {
  if (days === null || days === undefined) return t('storage.forecastNone');
  return days < 0.05 ? t('storage.fullNow') : t('storage.fullInDays', { count: days < 10 ? Math.round(days * 10) / 10 : Math.round(days) });
}
