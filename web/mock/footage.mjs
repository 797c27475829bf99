// What keeping footage says, for the stand-in server: volumes, retention, holds, coverage, archive, clips, evidence, audit.
import { createHash, randomUUID } from 'node:crypto';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const iso = (at) => new Date(at).toISOString();
const times = (continuous, motion, incident) => ({ continuous: { minDays: continuous[0], maxDays: continuous[1] }, motion: { minDays: motion[0], maxDays: motion[1] }, incident: { minDays: incident[0], maxDays: incident[1] } });
const templates = [
  { code: 'until-full', ...times([0, null], [0, null], [0, null]) },
  { code: 'public-space', ...times([0, 3], [0, 3], [0, 30]) },
  { code: 'home', ...times([0, 7], [0, 30], [0, 365]) },
  { code: 'shop', ...times([7, 14], [7, 30], [30, 365]) },
  { code: 'company', ...times([30, 30], [30, 60], [90, 365]) },
  { code: 'cold-chain', ...times([90, 180], [90, 180], [365, 1095]) },
];

/** Always the same "chance" for the same text. */
const chance = (text) => createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;

function coverageOf(camera, date) {
  const at = Date.parse(`${date}T00:00:00Z`);
  const dice = chance(camera.id + date);
  const summer = date === '2026-03-29' ? 23 : date === '2026-10-25' ? 25 : 24;
  const seconds = summer * 3600;
  const today = at + day > Date.now();
  const wanted = camera.enabled && camera.recording ? (today ? Math.floor((Date.now() - at) / second) : seconds) : 0;
  if (wanted <= 0) return { day: date, seconds, wantedSeconds: 0, recordedSeconds: 0, ratio: null, gaps: [] };
  const missing = dice > 0.5 ? 0 : Math.floor(wanted * [0.0004, 0.006, 0.03, 0.11, 0.46][Math.floor(dice * 10)]);
  const gaps = missing === 0 ? [] : [
    { cause: 'camera-unreachable', seconds: Math.ceil(missing * 0.8), count: 2 },
    { cause: dice < 0.2 ? 'disk-slow' : 'node-down', seconds: Math.floor(missing * 0.2), count: 1 },
  ];
  return { day: date, seconds, wantedSeconds: wanted, recordedSeconds: wanted - missing, ratio: (wanted - missing) / wanted, gaps };
}

function daysBetween(from, to) {
  const days = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += day) days.push(iso(at).slice(0, 10));
  return days;
}

export function footageRoutes({ answer, list, problem, file, devices, still, clipFile, settings }) {
  const now = Date.now();
  const name = (index) => devices[index]?.id;
  const trouble = devices.length > 0;
  const volumes = [
    { id: randomUUID(), name: 'Disk 1', path: '/mnt/disk1/footage', role: 'normal', state: 'online', stateSince: iso(now - 9 * day), setBudgetBytes: 3e12, setReserveBytes: 50e9, budgetBytes: 3e12, usedBytes: 2.14e12, totalBytes: 4e12, freeBytes: 1.61e12, cameras: 4, heldBytes: 0.21e12, forecastDays: 11.3 },
  ];
  if (trouble) {
    volumes.push(
      { id: randomUUID(), name: 'Disk 2', path: '/mnt/disk2/footage', role: 'normal', state: 'missing', stateSince: iso(now - 26 * 60 * second), detail: 'The file vedette-volume.json is not in /mnt/disk2/footage.', setBudgetBytes: null, setReserveBytes: null, budgetBytes: 0, usedBytes: 0.9e12, totalBytes: 0, freeBytes: 0, cameras: 0, heldBytes: 0, forecastDays: null },
      { id: randomUUID(), name: 'Spare', path: '/mnt/spare', role: 'standby', state: 'online', stateSince: iso(now - 9 * day), setBudgetBytes: null, setReserveBytes: null, budgetBytes: 0.9e12, usedBytes: 0.003e12, totalBytes: 1e12, freeBytes: 0.94e12, cameras: 2, heldBytes: 0, forecastDays: null },
    );
  }
  const alarms = () => (trouble && !process.env.MOCK_CALM
    ? [
        { code: 'volume-missing', subject: volumes[1]?.id ?? '', severity: 'serious', text: 'The volume Disk 2 is not there: its cameras record to Spare. Mount /mnt/disk2.', since: iso(now - 26 * 60 * second) },
        { code: 'archive-dead-letters', subject: 'archive', severity: 'warning', text: '3 segments could not be archived; their files stay. See the archive page.', since: iso(now - 5 * hour) },
      ]
    : []);
  const policies = new Map();
  const policyOf = (id) => {
    if (!policies.has(id)) {
      const { code, ...kept } = templates[devices.findIndex((one) => one.id === id) % 3 + 2];
      policies.set(id, { mode: devices.findIndex((one) => one.id === id) === 1 ? 'events' : 'continuous', preRollSeconds: 5, postRollSeconds: 15, template: code, ...kept, priority: 5, archive: 'all' });
    }
    return policies.get(id);
  };
  const holds = trouble
    ? [
        { id: randomUUID(), cameraIds: [name(0), name(1)], from: iso(now - 3 * hour), to: iso(now - 2.4 * hour), reason: 'Case 2026-118: parcel stolen', owner: 'admin', createdAt: iso(now - 2 * hour), expiresAt: null, state: 'active', bytes: 1.9e9 },
        { id: randomUUID(), cameraIds: [name(3)], from: iso(now - 9 * day), to: iso(now - 8.5 * day), reason: 'Insurance, water damage in the cold store', owner: 'guard', createdAt: iso(now - 8 * day), expiresAt: iso(now + 82 * day), state: 'active', bytes: 20.4e9 },
        { id: randomUUID(), cameraIds: [name(2)], from: iso(now - 39 * day), to: iso(now - 38.9 * day), reason: 'Complaint of a visitor', owner: 'guard', createdAt: iso(now - 38 * day), expiresAt: null, state: 'released', releasedAt: iso(now - 3 * day), releasedBy: 'admin', releaseReason: 'Settled', bytes: 0 },
      ]
    : [];
  let scrub = { running: false, progress: 1, startedAt: iso(now - 9 * hour), finishedAt: iso(now - 6.2 * hour), checked: 412_338, bytes: 2.14e12, damaged: trouble ? [{ segmentId: randomUUID(), cameraId: name(0), start: iso(now - 5 * day), path: '/mnt/disk1/footage/segments/0198…/2026-11-16/03/20261116T031210.512Z-000118.mp4', problem: 'The bytes differ from the hash made when it was written.' }] : [] };
  let archive = trouble
    ? { kind: 's3', endpoint: 'https://s3.eu-south-2.amazonaws.com', bucket: 'faro-footage', prefix: 'recorder-1', region: 'eu-south-2', accessKey: 'AKIAEXAMPLE', hasSecret: true, pathStyle: false, bytesPerSecondLimit: 2.5e6, objectLockDays: 30 }
    : { kind: 'none' };
  let dead = trouble
    ? ['checksum', 'server-error', 'server-error'].map((cause, index) => ({ segmentId: randomUUID(), cameraId: name(index), start: iso(now - (5 + index) * hour), bytes: 4.8e6, tries: 3, cause, detail: cause === 'checksum' ? 'The store has 4712 bytes, sent were 4800.' : '503 Service Unavailable', failedAt: iso(now - (4 + index) * hour) }))
    : [];
  const clips = trouble
    ? [
        { id: randomUUID(), state: 'ready', progress: 1, cameraIds: [name(0), name(2)], from: iso(now - 3 * hour), to: iso(now - 3 * hour + 6 * 60 * second), reason: 'Case 2026-118: parcel stolen', createdAt: iso(now - 2 * hour), createdBy: 'admin', files: [name(0), name(2)].map((cameraId) => ({ cameraId, name: 'clip.mp4', bytes: 84_212_000, sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' })), gaps: [{ cameraId: name(0), start: iso(now - 3 * hour), end: iso(now - 3 * hour + 8 * second), cause: 'camera-stalled' }], hasSnapshot: true, error: null },
        { id: randomUUID(), state: 'failed', progress: 0, cameraIds: [name(3)], from: iso(now - 30 * day), to: iso(now - 30 * day + hour), reason: 'Temperature alarm', createdAt: iso(now - day), createdBy: 'system', files: [], gaps: [], hasSnapshot: false, error: 'Nothing is recorded in this range.' },
      ]
    : [];
  const evidenceKeys = [
    { id: 'k2', algorithm: 'ECDSA P-256', publicKeyPem: '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq0Wl1fM3bq8aJmGfXk3p\n-----END PUBLIC KEY-----\n', fingerprint: '4f1c 9a02 77d3 e0b8 61aa 2c55 0d19 f3c7 8e24 b6a1 5f90 3d7c 1b48 aa02 e6f5 9d31', since: iso(now - 12 * day), until: null },
    { id: 'k1', algorithm: 'ECDSA P-256', publicKeyPem: '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEw9c8\n-----END PUBLIC KEY-----\n', fingerprint: 'b3d8 1122 90fa 6c5e 7741 0be9 aa3f 21d8 5c60 e47b 9913 08fd 62ce 17b5 d0a4 3e8f', since: iso(now - 200 * day), until: iso(now - 12 * day) },
  ];
  const actions = ['recording.live-watched', 'recording.export-created', 'recording.hold-placed', 'recording.clip-downloaded', 'recording.footage-played', 'recording.archive-changed'];
  const entry = (sequence) => ({ sequence, id: randomUUID(), at: iso(now - (140 - sequence) * 7 * 60 * second), action: actions[sequence % actions.length], actor: sequence % 9 === 0 ? 'system' : 'u1', actorName: sequence % 9 === 0 ? null : 'admin', target: name(sequence % 5) ?? null, detail: sequence % actions.length === 1 ? '12:00:00 to 12:05:00, reason: Case 2026-118' : '', address: sequence % 9 === 0 ? null : ['192.168.1.12', '88.12.40.7', '2001:db8::7f3a'][sequence % 3], failed: sequence % 11 === 0, hash: createHash('sha256').update(String(sequence)).digest('hex') });
  const filtered = (query) => Array.from({ length: 140 }, (_, index) => entry(140 - index))
    .filter(({ actor, action, target }) => (!query.get('actor') || actor === query.get('actor')) && (!query.get('action') || action.startsWith(query.get('action'))) && (!query.get('target') || target === query.get('target')))
    .filter(({ action, failed, detail, address }) => (!query.get('entity') || action.includes(`.${query.get('entity')}-`)) && (!query.get('result') || failed === (query.get('result') === 'failed')) && (!query.get('search') || `${detail} ${address}`.toLowerCase().includes(query.get('search').toLowerCase())));
  const text = (response, type, body) => {
    response.writeHead(200, { 'Content-Type': type });
    response.end(body);
  };
  const at = (path) => new RegExp(`^/api/recording${path}$`);

  return [
    ['GET', at('/volumes'), ({ response }) => list(response, volumes)],
    ['POST', at('/volumes'), ({ response, body }) => {
      if (body.path.startsWith('/tmp')) return problem(response, 400, 'boot-disk', 'This folder is on the boot disk.');
      if (body.path.includes('full')) return problem(response, 400, 'path-not-empty', 'The folder is not empty.');
      if (!body.path.startsWith('/')) return problem(response, 400, 'invalid-request', 'The request is not valid.', { path: ['The path must be absolute.'] });
      volumes.push({ id: randomUUID(), role: 'normal', ...body, state: 'online', stateSince: iso(Date.now()), setBudgetBytes: body.budgetBytes ?? null, setReserveBytes: body.reserveBytes ?? null, budgetBytes: 1e12, usedBytes: 0, totalBytes: 2e12, freeBytes: 2e12, cameras: 0, heldBytes: 0, forecastDays: null });
      return answer(response, 201, { id: volumes.at(-1).id });
    }],
    ['PATCH', at('/volumes/([^/]+)'), ({ response, body, id }) => answer(response, 200, Object.assign(volumes.find((one) => one.id === id), body))],
    ['DELETE', at('/volumes/([^/]+)'), ({ response, id }) => {
      if (volumes.filter(({ state }) => state === 'online').length < 2) return problem(response, 409, 'last-volume', 'It is the last one.');
      volumes.find((one) => one.id === id).state = 'detached';
      return answer(response, 204);
    }],
    ['GET', at('/alarms'), ({ response }) => list(response, alarms())],
    ['GET', at('/retention/templates'), ({ response }) => list(response, templates)],
    ['GET', at('/cameras/([^/]+)/policy'), ({ response, id }) => answer(response, 200, policyOf(id))],
    ['PUT', at('/cameras/([^/]+)/policy'), ({ response, body, id }) => {
      policies.set(id, body);
      return answer(response, 200, body);
    }],
    ['GET', at('/forecast'), ({ response }) =>
      answer(response, 200, {
        volumes: volumes.map(({ id, forecastDays, budgetBytes, usedBytes, heldBytes }) => ({ id, fullInDays: forecastDays, budgetBytes, usedBytes, heldBytes })),
        cameras: devices.map(({ id }, index) => ({ cameraId: id, bytesPerDay: 18.4e9, keepsDays: index === 4 ? null : 21.4 - index * 3, minDays: policyOf(id).continuous.minDays, keepsMinimum: 21.4 - index * 3 >= policyOf(id).continuous.minDays })),
      })],
    ['GET', at('/holds'), ({ response, query }) =>
      list(response, holds.filter(({ state, cameraIds }) => (!query.get('state') || state === query.get('state')) && (!query.get('cameraId') || cameraIds.includes(query.get('cameraId')))))],
    ['POST', at('/holds'), ({ response, body }) => {
      holds.push({ id: randomUUID(), owner: 'admin', createdAt: iso(Date.now()), expiresAt: null, state: 'active', bytes: 0.6e9, ...body });
      return answer(response, 201, { id: holds.at(-1).id });
    }],
    ['PATCH', at('/holds/([^/]+)'), ({ response, body, id }) => answer(response, 200, Object.assign(holds.find((one) => one.id === id), body))],
    ['POST', at('/holds/([^/]+)/release'), ({ response, body, id }) => {
      Object.assign(holds.find((one) => one.id === id), { state: 'released', releasedAt: iso(Date.now()), releasedBy: 'admin', releaseReason: body.reason, bytes: 0 });
      return answer(response, 204);
    }],
    ['GET', at('/cameras/([^/]+)/marks'), ({ response, query }) => {
      const marks = [];
      const to = Math.min(Date.parse(query.get('to')), Date.now());
      for (let start = Math.ceil(Date.parse(query.get('from')) / (47 * 60 * second)) * 47 * 60 * second; start < to; start += 47 * 60 * second) {
        const incident = (start / (47 * 60 * second)) % 7 === 0;
        marks.push({ id: String(start), from: iso(start), to: iso(start + (incident ? 12 : 4) * 60 * second), class: incident ? 'incident' : 'motion', reason: incident ? 'Intrusion: somebody in the yard' : 'Motion seen by the camera' });
      }
      return list(response, marks);
    }],
    ['GET', at('/coverage'), ({ response, query }) =>
      answer(response, 200, {
        timeZone: query.get('timeZone'),
        cameras: devices.map((camera) => ({ cameraId: camera.id, name: camera.name, days: daysBetween(query.get('from'), query.get('to')).map((date) => coverageOf(camera, date)) })),
      })],
    ['GET', at('/coverage\\.csv'), ({ response }) => text(response, 'text/csv', 'camera,day,recorded\n')],
    ['GET', at('/cameras/([^/]+)/gaps'), ({ response, query }) => {
      const from = Date.parse(query.get('from'));
      return list(response, [2.2, 9.7, 18.1].map((hours, index) => ({ id: String(index), start: iso(from + hours * hour), end: iso(from + hours * hour + (70 + index * 340) * second), cause: ['camera-unreachable', 'camera-unreachable', 'node-down'][index], detail: '' })));
    }],
    ['GET', at('/scrub'), ({ response }) => answer(response, 200, scrub)],
    ['POST', at('/scrub'), ({ response }) => {
      scrub = { ...scrub, running: true, progress: 0, startedAt: iso(Date.now()), finishedAt: null, checked: 0, bytes: 0 };
      const timer = setInterval(() => {
        scrub.progress = Math.min(1, scrub.progress + 0.07);
        scrub.checked = Math.round(412_338 * scrub.progress);
        scrub.bytes = 2.14e12 * scrub.progress;
        if (scrub.progress < 1) return;
        clearInterval(timer);
        Object.assign(scrub, { running: false, finishedAt: iso(Date.now()) });
      }, 700);
      return answer(response, 202);
    }],
    ['GET', at('/archive'), ({ response }) => {
      const off = archive.kind === 'none';
      answer(response, 200, {
        kind: archive.kind, target: archive.path ?? `s3://${archive.bucket}/${archive.prefix ?? ''}`, state: off ? 'off' : 'healthy', detail: null, objectLock: archive.kind === 's3' ? true : null, bytesPerSecond: off ? 0 : 2.31e6,
        queue: off ? { segments: 0, bytes: 0, eventSegments: 0 } : { segments: 1_204, bytes: 5.7e9, eventSegments: 12 }, archivedSegments: 381_122, archivedBytes: 1.82e12, deadLetters: dead.length,
      });
    }],
    ['GET', at('/archive/settings'), ({ response }) => answer(response, 200, archive)],
    ['PUT', at('/archive/settings'), ({ response, body }) => {
      const { secretKey, ...rest } = body;
      archive = { ...rest, hasSecret: Boolean(secretKey) || archive.hasSecret };
      return answer(response, 200, archive);
    }],
    ['POST', at('/archive/test'), ({ response, body }) =>
      setTimeout(() => answer(response, 200, body.secretKey === 'wrong' ? { ok: false, cause: 'wrong-credentials', message: 'The store answers 403: SignatureDoesNotMatch.' } : { ok: true, cause: null, message: 'Written, read back and deleted in 0.4 s.' }), 700)],
    ['GET', at('/archive/dead-letters'), ({ response }) => list(response, dead)],
    ['POST', at('/archive/dead-letters/retry'), ({ response, body }) => {
      dead = dead.filter(({ segmentId }) => !body.all && !body.segmentIds.includes(segmentId));
      return answer(response, 202);
    }],
    ['GET', at('/clips'), ({ response }) => list(response, clips)],
    ['POST', at('/clips'), ({ response, body }) => {
      const clip = { id: randomUUID(), state: 'waiting', progress: 0, createdAt: iso(Date.now()), createdBy: 'admin', files: [], gaps: [], hasSnapshot: false, error: null, ...body };
      clips.push(clip);
      const timer = setInterval(() => {
        if (Date.parse(clip.to) > Date.now()) return;
        clip.state = 'running';
        clip.progress = Math.min(1, clip.progress + 0.15);
        if (clip.progress < 1) return;
        clearInterval(timer);
        Object.assign(clip, { state: 'ready', hasSnapshot: true, files: clip.cameraIds.map((cameraId) => ({ cameraId, name: 'clip.mp4', bytes: 12e6, sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' })) });
      }, 500);
      return answer(response, 201, { id: clip.id });
    }],
    ['GET', at('/clips/([^/]+)/files/([^/]+)\\.mp4'), ({ response, match }) => file(response, clipFile(match[2]), 'video/mp4')],
    ['GET', at('/clips/([^/]+)/snapshot\\.jpg'), ({ response, id }) => file(response, still(clips.find((one) => one.id === id).cameraIds[0]), 'image/jpeg')],
    ['POST', at('/clips/([^/]+)/links'), ({ response, body }) => answer(response, 201, { url: `/api/recording/shared/${randomUUID()}`, expiresAt: iso(Date.now() + body.minutes * 60 * second) })],
    ['DELETE', at('/clips/([^/]+)'), ({ response, id }) => {
      clips.splice(clips.findIndex((one) => one.id === id), 1);
      return answer(response, 204);
    }],
    ['GET', at('/evidence/keys'), ({ response }) => list(response, evidenceKeys)],
    ['POST', at('/evidence/keys/rotate'), ({ response }) => {
      evidenceKeys[0].until = iso(Date.now());
      evidenceKeys.unshift({ ...evidenceKeys[0], id: `k${evidenceKeys.length + 1}`, fingerprint: randomUUID(), since: iso(Date.now()), until: null });
      return answer(response, 201, { id: evidenceKeys[0].id });
    }],
    ['GET', /^\/api\/audit\/actions$/, ({ response, query }) => {
      const found = filtered(query);
      const from = Number(query.get('cursor') ?? 0);
      const limit = Number(query.get('limit') ?? 50);
      answer(response, 200, { items: found.slice(from, from + limit), next: from + limit < found.length ? String(from + limit) : null });
    }],
    ['GET', /^\/api\/audit\/actions\.csv$/, ({ response }) => text(response, 'text/csv', 'sequence,at,action\n')],
    ['GET', /^\/api\/audit\/verification$/, ({ response }) =>
      answer(response, 200, process.env.MOCK_BROKEN ? { valid: false, count: 87, brokenAt: 88, head: entry(87).hash } : { valid: true, count: 140, brokenAt: null, head: entry(140).hash })],
    ['GET', at('/settings'), ({ response }) => answer(response, 200, settings)],
  ];
}
