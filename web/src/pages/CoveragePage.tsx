import { ActionIcon, Button, NativeSelect, Text, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconFileDownload, IconTable } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { footage } from '../api/footage';
import { useCoverage } from '../api/footageQueries';
import { browserTimeZone, useCameraViews } from '../api/queries';
import { DayReport } from '../coverage/DayReport';
import { HeatMonth } from '../coverage/HeatMonth';
import { HeatScale } from '../coverage/HeatScale';
import { HeatTable, type Cell } from '../coverage/HeatTable';
import { daysOf, isMonth, monthOf, shiftMonth } from '../coverage/months';
import { dateAt } from '../timeline/days';
import { tellProblem } from '../ui/notify';
import { PageHead } from '../ui/PageHead';
import { saveFile } from '../ui/saveFile';
import { SectionNav, storageSection } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { useNow } from '../ui/useNow';
import { useWords } from '../words/words';

/** How much of what should be recorded is recorded: a month of days, and what is missing of each. */
export function CoveragePage() {
  const { t, language } = useWords();
  const narrow = useMediaQuery('(max-width: 719px)');
  const [params, setParams] = useSearchParams();
  const { views } = useCameraViews();
  const zones = [...new Set(views?.map(({ timeZone }) => timeZone) ?? [])];
  const askedZone = params.get('zone') ?? '';
  const timeZone = zones.includes(askedZone) ? askedZone : (zones[0] ?? browserTimeZone);
  const now = useNow(60_000);
  const today = dateAt(now, timeZone);
  const askedMonth = params.get('month') ?? '';
  const month = isMonth(askedMonth) && askedMonth < monthOf(today) ? askedMonth : monthOf(today);
  const days = daysOf(month);
  const last = days.filter((day) => day <= today).at(-1) ?? today;
  const { data, error, isPending, refetch } = useCoverage(`${month}-01`, last, timeZone, month === monthOf(today) ? 60_000 : false);
  const [chosen, setChosen] = useState<Cell>();
  const [busy, setBusy] = useState(false);

  const change = (name: string, value: string) =>
    setParams((old) => {
      old.set(name, value);
      return old;
    }, { replace: true });
  const cameras = data?.cameras ?? [];
  const camera = cameras.find(({ cameraId }) => cameraId === params.get('camera')) ?? cameras[0];
  const shown = narrow && camera ? [camera] : cameras;
  const report = shown.find(({ cameraId }) => cameraId === chosen?.cameraId);
  const day = report?.days.find((one) => one.day === chosen?.day);
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${month}-15T12:00:00Z`));

  // On a narrow screen the report lies below what is seen.
  const below = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen && narrow) below.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [chosen, narrow]);

  const download = async () => {
    setBusy(true);
    try {
      saveFile(await footage.coverageCsv(`${month}-01`, last, timeZone, narrow && camera ? [camera.cameraId] : []), `coverage-${month}.csv`);
    } catch (problem) {
      tellProblem(problem, t);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <PageHead title={t('coverage.title')}>
        <Button size="xs" variant="default" leftSection={<IconFileDownload size={15} />} loading={busy} disabled={cameras.length === 0} onClick={() => void download()} data-testid="coverage-csv">
          {t('coverage.csv')}
        </Button>
      </PageHead>
      <SectionNav section={storageSection} />
      <p className="v-intro">{t('coverage.intro')}</p>
      <div className="v-bar" style={{ marginBottom: 12 }}>
        <Tooltip label={t('coverage.previous')}>
          <ActionIcon variant="default" aria-label={t('coverage.previous')} onClick={() => change('month', shiftMonth(month, -1))}>
            <IconChevronLeft size={16} />
          </ActionIcon>
        </Tooltip>
        <Text fw={600} size="sm" miw={130} ta="center" aria-live="polite" data-testid="month" data-month={month}>
          {title}
        </Text>
        <Tooltip label={t('coverage.next')}>
          <ActionIcon variant="default" aria-label={t('coverage.next')} disabled={month >= monthOf(today)} onClick={() => change('month', shiftMonth(month, 1))}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </Tooltip>
        {narrow && cameras.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('coverage.camera')}
            style={{ flex: 1 }}
            value={camera?.cameraId ?? ''}
            onChange={(event) => change('camera', event.currentTarget.value)}
            data={cameras.map(({ cameraId, name }) => ({ value: cameraId, label: name }))}
          />
        )}
        <span className="v-push" />
        {zones.length > 1 ? (
          <NativeSelect size="xs" aria-label={t('form.timeZone')} value={timeZone} onChange={(event) => change('zone', event.currentTarget.value)} data={zones.map((zone) => ({ value: zone, label: t('coverage.timeZone', { zone }) }))} />
        ) : (
          <Text size="xs" className="v-muted">
            {t('coverage.timeZone', { zone: data?.timeZone ?? timeZone })}
          </Text>
        )}
      </div>
      {isPending && <SkeletonRows count={6} height={36} />}
      {error && !data && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && cameras.length === 0 && <Empty icon={<IconTable size={48} stroke={1.4} />} title={t('coverage.noCameras')} text={t('coverage.noCamerasText')} />}
      {camera && (
        <div className="v-cards">
          <section className="v-card v-card-pad" aria-label={title}>
            {narrow ? <HeatMonth days={days} camera={camera} chosen={chosen} onChoose={setChosen} /> : <HeatTable days={days} cameras={cameras} chosen={chosen} onChoose={setChosen} />}
            <HeatScale />
          </section>
          <div ref={below} className="v-below">
            {report && day ? (
              <DayReport cameraId={report.cameraId} name={report.name} day={day} timeZone={timeZone} />
            ) : (
              <Text size="sm" className="v-muted">
                {t('coverage.chooseDay')}
              </Text>
            )}
          </div>
        </div>
      )}
    </>
  );
}
