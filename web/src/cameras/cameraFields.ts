import type { CameraRoles, Device, DeviceChange, NewCamera, SourceInput, StreamChoice, Transport } from '../api/types';
import type { WordKey } from '../words/words';

/** What the form holds: texts as typed. */
export interface CameraFields {
  name: string;
  /** A room's id, {@link newChoice}, or {@link noRoom}. */
  room: string;
  roomName: string;
  /** A property's id, or {@link newChoice}; counts for a new room only. */
  property: string;
  propertyName: string;
  timeZone: string;
  url: string;
  subUrl: string;
  username: string;
  password: string;
  removePassword: boolean;
  transport: Transport;
  record: StreamChoice;
  grid: StreamChoice;
  detect: StreamChoice;
  trust: Trust;
  pinnedSha256: string;
  authorityPem: string;
  onvifUrl: string;
  onvifProfile: string;
  recording: boolean;
}

/** Whose certificate is believed: the system's authorities', one certificate, or one authority. */
export type Trust = 'system' | 'pin' | 'authority';

export const newChoice = 'new';
/** A camera that is in no room stays there until it is put into one. */
export const noRoom = 'none';

/** User name and password written into an address belong into their own fields. */
export function takeCredentials(url: string): { url: string; username?: string; password?: string } {
  const match = /^((?:rtsps?|https?):\/\/)([^@/?#]*)@(.*)$/i.exec(url.trim());
  if (!match) return { url: url.trim() };
  const [, scheme = '', user = '', rest = ''] = match;
  const colon = user.indexOf(':');
  const decode = (text: string) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return {
    url: scheme + rest,
    username: decode(colon < 0 ? user : user.slice(0, colon)),
    ...(colon < 0 ? {} : { password: decode(user.slice(colon + 1)) }),
  };
}

/** What is wrong with an address, as far as one can say without asking the server. */
export function urlTrouble(url: string): WordKey | undefined {
  const text = url.trim();
  if (text === '') return 'form.required';
  const scheme = /^(rtsps?|https?|udp):/i.exec(text)?.[0];
  if (!scheme) return 'form.urlScheme';
  const rest = text.slice(scheme.length);
  if (!rest.startsWith('//') || /\s/.test(text)) return 'form.urlInvalid';
  try {
    // Browsers take apart only the schemes they know.
    const { hostname } = new URL(`http:${rest.replace(/^\/\/@/, '//0.0.0.0')}`);
    return hostname === '' ? 'form.urlHost' : undefined;
  } catch {
    return /^\/\/(\/|$)/.test(rest) ? 'form.urlHost' : 'form.urlInvalid';
  }
}

/** Whether the camera is spoken to in RTSP, where the transport can be chosen. */
export const isRtsp = (url: string) => /^rtsps?:/i.test(url.trim());
/** Whether the connection is encrypted, where trust can be chosen. */
export const isEncrypted = (url: string) => /^(rtsps|https):/i.test(url.trim());

const usualRoles: CameraRoles = { record: 'main', grid: 'sub', detect: 'sub' };

/** What the form holds of a camera, or of none yet. */
export function fieldsOf(device: Device | undefined) {
  const source = device?.source;
  const roles = source?.roles ?? usualRoles;
  return {
    name: device?.name ?? '',
    url: source?.url ?? '',
    subUrl: source?.subUrl ?? '',
    username: source?.username ?? '',
    password: '',
    removePassword: false,
    transport: source?.transport ?? 'auto',
    ...roles,
    trust: source?.trust?.pinnedSha256 ? 'pin' : source?.trust?.authorityPem ? 'authority' : 'system',
    pinnedSha256: source?.trust?.pinnedSha256 ?? '',
    authorityPem: source?.trust?.authorityPem ?? '',
    onvifUrl: source?.onvif?.url ?? '',
    onvifProfile: source?.onvif?.profile ?? '',
    recording: device?.recording ?? true,
  } satisfies Partial<CameraFields>;
}

function source(fields: CameraFields) {
  return {
    url: fields.url.trim(),
    subUrl: fields.subUrl.trim() || null,
    username: fields.username.trim() || null,
    transport: isRtsp(fields.url) ? fields.transport : 'auto',
    roles: rolesOf(fields),
    trust: trustOf(fields),
    onvif: fields.onvifUrl.trim() ? { url: fields.onvifUrl.trim(), profile: fields.onvifProfile.trim() || null } : null,
  };
}

const hostOf = (url: string | null | undefined) => /^[a-z]+:\/\/(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(url?.trim() ?? '')?.[1]?.toLowerCase() ?? '';

/** Whether the server will forget the stored password: a camera at another host is another camera. */
export function forgetsPassword(fields: CameraFields, device: Device | undefined): boolean {
  const { source } = device ?? {};
  if (!source?.hasPassword || fields.password !== '' || fields.removePassword) return false;
  const known = [source.url, source.subUrl, source.onvif?.url].map(hostOf);
  return [fields.url, fields.subUrl, fields.onvifUrl].map(hostOf).some((host) => host !== '' && !known.includes(host));
}

/** Null stands for the usual ones. */
function rolesOf({ subUrl, record, grid, detect }: CameraFields): CameraRoles | null {
  const isUsual = record === usualRoles.record && grid === usualRoles.grid && detect === usualRoles.detect;
  return subUrl.trim() === '' || isUsual ? null : { record, grid, detect };
}

/** Whose certificate is believed, as the server takes it; null for the system's authorities. */
export function trustOf({ url, subUrl, trust, pinnedSha256, authorityPem }: CameraFields) {
  if (!isEncrypted(url) && !isEncrypted(subUrl)) return null;
  if (trust === 'pin') return { pinnedSha256: pinnedSha256.trim(), authorityPem: null };
  return trust === 'authority' ? { pinnedSha256: null, authorityPem: authorityPem.trim() } : null;
}

export function newCamera(fields: CameraFields, roomId: string): NewCamera {
  return {
    name: fields.name.trim(),
    roomId,
    kind: 'camera',
    source: { ...source(fields), ...(fields.password ? { password: fields.password } : {}) },
    enabled: true,
    recording: fields.recording,
  };
}

/** Only what differs from the camera as it was: a change of the name does not touch the stream. */
export function cameraChange(fields: CameraFields, device: Device, roomId: string): DeviceChange {
  const change: DeviceChange = {};
  if (fields.name.trim() !== device.name) change.name = fields.name.trim();
  if (roomId !== noRoom && roomId !== device.roomId) change.roomId = roomId;
  if (fields.recording !== device.recording) change.recording = fields.recording;
  const next = source(fields);
  const old = device.source;
  const changed: SourceInput = {};
  if (next.url !== old?.url) changed.url = next.url;
  if ((next.subUrl ?? '') !== (old?.subUrl ?? '')) changed.subUrl = next.subUrl ?? null;
  if ((next.username ?? '') !== (old?.username ?? '')) changed.username = next.username ?? null;
  if (next.transport !== old?.transport) changed.transport = next.transport;
  if (!same(next.roles, old?.roles)) changed.roles = next.roles;
  if (!same(next.trust, old?.trust)) changed.trust = next.trust;
  if (!same(next.onvif, old?.onvif)) changed.onvif = next.onvif;
  if (fields.password) changed.password = fields.password;
  else if (fields.removePassword) changed.password = null;
  if (Object.keys(changed).length > 0) change.source = changed;
  return change;
}

/** Whether two small objects say the same; what is absent and what is null is the same. */
function same(one: object | null | undefined, other: object | null | undefined): boolean {
  const said = (value: object | null | undefined) => JSON.stringify(Object.entries(value ?? {}).filter(([, part]) => part != null).sort());
  return said(one) === said(other);
}

/** Which field of the form a field of the server's answer belongs to. */
export function formField(serverField: string): keyof CameraFields | undefined {
  const name = serverField.replace(/^\$\.?/, '').replace(/^source\./, '');
  const fields: Record<string, keyof CameraFields> = {
    name: 'name',
    roomId: 'room',
    url: 'url',
    source: 'url',
    subUrl: 'subUrl',
    username: 'username',
    password: 'password',
    transport: 'transport',
    roles: 'record',
    'trust.pinnedSha256': 'pinnedSha256',
    'trust.authorityPem': 'authorityPem',
    'onvif.url': 'onvifUrl',
    onvif: 'onvifUrl',
    timeZone: 'timeZone',
  };
  return fields[name];
}
