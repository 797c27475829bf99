import { Anchor, Button, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { CameraView } from '../api/queries';
import type { RecordingCamera } from '../api/types';
import { useMay } from '../api/useMay';
import { MoveDevice } from '../devices/MoveDevice';
import { PlaceLine } from '../devices/PlaceLine';
import { bitRate, bytes, causeAdvice, causeTitle, codecName, gapTitle, moment, percent } from '../words/format';
import { useWords } from '../words/words';
import { CameraSwitches } from './CameraSwitches';

/** All that is known of one camera. */
export function CameraFacts({ view, recording }: { view: CameraView; recording: RecordingCamera | undefined }) {
  const { t, language } = useWords();
  const { stream, device, timeZone } = view;
  const { may } = useMay();
  const [moving, setMoving] = useState(false);
  const mayConfigure = may('configure', device);
  const when = (at: string) => moment(at, timeZone, language);
  const number = (value: number, digits = 0) => value.toLocaleString(language, { maximumFractionDigits: digits });
  const facts: [string, ReactNode][] = [];
  const add = (label: string, value: ReactNode) => {
    if (value !== undefined && value !== null && value !== '') facts.push([label, value]);
  };

  if (stream) {
    add(
      t('details.state'),
      <span style={{ display: 'inline-flex', alignItems: 'center', gap: 7 }}>
        <span className="v-dot" data-state={stream.state} />
        {t(`state.${stream.state}`)}
      </span>,
    );
    add(t('details.since'), stream.since ? when(stream.since) : undefined);
    add(t('details.codec'), stream.codec ? codecName(stream.codec) : undefined);
    add(t('details.size'), stream.width && stream.height ? `${stream.width} × ${stream.height}` : undefined);
    add(t('details.frameRate'), stream.fps ? number(stream.fps, 1) : undefined);
    add(t('details.bitrate'), stream.bitrate ? bitRate(stream.bitrate, language) : undefined);
    add(t('details.gop'), stream.gopSeconds ? `${number(stream.gopSeconds, 1)} s` : undefined);
    add(t('details.audio'), stream.audio ? codecName(stream.audio) : stream.state === 'online' ? t('details.noAudio') : undefined);
    add(t('details.packetsLost'), number(stream.packetsLost));
    add(t('details.reconnects'), number(stream.reconnects));
    add(t('details.viewers'), number(stream.viewers));
    add(t('details.lastPicture'), stream.lastPictureAt ? when(stream.lastPictureAt) : undefined);
  }
  if (recording) {
    add(t('details.coverage'), recording.coverageToday == null ? undefined : percent(recording.coverageToday, language));
    add(t('details.lastSegment'), recording.lastSegment ? when(recording.lastSegment.end) : t('cameras.neverRecorded'));
    add(t('details.oldest'), recording.oldest ? when(recording.oldest) : undefined);
    add(t('details.footage'), recording.bytes == null ? undefined : bytes(recording.bytes, language));
  }
  add(t('details.address'), device.source ? <span className="v-mono">{device.source.url}</span> : undefined);

  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <CameraSwitches view={view} recording={recording} labelled />
      <div className="v-bar" data-testid="place" data-assigned={device.assigned}>
        <IconMapPin size={16} aria-hidden />
        <PlaceLine device={device} />
        {mayConfigure && (
          <Button size="compact-xs" variant="default" className="v-push" onClick={() => setMoving(true)}>
            {t(device.roomId ? 'devices.moveOpen' : 'devices.assign')}
          </Button>
        )}
      </div>
      {stream?.state === 'silent' && (
        <Text size="sm" c="red" role="status">
          <strong>{causeTitle(stream.cause, t)}.</strong> {causeAdvice(stream.cause, t)}
        </Text>
      )}
      {recording?.currentGap && stream?.state !== 'silent' && (
        <Text size="sm" className="v-muted">
          {t('cameras.gapNow', { time: when(recording.currentGap.start), cause: gapTitle(recording.currentGap.cause, t) })}
        </Text>
      )}
      <dl className="v-facts v-num">
        {facts.map(([label, value]) => (
          <FactRow key={label} label={label} value={value} />
        ))}
      </dl>
      {mayConfigure && (
        <Anchor component={Link} to={`/cameras/${device.id}/diagnostics`} size="sm" data-testid="diagnostics-link">
          {stream?.advice && stream.advice.length > 0 ? t('diagnosis.linkAdvice', { count: stream.advice.length }) : t('diagnosis.link')}
        </Anchor>
      )}
      {moving && <MoveDevice device={device} onClose={() => setMoving(false)} />}
    </div>
  );
}

function FactRow({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
