import { describe, expect, it } from 'vitest';
import type { Device } from '../api/types';
import { cameraChange, forgetsPassword, formField, newCamera, takeCredentials, urlTrouble, type CameraFields } from './cameraFields';

const fields: CameraFields = {
  name: ' Door ', room: 'r1', roomName: '', property: '', propertyName: '', timeZone: 'UTC', url: 'rtsp://10.0.0.5/s1',
  subUrl: '', username: 'u', password: '', removePassword: false, transport: 'auto', recording: true,
  record: 'main', grid: 'sub', detect: 'sub', trust: 'system', pinnedSha256: '', authorityPem: '', onvifUrl: '', onvifProfile: '',
};
const device: Device = {
  id: 'd', kind: 'camera', name: 'Door', roomId: 'r1', propertyId: 'p', enabled: true, recording: true, version: '3', thingId: null, description: '', roomName: 'Entrance', propertyName: 'Home', assigned: true, status: 'online', statusSince: null, lastOnline: null, capabilities: [], thing: null, createdAt: '',
  source: { url: 'rtsp://10.0.0.5/s1', subUrl: null, username: 'u', hasPassword: true, transport: 'auto', roles: null, trust: null, onvif: null },
};

describe('a camera’s fields', () => {
  it.each([
    ['rtsp://192.168.1.20:554/stream1', undefined],
    ['RTSP://camera.local/a?b=c', undefined],
    ['rtsp://[fe80::1]:8554/x', undefined],
    ['', 'form.required'],
    ['rtsps://camera.local/a', undefined],
    ['http://192.168.1.20/video.cgi', undefined],
    ['https://192.168.1.20/live.m3u8', undefined],
    ['udp://239.1.2.3:5000', undefined],
    ['udp://@:5000', undefined],
    ['ftp://192.168.1.20/', 'form.urlScheme'],
    ['file:///etc/passwd', 'form.urlScheme'],
    ['192.168.1.20', 'form.urlScheme'],
    ['rtsp:/192.168.1.20', 'form.urlInvalid'],
    ['rtsp://', 'form.urlHost'],
    ['rtsp://host with space/', 'form.urlInvalid'],
    ['rtsp://host:99999/', 'form.urlInvalid'],
  ])('judge the address %s', (url, trouble) => {
    expect(urlTrouble(url)).toBe(trouble);
  });

  it('take user name and password out of the address', () => {
    expect(takeCredentials('rtsp://admin:p%40ss:1@10.0.0.5:554/s1')).toEqual({
      url: 'rtsp://10.0.0.5:554/s1',
      username: 'admin',
      password: 'p@ss:1',
    });
    expect(takeCredentials(' rtsp://10.0.0.5/a@b ')).toEqual({ url: 'rtsp://10.0.0.5/a@b' });
  });

  it('make a camera, without an empty password', () => {
    expect(newCamera(fields, 'r1')).toEqual({
      name: 'Door', roomId: 'r1', kind: 'camera', enabled: true, recording: true,
      source: { url: 'rtsp://10.0.0.5/s1', subUrl: null, username: 'u', transport: 'auto', roles: null, trust: null, onvif: null },
    });
  });

  it('say who uses which stream, whom to trust and where ONVIF is only where it matters', () => {
    const full = {
      ...fields, url: 'rtsps://10.0.0.5/s1', subUrl: 'rtsps://10.0.0.5/s2', grid: 'main' as const, trust: 'pin' as const, pinnedSha256: 'ab'.repeat(32),
      onvifUrl: 'http://10.0.0.5/onvif', transport: 'udp' as const,
    };
    expect(newCamera(full, 'r1').source).toMatchObject({
      transport: 'udp', roles: { record: 'main', grid: 'main', detect: 'sub' }, trust: { pinnedSha256: 'ab'.repeat(32), authorityPem: null },
      onvif: { url: 'http://10.0.0.5/onvif', profile: null },
    });
    expect(newCamera({ ...full, url: 'http://10.0.0.5/video.cgi', subUrl: '' }, 'r1').source).toMatchObject({ transport: 'auto', roles: null, trust: null });
  });

  it('send only what was changed, and keep the password that is not shown', () => {
    expect(cameraChange(fields, device, 'r1')).toEqual({});
    expect(cameraChange({ ...fields, name: 'Gate' }, device, 'r2')).toEqual({ name: 'Gate', roomId: 'r2' });
    expect(cameraChange({ ...fields, url: 'rtsp://10.0.0.6/s1' }, device, 'r1')).toEqual({ source: { url: 'rtsp://10.0.0.6/s1' } });
    expect(cameraChange({ ...fields, removePassword: true }, device, 'r1')).toEqual({ source: { password: null } });
    expect(cameraChange({ ...fields, password: 'new' }, device, 'r1')).toEqual({ source: { password: 'new' } });
  });

  it('tell when the stored password will be forgotten: at another host, and only there', () => {
    expect(forgetsPassword({ ...fields, url: 'rtsp://10.0.0.5:8554/other' }, device)).toBe(false);
    expect(forgetsPassword({ ...fields, url: 'rtsp://10.0.0.6/s1' }, device)).toBe(true);
    expect(forgetsPassword({ ...fields, onvifUrl: 'http://10.0.0.9/onvif' }, device)).toBe(true);
    expect(forgetsPassword({ ...fields, url: 'rtsp://10.0.0.6/s1', password: 'again' }, device)).toBe(false);
    expect(forgetsPassword({ ...fields, url: 'rtsp://10.0.0.6/s1' }, undefined)).toBe(false);
  });

  it('find the field a refusal of the server belongs to', () => {
    expect(formField('source.url')).toBe('url');
    expect(formField('source.trust.pinnedSha256')).toBe('pinnedSha256');
    expect(formField('source.onvif.url')).toBe('onvifUrl');
    expect(formField('roomId')).toBe('room');
    expect(formField('kind')).toBeUndefined();
  });
});
