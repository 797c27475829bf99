import { Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Thing } from '../api/placesTypes';
import type { Device } from '../api/types';
import { OneSwitch } from '../cameras/CameraSwitches';
import { capabilityText } from '../devices/deviceWords';
import { StatusDot } from '../devices/StatusDot';
import { useDeviceSwitches } from '../devices/useDeviceSwitches';
import { moment } from '../words/format';
import { useWords } from '../words/words';

interface ThingFactsProps {
  device: Device;
  thing: Thing | undefined;
  timeZone: string;
  maySwitch: boolean;
}

/** All that is known of a thing, and whether it is switched on: as wanted here, and as it says itself. */
export function ThingFacts({ device, thing, timeZone, maySwitch }: ThingFactsProps) {
  const { t, language } = useWords();
  const wanted = thing?.wanted ?? device.enabled;
  const says = thing?.enabled ?? null;
  const { used } = useDeviceSwitches(device, { used: says ?? wanted, recorded: device.recording });
  const status = thing?.status ?? device.status;
  const since = thing ? thing.statusSince : device.statusSince;
  const lastOnline = thing ? thing.lastOnline : device.lastOnline;
  const when = (at: string) => moment(at, timeZone, language);
  const onOff = (on: boolean) => t(on ? 'common.on' : 'common.off');
  const facts: [string, ReactNode][] = [
    [t('devices.status'), <StatusDot key="status" status={status} />],
    ...(since ? [[t('details.since'), when(since)] as [string, ReactNode]] : []),
    ...(status !== 'online' && lastOnline ? [[t('thing.lastOnline'), when(lastOnline)] as [string, ReactNode]] : []),
    [t('thing.wanted'), onOff(wanted)],
    [t('thing.says'), says === null ? t('thing.saysNothing') : onOff(says)],
  ];
  const description = device.description === '' ? thing?.description : device.description;

  return (
    <div className="v-stackgap">
      {maySwitch && <OneSwitch label={t('cameras.useSwitch', { name: device.name })} words={t('devices.enabled')} state={used} testId="use-switch" />}
      {says !== null && says !== wanted && (
        <Text size="sm" c="yellow" role="status" data-testid="differs">
          {t(wanted ? 'thing.shouldBeOn' : 'thing.shouldBeOff')}
        </Text>
      )}
      {thing?.lastError && (
        <Text size="sm" c="red" role="status" style={{ overflowWrap: 'anywhere' }} data-testid="last-error">
          <strong>{t('thing.lastError')}</strong> <span lang="en">{thing.lastError}</span>
        </Text>
      )}
      <dl className="v-facts v-num">
        {facts.map(([label, value]) => (
          <Fact key={label} label={label} value={value} />
        ))}
      </dl>
      {description && <p className="v-intro" style={{ margin: 0 }}>{description}</p>}
      <div>
        <h3 className="v-subhead">{t('devices.capabilities')}</h3>
        <span className="v-chips">
          {device.capabilities.map((one, index) => (
            <Badge key={index} variant="light" tt="none" fw={500}>
              {capabilityText(one, t)}
            </Badge>
          ))}
        </span>
      </div>
      <dl className="v-facts v-facts-left">
        {device.thingId && <Fact label={t('thing.id')} value={<span className="v-mono">{device.thingId}</span>} />}
        {device.thing && <Fact label={t('details.address')} value={<span className="v-mono">{device.thing.url}</span>} />}
        {thing && thing.security.length > 0 && <Fact label={t('thing.security')} value={thing.security.map((scheme) => (scheme === 'nosec' ? t('thing.nosec') : scheme)).join(', ')} />}
      </dl>
    </div>
  );
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
