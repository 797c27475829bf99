import { describe, expect, it } from 'vitest';
import { fieldsOf, inputOf, keepsSecret, missingOf } from './archiveFields';

const s3 = fieldsOf({ kind: 's3', endpoint: 'https://s3.example', bucket: 'rec', accessKey: 'AK', hasSecret: true, pathStyle: false, bytesPerSecondLimit: 2_500_000, objectLockDays: 30 });

describe('the archive’s settings', () => {
  it('come back as they were, without a secret that was not typed', () => {
    expect(inputOf(s3)).toEqual({
      kind: 's3', endpoint: 'https://s3.example', bucket: 'rec', prefix: null, region: null, accessKey: 'AK', pathStyle: false, bytesPerSecondLimit: 2_500_000, objectLockDays: 30,
    });
    expect(inputOf({ ...s3, secretKey: ' s ' })).toMatchObject({ secretKey: ' s ' });
  });

  it('send nothing of another kind', () => {
    expect(inputOf({ ...s3, kind: 'folder', path: ' /mnt/nas ' })).toEqual({ kind: 'folder', path: '/mnt/nas', bytesPerSecondLimit: 2_500_000 });
    expect(inputOf({ ...s3, kind: 'none' })).toEqual({ kind: 'none' });
  });

  it('keep the secret only for the host and the key it was given for', () => {
    const stored = { kind: 's3', endpoint: 'https://s3.example', accessKey: 'AK', hasSecret: true } as const;
    expect(keepsSecret(s3, stored)).toBe(true);
    expect(keepsSecret({ ...s3, endpoint: 'https://s3.example/ ' }, stored)).toBe(true);
    expect(keepsSecret({ ...s3, endpoint: 'https://elsewhere.example' }, stored)).toBe(false);
    expect(keepsSecret({ ...s3, accessKey: 'OTHER' }, stored)).toBe(false);
    expect(keepsSecret(s3, { ...stored, hasSecret: false })).toBe(false);
  });

  it('need a bucket and keys for S3, and a path for a folder', () => {
    expect([...missingOf({ ...s3, bucket: ' ' }, true)]).toEqual(['bucket']);
    expect([...missingOf(s3, false)]).toEqual(['secretKey']);
    expect([...missingOf({ ...s3, kind: 'folder' }, false)]).toEqual(['path']);
    expect(missingOf({ ...s3, endpoint: '' }, true).size).toBe(0);
    expect(missingOf({ ...s3, kind: 'none', bucket: '' }, false).size).toBe(0);
  });
});
