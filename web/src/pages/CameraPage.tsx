import { ActionIcon, Button, Tabs, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconPencil, IconPlayerRecordFilled } from '@tabler/icons-react';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useCameraViews, useRecordings, type CameraView } from '../api/queries';
import { useMay } from '../api/useMay';
import { CameraForm } from '../cameras/CameraForm';
import { CameraFacts } from '../cameras/CameraFacts';
import { DayBar } from '../cameras/DayBar';
import { GapList } from '../cameras/GapList';
import { ExportList } from '../exports/ExportList';
import { LiveStage } from '../live/LiveStage';
import { PlaybackStage } from '../playback/PlaybackStage';
import { purposes, rightFor } from '../range/range';
import { RangePanel } from '../range/RangePanel';
import { clockText, dateAt, dayOf, isDate } from '../timeline/days';
import { playableFrom, spanAt, type Span } from '../timeline/geometry';
import { Timeline } from '../timeline/Timeline';
import { useDay, useLayers } from '../timeline/useDay';
import { tell } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { Trouble, Waiting } from '../ui/states';
import { useNow } from '../ui/useNow';
import { gapTitle } from '../words/format';
import { useWords } from '../words/words';
import { NotFoundPage } from './NotFoundPage';

export function CameraPage() {
  const { cameraId = '' } = useParams();
  // Figures such as the data rate change without an event.
  const { views, cameras } = useCameraViews(4_000);
  const view = views?.find(({ device }) => device.id === cameraId);
  const { may } = useMay();
  if (view) return may('playback', view.device) ? <OneCamera key={cameraId} view={view} /> : <LiveOnly key={cameraId} view={view} />;
  if (cameras.error && !views) return <Trouble error={cameras.error} onRetry={() => void cameras.refetch()} />;
  return cameras.isPending ? <Waiting /> : <NotFoundPage />;
}

/** For whom what was recorded is not open. */
function LiveOnly({ view }: { view: CameraView }) {
  const { t } = useWords();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <CameraHead view={view} onEdit={() => setEditing(true)} />
      <div className="v-camera">
        <LiveStage view={view} recording={undefined} />
        <section className="v-card v-card-pad" aria-label={t('camera.details')}>
          <CameraFacts view={view} recording={undefined} />
        </section>
      </div>
      {editing && <CameraForm device={view.device} onClose={() => setEditing(false)} />}
      <span hidden data-testid="camera-state" data-state={view.stream?.state} />
    </>
  );
}

function CameraHead({ view: { device, room, property }, onEdit, children }: { view: CameraView; onEdit: () => void; children?: ReactNode }) {
  const { t } = useWords();
  const { may } = useMay();
  return (
    <PageHead
      title={device.name}
      start={
        <ActionIcon component={Link} to="/" variant="subtle" color="gray" aria-label={t('common.back')}>
          <IconArrowLeft size={19} />
        </ActionIcon>
      }
    >
      <span className="v-muted v-desktop-only" style={{ fontSize: '0.84rem' }}>
        {[room?.name, property?.name].filter(Boolean).join(' · ')}
      </span>
      {may('configure', device) && (
        <Tooltip label={t('camera.edit')}>
          <ActionIcon variant="default" size={30} aria-label={t('camera.edit')} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      {children}
    </PageHead>
  );
}

type Mode = { kind: 'live' } | { kind: 'playback'; at: number; turn: number };

function OneCamera({ view }: { view: CameraView }) {
  const { t } = useWords();
  const { device, stream, timeZone } = view;
  const { may } = useMay();
  const takes = purposes.some((purpose) => may(rightFor[purpose], device));
  const [params, setParams] = useSearchParams();
  const now = useNow();
  const recordings = useRecordings();
  const recording = recordings.data?.find(({ id }) => id === device.id);

  const asked = Date.parse(params.get('t') ?? '');
  const [mode, setMode] = useState<Mode>(Number.isFinite(asked) ? { kind: 'playback', at: asked, turn: 0 } : { kind: 'live' });
  const [playhead, setPlayhead] = useState(mode.kind === 'playback' ? mode.at : undefined);
  const [selection, setSelection] = useState<Span>();
  const [editing, setEditing] = useState(false);

  const askedDay = params.get('day') ?? '';
  const today = dateAt(now, timeZone);
  const date = isDate(askedDay) ? askedDay : mode.kind === 'playback' ? dateAt(mode.at, timeZone) : today;
  const day = useMemo(() => dayOf(date, timeZone), [date, timeZone]);
  const recorded = useDay(device.id, day, now);
  const { ranges, gaps } = recorded;
  const { marks, holds } = useLayers(device.id, day, now);

  const showDay = (next: string) => {
    setParams(next === today ? {} : { day: next }, { replace: true });
  };
  const play = (at: number) => {
    setMode((old) => ({ kind: 'playback', at, turn: old.kind === 'playback' ? old.turn + 1 : 0 }));
    setPlayhead(at);
  };
  const goLive = useCallback(() => {
    setMode({ kind: 'live' });
    setPlayhead(undefined);
    setParams({}, { replace: true });
  }, [setParams]);

  /** Plays from there; from the next footage when there is none there, and says so. */
  const seek = (wanted: number) => {
    const at = Math.max(day.start, wanted);
    if (at > now - 4000) {
      goLive();
      return;
    }
    const from = playableFrom(ranges, at);
    if (from === undefined) {
      // Perhaps written this minute and not in the list yet: let the player find out.
      if (at > now - 90_000) play(at);
      else tell(t('camera.nothingRecorded'));
      return;
    }
    if (from - at > 2000) {
      const gap = spanAt(gaps, at);
      const times = { time: clockText(at, timeZone), next: clockText(from, timeZone) };
      tell(gap ? t('camera.jumped', { ...times, cause: gapTitle(gap.cause, t) }) : t('camera.jumpedPlain', times));
    }
    play(from);
  };

  const nextRecorded = useCallback(
    (at: number) => playableFrom(ranges, at) ?? (day.end < now ? day.end : undefined),
    [ranges, day.end, now],
  );
  const moved = useRef(0);
  const onMoved = useCallback(
    (at: number) => {
      setPlayhead(at);
      // Playing past midnight turns the page.
      const date = dateAt(at, timeZone);
      if (date !== day.date && Math.abs(at - day.end) < 3_600_000 && moved.current < day.end) {
        setParams(date === today ? {} : { day: date }, { replace: true });
      }
      moved.current = at;
    },
    [timeZone, day, today, setParams],
  );

  const live = mode.kind === 'live';
  const openExport = () => {
    const end = Math.min(live ? now - 5000 : (playhead ?? now) + 30_000, now - 5000);
    const start = Math.min(playableFrom(ranges, end - 60_000) ?? Infinity, end - 10_000);
    setSelection({ start: Math.floor(start / 1000) * 1000, end: Math.floor(end / 1000) * 1000 });
  };

  return (
    <>
      <CameraHead view={view} onEdit={() => setEditing(true)}>
        {takes && (
          <Button
            size="xs"
            variant={selection ? 'filled' : 'default'}
            leftSection={<IconDownload size={15} />}
            aria-pressed={selection !== undefined}
            onClick={() => (selection ? setSelection(undefined) : openExport())}
          >
            {t(may('export', device) ? 'exporting.open' : 'holds.place')}
          </Button>
        )}
        {!live && (
          <Button size="xs" variant="default" leftSection={<IconPlayerRecordFilled size={13} color="var(--v-rec)" />} onClick={goLive} data-testid="back-to-live">
            {t('camera.backToLive')}
          </Button>
        )}
      </CameraHead>

      <div className="v-camera">
        <div style={{ minWidth: 0, display: 'grid', gap: 12 }}>
          {live ? (
            <LiveStage view={view} recording={recording} />
          ) : (
            <PlaybackStage
              view={view}
              wish={mode}
              nextRecorded={nextRecorded}
              onMoved={onMoved}
              onCaughtUp={noop}
              onSeek={seek}
            />
          )}
          <section className="v-card v-card-pad" aria-label={t('camera.playback')} style={{ display: 'grid', gap: 12 }}>
            <DayBar day={day} now={now} coverage={recorded.coverage} onDay={showDay} onTime={seek} />
            {recorded.query.error && !recorded.query.data ? (
              <Trouble error={recorded.query.error} onRetry={() => void recorded.query.refetch()} />
            ) : (
              <Timeline
                cameraId={device.id}
                day={day}
                now={now}
                ranges={ranges}
                gaps={gaps}
                marks={marks}
                holds={holds}
                playhead={playhead}
                live={live}
                selection={selection}
                onSelection={setSelection}
                onSeek={seek}
              />
            )}
            {takes && selection && (
              <RangePanel
                camera={view}
                day={day}
                now={now}
                ranges={ranges}
                gaps={gaps}
                selection={selection}
                onSelection={setSelection}
                onClose={() => setSelection(undefined)}
              />
            )}
          </section>
        </div>

        <Tabs defaultValue="details" className="v-card" variant="default">
          <Tabs.List grow>
            <Tabs.Tab value="details">{t('camera.details')}</Tabs.Tab>
            <Tabs.Tab value="gaps">{t('camera.gaps')}</Tabs.Tab>
            {may('export', device) && <Tabs.Tab value="exports">{t('camera.exports')}</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="details" p="md">
            <CameraFacts view={view} recording={recording} />
          </Tabs.Panel>
          <Tabs.Panel value="gaps">
            <GapList gaps={gaps} timeZone={timeZone} onShow={(at) => seek(at - 5000)} />
          </Tabs.Panel>
          <Tabs.Panel value="exports">
            {may('export', device) && <ExportList cameraId={device.id} />}
          </Tabs.Panel>
        </Tabs>
      </div>
      {editing && <CameraForm device={device} onClose={() => setEditing(false)} />}
      <span hidden data-testid="camera-state" data-state={stream?.state} />
    </>
  );
}

function noop(): void {
  // The stage says itself that everything was seen.
}
