import { IconBellRinging, IconDeviceCctv, IconDroplet, IconGauge, IconPlug, IconTemperature, type IconProps } from '@tabler/icons-react';
import type { Device } from '../api/types';

const measures: Record<string, typeof IconPlug> = { temperature: IconTemperature, humidity: IconDroplet, pressure: IconGauge };

/** What a device is, at a glance: by its kind, and a thing by the first it can do. */
export function DeviceIcon({ device: { kind, capabilities }, ...rest }: { device: Pick<Device, 'kind' | 'capabilities'> } & IconProps) {
  const has = (type: string) => capabilities.some((one) => one.type === type);
  const measure = capabilities.find(({ type }) => type === 'sensor')?.measure ?? '';
  const Icon = kind === 'camera' ? IconDeviceCctv : kind === 'siren' ? IconBellRinging : (measures[measure] ?? (has('siren') ? IconBellRinging : has('video') ? IconDeviceCctv : IconPlug));
  return <Icon stroke={1.7} aria-hidden {...rest} />;
}
