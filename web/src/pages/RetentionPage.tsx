import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { IconAlertTriangle, IconCalendarTime, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { footage } from '../api/footage';
import { footageKeys, useForecast, useTemplates } from '../api/footageQueries';
import { footageClasses, type CameraForecast, type CameraPolicy } from '../api/footageTypes';
import { useCameraViews, type CameraView } from '../api/queries';
import { BulkTemplate } from '../retention/BulkTemplate';
import { PolicyForm } from '../retention/PolicyForm';
import { TemplateList } from '../retention/TemplateList';
import { PageHead } from '../ui/PageHead';
import { SectionNav, storageSection } from '../ui/SectionNav';
import { Empty, SkeletonRows, Trouble } from '../ui/states';
import { bytes } from '../words/format';
import { keepingText, templateName } from '../words/footageFormat';
import { useWords } from '../words/words';

/** How long footage of each camera is kept, and whether the space allows it. */
export function RetentionPage() {
  const { t } = useWords();
  const { views, cameras } = useCameraViews();
  const templates = useTemplates();
  const forecast = useForecast();
  const policies = useQueries({
    queries: (views ?? []).map(({ device }) => ({
      queryKey: footageKeys.policy(device.id),
      queryFn: ({ signal }: { signal: AbortSignal }) => footage.policy(device.id, signal),
    })),
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<{ view: CameraView; policy: CameraPolicy }>();
  const rows = (views ?? []).map((view, index) => ({ view, policy: policies[index]?.data, error: policies[index]?.error }));
  const selected = rows.filter(({ view }) => chosen.has(view.device.id)).map(({ view }) => view.device.id);
  const choose = (id: string, on: boolean) => setChosen((old) => new Set(on ? [...old, id] : [...old].filter((one) => one !== id)));
  const failed = policies.find(({ error }) => error)?.error ?? templates.error;

  return (
    <>
      <PageHead title={t('retention.title')} />
      <SectionNav section={storageSection} />
      <p className="v-intro">{t('retention.intro')}</p>
      {cameras.error && !views && <Trouble error={cameras.error} onRetry={() => void cameras.refetch()} />}
      {failed && <Trouble error={failed} onRetry={() => void Promise.all([templates.refetch(), ...policies.map(({ refetch }) => refetch())])} />}
      {cameras.isPending && <SkeletonRows count={5} height={56} />}
      {views?.length === 0 && (
        <Empty icon={<IconCalendarTime size={48} stroke={1.4} />} title={t('retention.noCameras')} text={t('retention.noCamerasText')}>
          <Button component={Link} to="/cameras?add">
            {t('wall.addFirst')}
          </Button>
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="v-cards">
          <div className="v-card">
            {selected.length > 0 && templates.data && <BulkTemplate cameraIds={selected} templates={templates.data} onDone={() => setChosen(new Set())} />}
            <table className="v-table v-rows v-retention">
              <thead>
                <tr>
                  <th scope="col" className="v-pick">
                    <Checkbox
                      size="xs"
                      aria-label={t('retention.selectAll')}
                      checked={selected.length === rows.length}
                      indeterminate={selected.length > 0 && selected.length < rows.length}
                      onChange={(event) => setChosen(new Set(event.currentTarget.checked ? rows.map(({ view }) => view.device.id) : []))}
                    />
                  </th>
                  <th scope="col">{t('retention.camera')}</th>
                  <th scope="col">{t('retention.recorded')}</th>
                  {footageClasses.map((of) => (
                    <th key={of} scope="col">
                      {t(`retention.${of}`)}
                    </th>
                  ))}
                  <th scope="col">{t('retention.forecast')}</th>
                  <th>
                    <span className="v-unseen">{t('common.edit')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ view, policy }) => (
                  <Row
                    key={view.device.id}
                    view={view}
                    policy={policy}
                    forecast={forecast.data?.cameras.find(({ cameraId }) => cameraId === view.device.id)}
                    chosen={chosen.has(view.device.id)}
                    onChoose={(on) => choose(view.device.id, on)}
                    onEdit={() => policy && setEditing({ view, policy })}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {templates.data && <TemplateList templates={templates.data} />}
        </div>
      )}
      {editing && <PolicyForm camera={editing.view.device} policy={editing.policy} templates={templates.data ?? []} onClose={() => setEditing(undefined)} />}
    </>
  );
}

interface RowProps {
  view: CameraView;
  policy: CameraPolicy | undefined;
  forecast: CameraForecast | undefined;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onEdit: () => void;
}

function Row({ view, policy, forecast, chosen, onChoose, onEdit }: RowProps) {
  const { t, language } = useWords();
  const { device, room } = view;
  return (
    <tr data-testid="retention-row" data-camera={device.id}>
      <td className="v-pick">
        <Checkbox size="xs" aria-label={t('retention.select', { name: device.name })} checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
      </td>
      <th scope="row" className="v-rowhead">
        <Link to={`/cameras/${device.id}`}>{device.name}</Link>
        <div className="v-muted v-small">{room?.name}</div>
      </th>
      <td data-label={t('retention.recorded')}>
        {policy && (
          <>
            {t(`retention.mode.${policy.mode}`)}
            <div className="v-muted v-small">{policy.template ? templateName(policy.template, t) : t('retention.ownTimes')}</div>
          </>
        )}
      </td>
      {footageClasses.map((of) => (
        <td key={of} className="v-num" data-label={t(`retention.${of}`)}>
          {policy ? keepingText(policy[of], t, language) : '…'}
        </td>
      ))}
      <td data-label={t('retention.forecast')}>{forecast && <ForecastText forecast={forecast} />}</td>
      <td className="v-rowend">
        <ActionIcon variant="subtle" color="gray" disabled={!policy} aria-label={t('retention.edit', { name: device.name })} onClick={onEdit}>
          <IconPencil size={16} />
        </ActionIcon>
      </td>
    </tr>
  );
}

function ForecastText({ forecast }: { forecast: CameraForecast }) {
  const { t, language } = useWords();
  const { keepsDays, minDays, keepsMinimum, bytesPerDay } = forecast;
  const round = (days: number) => (days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
  return (
    <div className={keepsMinimum ? undefined : 'v-bad'} data-testid="forecast" data-keeps={keepsMinimum}>
      <span className="v-num" style={{ display: 'inline-flex', gap: 5, alignItems: 'center' }}>
        {!keepsMinimum && <IconAlertTriangle size={15} aria-hidden />}
        {[keepsDays === null ? t('retention.keepsUnknown') : t('retention.keepsDays', { count: round(keepsDays) }), minDays > 0 ? t('retention.minimum', { count: round(minDays) }) : undefined].filter(Boolean).join(', ')}
      </span>
      {!keepsMinimum && <div className="v-small">{t('retention.tooLittle')}</div>}
      {bytesPerDay > 0 && <div className="v-muted v-small v-num">{t('retention.perDay', { bytes: bytes(bytesPerDay, language) })}</div>}
    </div>
  );
}
