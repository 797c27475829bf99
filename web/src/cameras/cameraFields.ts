import type { Device, DeviceChange, NewCamera, SourceInput, Transport } from '../api/types';
import type { WordKey } from '../words/words';

/** What the form holds: texts as typed. */
export interface CameraFields {
  name: string;
  /** A room's id, or {@link newChoice}. */
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
  recording: boolean;
}

export const newChoice = 'new';

/** User name and password written into an address belong into their own fields. */
export function takeCredentials(url: string): { url: string; username?: string; password?: string } {
  const match = /^(rtsps?:\/\/)([^@/?#]*)@(.*)$/i.exec(url.trim());
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
  if (!/^rtsp:/i.test(text)) return 'form.urlScheme';
  if (!/^rtsp:\/\//i.test(text) || /\s/.test(text)) return 'form.urlInvalid';
  try {
    // Browsers take apart only the schemes they know.
    const { hostname } = new URL(`http${text.slice(4)}`);
    return hostname === '' ? 'form.urlHost' : undefined;
  } catch {
    return /^rtsp:\/\/(\/|$)/i.test(text) ? 'form.urlHost' : 'form.urlInvalid';
  }
}

function source(fields: CameraFields) {
  return {
    url: fields.url.trim(),
    subUrl: fields.subUrl.trim() || null,
    username: fields.username.trim() || null,
    transport: fields.transport,
  };
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
  if (roomId !== device.roomId) change.roomId = roomId;
  if (fields.recording !== device.recording) change.recording = fields.recording;
  const next = source(fields);
  const old = device.source;
  const changed: SourceInput = {};
  if (next.url !== old?.url) changed.url = next.url;
  if ((next.subUrl ?? '') !== (old?.subUrl ?? '')) changed.subUrl = next.subUrl ?? null;
  if ((next.username ?? '') !== (old?.username ?? '')) changed.username = next.username ?? null;
  if (next.transport !== old?.transport) changed.transport = next.transport;
  if (fields.password) changed.password = fields.password;
  else if (fields.removePassword) changed.password = null;
  if (Object.keys(changed).length > 0) change.source = changed;
  return change;
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
    timeZone: 'timeZone',
  };
  return fields[name];
}
