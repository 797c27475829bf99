import type { ArchiveInput, ArchiveKind, ArchiveSettings } from '../api/footageTypes';

/** The settings as fields; empty texts stand for what is not set. */
export interface ArchiveFields {
  kind: ArchiveKind;
  path: string;
  endpoint: string;
  bucket: string;
  prefix: string;
  region: string;
  accessKey: string;
  secretKey: string;
  pathStyle: boolean;
  /** Megabytes a second. */
  limit: number | '';
  lockDays: number | '';
}

const mega = 1e6;

export function fieldsOf(settings: ArchiveSettings): ArchiveFields {
  return {
    kind: settings.kind,
    path: settings.path ?? '',
    endpoint: settings.endpoint ?? '',
    bucket: settings.bucket ?? '',
    prefix: settings.prefix ?? '',
    region: settings.region ?? '',
    accessKey: settings.accessKey ?? '',
    secretKey: '',
    pathStyle: settings.pathStyle ?? true,
    limit: settings.bytesPerSecondLimit ? settings.bytesPerSecondLimit / mega : '',
    lockDays: settings.objectLockDays ?? '',
  };
}

/** What is sent: only what the kind needs; the secret only when one was typed. */
export function inputOf(fields: ArchiveFields): ArchiveInput {
  const { kind } = fields;
  const text = (value: string) => value.trim() || null;
  if (kind === 'none') return { kind };
  const limit = { bytesPerSecondLimit: fields.limit === '' ? null : Math.round(fields.limit * mega) };
  if (kind === 'folder') return { kind, path: text(fields.path), ...limit };
  return {
    kind,
    endpoint: text(fields.endpoint),
    bucket: text(fields.bucket),
    prefix: text(fields.prefix),
    region: text(fields.region),
    accessKey: text(fields.accessKey),
    ...(fields.secretKey === '' ? {} : { secretKey: fields.secretKey }),
    pathStyle: fields.pathStyle,
    ...limit,
    objectLockDays: fields.lockDays === '' ? null : fields.lockDays,
  };
}

/** Whether the stored secret goes on: it does not go along to another host or for another key. */
export function keepsSecret(fields: ArchiveFields, settings: ArchiveSettings): boolean {
  return settings.hasSecret === true && fields.accessKey.trim() === (settings.accessKey ?? '') && fields.endpoint.trim().replace(/\/$/, '') === (settings.endpoint ?? '');
}

/** Fields that must be filled and are not. */
export function missingOf(fields: ArchiveFields, hasSecret: boolean): ReadonlySet<keyof ArchiveFields> {
  const needed: (keyof ArchiveFields)[] =
    fields.kind === 'folder' ? ['path'] : fields.kind === 's3' ? ['bucket', 'accessKey', ...(hasSecret ? [] : (['secretKey'] as const))] : [];
  return new Set(needed.filter((name) => String(fields[name]).trim() === ''));
}
