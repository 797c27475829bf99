import { Group, MultiSelect } from '@mantine/core';
import { browserTimeZone, type CameraView } from '../api/queries';
import { useWords } from '../words/words';
import { InstantInput } from './InstantInput';

export interface ChosenRange {
  cameraIds: string[];
  /** Unix milliseconds. */
  from: number | undefined;
  to: number | undefined;
}

interface CameraRangeProps {
  value: ChosenRange;
  views: readonly CameraView[];
  errors: { cameraIds?: string | undefined; from?: string | undefined; to?: string | undefined };
  onChange: (value: ChosenRange) => void;
}

/** The zone in which the chosen cameras' times are entered: that of the first. */
export function zoneOf(cameraIds: readonly string[], views: readonly CameraView[]): string {
  return views.find(({ device }) => device.id === cameraIds[0])?.timeZone ?? views[0]?.timeZone ?? browserTimeZone;
}

/** Some cameras and a stretch of time. */
export function CameraRange({ value, views, errors, onChange }: CameraRangeProps) {
  const { t } = useWords();
  const timeZone = zoneOf(value.cameraIds, views);
  return (
    <>
      <MultiSelect
        label={t('holds.cameras')}
        data-autofocus
        searchable
        openOnFocus={false}
        data={views.map(({ device }) => ({ value: device.id, label: device.name }))}
        value={value.cameraIds}
        error={errors.cameraIds}
        onChange={(cameraIds) => onChange({ ...value, cameraIds })}
      />
      <Group grow align="flex-start" className="v-fromto">
        <InstantInput label={t('common.from')} description={t('camera.zoneNote', { zone: timeZone })} at={value.from} timeZone={timeZone} error={errors.from} onAt={(from) => onChange({ ...value, from })} />
        <InstantInput label={t('common.to')} description={t('camera.zoneNote', { zone: timeZone })} at={value.to} timeZone={timeZone} error={errors.to} onAt={(to) => onChange({ ...value, to })} />
      </Group>
    </>
  );
}

/** What is wrong with a range that was asked for, field by field. */
export function rangeErrors(value: ChosenRange, t: ReturnType<typeof useWords>['t']) {
  return {
    cameraIds: value.cameraIds.length === 0 ? t('holds.needCamera') : undefined,
    from: value.from === undefined ? t('form.required') : undefined,
    to: value.to === undefined ? t('form.required') : value.from !== undefined && value.to <= value.from ? t('exporting.endBeforeStart') : undefined,
  };
}
