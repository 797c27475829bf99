// A stand-in for the server while the console is developed: the same HTTP and WebSocket shapes, nothing kept, nothing recorded.
// Serves dist too, with the content security policy the console is meant to live under. Not shipped.
//   MOCK_PORT, MOCK_CLOSED=1 (no registration, no other provider), MOCK_CLIPS, MOCK_EMPTY=1 (a new installation), MOCK_CAMERAS=16 (that many, at least), MOCK_CALM=1 (no alarms), MOCK_BROKEN=1 (an audit log somebody changed)
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { WebSocketServer } from 'ws';
import { footageRoutes } from './footage.mjs';
import { clip, LiveClip, mimes } from './media.mjs';
import { peopleRoutes } from './people.mjs';
import { placesRoutes } from './places.mjs';

const port = Number(process.env.MOCK_PORT ?? 8090);
const dist = path.join(import.meta.dirname, '..', 'dist');
const second = 1000;
const hour = 3600 * second;
const iso = (at) => new Date(at).toISOString();
const started = Date.now();
const policy =
  "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'" +
  (process.env.MOCK_STRICT ? '' : " 'unsafe-inline'");

const properties = [];
const rooms = [];
const devices = [];
const streams = new Map();
const layouts = [];
const streamKeys = [];
const heads = new Map();
const exportsMade = [];
const settings = { segmentSeconds: 10, fragmentMilliseconds: 1000, budgetBytes: 500e9, reserveBytes: 20e9, encryptFootage: false, defaultTemplate: 'home' };
const listeners = new Set();
const lives = new Map();

function add(list, item) {
  const made = { id: randomUUID(), ...item };
  list.push(made);
  return made;
}

function addDevice({ name, roomId, source, enabled = true, recording = true }, state = 'online', extra = {}) {
  const { password, ...rest } = source;
  const room = rooms.find(({ id }) => id === roomId);
  const device = add(devices, {
    kind: 'camera', name, roomId, propertyId: room?.propertyId, enabled, recording,
    source: { subUrl: null, username: null, transport: 'auto', ...rest, hasPassword: Boolean(password) }, version: '1', createdAt: iso(started),
  });
  streams.set(device.id, {
    id: device.id, name, state: enabled ? state : 'off', since: iso(started - 3 * hour), codec: 'H.264 Main', width: 960, height: 540,
    fps: 25, bitrate: 1_840_000, gopSeconds: 0.48, packetsLost: 3, reconnects: 1, lastPictureAt: iso(Date.now()), viewers: 1,
    audio: null, transport: 'tcp', hasPtz: false, motion: null, advice: [], streams: [oneStream('main', 'h264')], ...extra,
  });
  return device;
}

/** As the server tells of a stream; `clip` is the mock's own: which file is played for it. */
function oneStream(choice, kind, change = {}) {
  const names = { h264: 'H.264', h265: 'H.265', opus: 'H.264', flac: 'H.264', sub: 'H.264', mjpeg: 'MJPEG' };
  return {
    choice, state: 'online', codec: names[kind], width: choice === 'sub' ? 640 : 960, height: choice === 'sub' ? 360 : 540, fps: 25,
    bitrate: choice === 'sub' ? 420_000 : 1_840_000, gopSeconds: 1, audio: { opus: 'Opus', flac: 'PCMU' }[kind] ?? null,
    mime: { sub: mimes.h264, mjpeg: 'video/mp4; codecs="mp4v.6C"' }[kind] ?? mimes[kind], clip: kind, ...change,
  };
}

if (!process.env.MOCK_EMPTY) {
  const home = add(properties, { name: 'Casa del Faro', address: 'Calle Mayor 12, Cádiz', timeZone: 'Europe/Madrid' });
  const shop = add(properties, { name: 'Harbour Store', address: 'Pier 4', timeZone: 'Europe/Madrid' });
  const entrance = add(rooms, { propertyId: home.id, name: 'Entrance' });
  const yard = add(rooms, { propertyId: home.id, name: 'Yard' });
  const floor = add(rooms, { propertyId: shop.id, name: 'Shop floor' });
  const url = (path_) => ({ url: `rtsp://192.168.1.20:554/${path_}`, username: 'viewer', password: 'x' });
  const withSub = (path_) => ({ ...url(path_), subUrl: `rtsp://192.168.1.20:554/${path_}/sub`, roles: { record: 'main', grid: 'sub', detect: 'sub' } });
  const both = (main) => ({ streams: [oneStream('main', main), oneStream('sub', 'sub')] });
  addDevice({ name: 'Front door', roomId: entrance.id, source: withSub('front') }, 'online', { ...both('opus'), audio: 'Opus', hasPtz: true, motion: true });
  addDevice({ name: 'Street', roomId: yard.id, source: withSub('street') }, 'online', { ...both('h265'), codec: 'H.265', motion: false });
  addDevice({ name: 'Hall', roomId: entrance.id, source: url('hall') }, 'online', { streams: [oneStream('main', 'flac')], audio: 'PCMU' });
  addDevice({ name: 'Cold store', roomId: floor.id, source: url('cold') }, 'silent', { cause: 'unreachable', lastPictureAt: iso(Date.now() - 14 * 60 * second), since: iso(Date.now() - 14 * 60 * second), streams: [oneStream('main', 'h264', { state: 'silent', cause: 'unreachable' })] });
  addDevice({ name: 'Till', roomId: floor.id, source: url('till'), recording: false }, 'online', { streams: [oneStream('main', 'h265')], codec: 'H.265' });
  addDevice({ name: 'Loading bay', roomId: floor.id, source: url('bay') }, 'online', { streams: [oneStream('main', 'mjpeg')], codec: 'MJPEG' });
  addDevice({ name: 'Back yard', roomId: yard.id, source: url('back'), enabled: false });
  for (let n = devices.length; n < Number(process.env.MOCK_CAMERAS ?? 0); n++) {
    addDevice({ name: `Aisle ${n}`, roomId: floor.id, source: withSub(`aisle${n}`) }, 'online', both('h264'));
  }
  const known = devices.slice(0, 4).map(({ id }) => id);
  add(layouts, { name: 'Night desk', columns: 4, owner: '1', shared: true, version: '1', tiles: [
    { cameraId: known[0], x: 0, y: 0, w: 3, h: 3 }, { cameraId: known[1], x: 3, y: 0, w: 1, h: 1 }, { cameraId: known[2], x: 3, y: 1, w: 1, h: 1 }, { cameraId: known[3], x: 3, y: 2, w: 1, h: 1 },
  ] });
}

/** Made before anybody asks: ffmpeg takes its time, and the server would stand still. */
function makeClips() {
  for (const device of devices) for (const { clip: kind } of streams.get(device.id).streams) if (kind !== 'mjpeg') clipOf(device.id).live(kind);
}

const clipOf = (id) => clip(Math.max(0, devices.findIndex((device) => device.id === id)) % 3);

/** The stream meant by main, sub or grid; the main one where a camera has no other. */
function streamOf(id, choice) {
  const { streams: own = [] } = streams.get(id) ?? {};
  const wanted = choice === 'grid' ? (devices.find((one) => one.id === id)?.source.roles?.grid ?? 'main') : choice;
  return own.find((one) => one.choice === wanted) ?? own[0];
}

function liveOf(id, kind) {
  const key = `${id} ${kind}`;
  let live = lives.get(key);
  if (!live) {
    live = new LiveClip(clipOf(id).live(kind));
    lives.set(key, live);
  }
  return live;
}

/** Low-latency HLS of a live clip: a group of pictures is a segment, whole. */
async function hls(response, id, choice, rest, query) {
  const { clip: kind, mime } = streamOf(id, choice);
  const live = liveOf(id, kind);
  const token = `access_token=${query.get('access_token') ?? ''}`;
  const text = (lines) => {
    response.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl', 'Cache-Control': 'no-store' });
    response.end(`${lines.join('\n')}\n`);
  };
  const bytes = (body, type) => {
    response.writeHead(body ? 200 : 404, { 'Content-Type': type });
    response.end(body);
  };
  const segment = /^segment\/(\d+)\.m4s$/.exec(rest)?.[1];
  if (rest === 'index.m3u8') {
    return text(['#EXTM3U', '#EXT-X-VERSION:9', `#EXT-X-STREAM-INF:BANDWIDTH=2000000,CODECS="${/codecs="([^"]+)"/.exec(mime)[1]}"`, `media.m3u8?${token}`]);
  }
  if (segment !== undefined) return bytes(live.groups.find(({ number }) => number === Number(segment))?.bytes, 'video/mp4');
  if (rest.startsWith('init/')) return bytes(live.init, 'video/mp4');
  const wanted = query.has('_HLS_msn') ? Number(query.get('_HLS_msn')) : 1;
  while (live.next <= wanted) await new Promise((resolve) => live.waiters.add(resolve));
  const lines = ['#EXTM3U', '#EXT-X-VERSION:9', '#EXT-X-TARGETDURATION:2', '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=6', `#EXT-X-MEDIA-SEQUENCE:${live.groups[0].number}`, `#EXT-X-MAP:URI="init/0.mp4?${token}"`];
  for (const { number, duration, wallTime } of live.groups) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${iso(wallTime)}`, `#EXTINF:${duration.toFixed(3)},`, `segment/${number}.m4s?${token}`);
  return text(lines);
}

/** A made-up head on a motor. */
function headOf(id) {
  if (!heads.has(id)) heads.set(id, { presets: [{ token: '1', name: 'Gate' }, { token: '2', name: 'Driveway' }], position: { pan: 0.1, tilt: -0.2, zoom: 0 }, speed: null, timer: undefined });
  return heads.get(id);
}

function ptz(method, pattern, act) {
  return [method, new RegExp(`^/api/streams/cameras/([^/]+)/ptz${pattern}$`), (asked) => {
    if (!streams.get(asked.id)?.hasPtz) return problem(asked.response, 409, 'no-ptz', 'This camera cannot be moved.');
    return act({ ...asked, head: headOf(asked.id) });
  }];
}

function stopHead(head) {
  clearTimeout(head.timer);
  head.speed = null;
}

function announce(camera) {
  for (const tell of listeners) tell({ type: 'camera', camera });
}

/** A made-up history: recording with gaps that come back every few hours. */
function history(id, from, to) {
  const device = devices.find((one) => one.id === id);
  const oldest = Math.max(from, started - 40 * hour);
  const end = Math.min(to, Date.now() - 2 * second);
  const gaps = [];
  const period = 5 * hour + devices.indexOf(device) * 17 * 60 * second;
  const causes = ['camera-unreachable', 'node-down', 'camera-stalled', 'disk-full', 'switched-off'];
  for (let n = Math.floor(oldest / period); n * period < end; n++) {
    const start = n * period + 37 * 60 * second;
    const length = [95, 260, 8, 700, 1500][Math.abs(n) % 5] * second;
    if (start + length > oldest && start < end) gaps.push({ id: `${n}`, start, end: start + length, cause: causes[Math.abs(n) % 5], detail: '' });
  }
  const silent = streams.get(id);
  if (silent?.state === 'silent') gaps.push({ id: 'open', start: Date.parse(silent.since), end: null, cause: 'camera-unreachable', detail: '' });
  const ranges = [];
  let at = oldest;
  for (const gap of gaps.sort((a, b) => a.start - b.start)) {
    if (gap.start > at) ranges.push({ start: at, end: Math.min(gap.start, end) });
    at = gap.end ?? Infinity;
  }
  if (at < end) ranges.push({ start: at, end });
  return { ranges, gaps, end };
}

function recordingOf(device) {
  const stream = streams.get(device.id);
  const now = Date.now();
  const active = device.enabled && device.recording && stream.state === 'online';
  return {
    id: device.id, recording: active, wanted: device.enabled && device.recording,
    lastSegment: { id: randomUUID(), start: iso(now - 16 * second), end: iso(now - 6 * second), bytes: 2_300_000 },
    coverageToday: stream.state === 'silent' ? 0.871 : 0.9834, oldest: iso(started - 40 * hour), bytes: 33.1e9,
    currentGap: active ? null : { start: stream.since, cause: device.enabled && device.recording ? 'camera-unreachable' : 'switched-off' },
  };
}

function answer(response, status, body, headers = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { 'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers });
  response.end(text);
}
const problem = (response, status, code, detail, errors, headers) =>
  answer(response, status, { type: 'about:blank', title: code, status, code, detail, errors, traceId: randomUUID().slice(0, 8) }, headers);
const list = (response, items) => answer(response, 200, { items, next: null });

function found() {
  const at = (address, name, hardware, deviceId = null) => ({ url: `http://${address}/onvif/device_service`, name, hardware, location: 'country/spain', address, deviceId });
  return [at('192.168.1.20', 'Front door', 'DS-2CD2042', devices[0]?.id ?? null), at('192.168.1.31', 'Garage', 'IPC-HFW2431'), at('192.168.1.44', '', 'C320WS')];
}

function onvif({ password }) {
  if (password !== 'camera') return { ok: false, cause: 'wrong-password', message: 'The device refuses the user name or the password.' };
  const profile = (token, codec, width, height, frameRate) => ({
    token, name: token, streamUrl: `rtsp://192.168.1.31:554/${token}`, snapshotUrl: null, hasPtz: true, video: { codec, width, height, frameRate, bitrate: 4_000_000, gop: 50 }, audio: { codec: 'AAC' },
  });
  return {
    ok: true, device: { manufacturer: 'Dahua', model: 'IPC-HFW2431', firmware: '2.800', serial: '7K0' }, hasPtz: true, hasEvents: true, clockOffsetSeconds: -12.4,
    profiles: [profile('MainStream', 'H265', 2560, 1440, 25), profile('SubStream', 'H264', 704, 576, 15)],
  };
}

function diagnostics(id) {
  const stream = streams.get(id);
  const figures = ({ choice, state, codec, width, height, fps, bitrate, gopSeconds, audio }) => ({
    choice, state, since: stream.since, transport: 'RTSP over TCP', url: `rtsp://192.168.1.20:554/${choice}`, codec: codec.toLowerCase().replace('.', ''), codecString: 'avc1.640028', width, height, fps, bitrate, gopSeconds,
    interlaced: false, audio, ignoredAudio: audio ? null : 'G726', packets: 1_284_113, lost: 37, lossPercent: 0.003, jitterMs: 4.2, reordered: 0, malformed: 0, clockJumps: 0, driftPpm: 18.4, senderOffsetSeconds: 0.21,
    reconnects: stream.reconnects, bytes: 1_402_442_113, viewers: 1, sdp: 'v=0\r\no=- 1 1 IN IP4 192.168.1.20\r\ns=Session\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;profile-level-id=640028;sprop-parameter-sets=Z2QAKKzZ,aOvjyyLA\r\na=control:trackID=0',
  });
  const silent = stream.state === 'silent';
  return {
    id, name: stream.name, streams: stream.streams.map(figures),
    errors: silent ? [{ at: iso(Date.now() - 14 * 60 * second), stream: 'main', cause: stream.cause, message: '192.168.1.20 does not answer on port 554. Is the camera powered and in the network?' }] : [],
    advice: silent
      ? [{ code: 'check-network', severity: 'serious', text: 'The camera does not answer: check its power, cable and address.', values: {} }]
      : [
          { code: 'long-gop', severity: 'warning', text: 'Key frames every 10 s.', values: { seconds: 10 } },
          { code: 'open-password', severity: 'warning', text: 'Basic.', values: {} },
          { code: 'audio-g711', severity: 'info', text: 'G.711.', values: {} },
        ],
  };
}

const { routes: ofPeople, reach } = peopleRoutes({ answer, list, problem, properties, rooms });
const { routes: ofPlaces, listen } = placesRoutes({
  answer, list, problem, add, properties, rooms, cameras: devices, streams, reach, setStream,
  addCamera: (response, body) => {
    if (/169\.254/.test(body.source.url)) return problem(response, 400, 'invalid-request', 'The request is not valid.', { 'source.url': ['Link-local addresses are not allowed.'] });
    const device = addDevice(body, 'connecting');
    setTimeout(() => setStream(device.id, { state: 'online' }), 1500);
    return answer(response, 201, { id: device.id });
  },
  removeCamera: (id) => {
    devices.splice(devices.findIndex((one) => one.id === id), 1);
    streams.delete(id);
  },
});

const routes = [
  ...ofPeople,
  ...ofPlaces,
  ['POST', /^\/api\/streams\/probe$/, ({ response, body }) => {
    const cause = /(unreachable|refused|wrong-password|no-such-path|no-video-track|unsupported-codec|stalled|closed|malformed|untrusted-certificate|no-key-picture|not-allowed)/.exec(body.url)?.[1];
    setTimeout(
      () => answer(response, 200, cause
        ? { ok: false, cause, message: `The camera said: ${cause}.` }
        : { ok: true, video: { codec: 'H.264', width: 1920, height: 1080, frameRate: 25 }, audio: { codec: 'AAC', sampleRate: 16000, channels: 1 } }),
      900,
    );
  }],
  ['GET', /^\/api\/streams\/cameras$/, ({ response }) => list(response, [...streams.values()])],
  ['GET', /^\/api\/streams\/cameras\/([^/]+)$/, ({ response, id }) => answer(response, 200, streams.get(id))],
  ['GET', /^\/api\/streams\/cameras\/([^/]+)\/still\.jpg$/, ({ response, request, id }) => {
    const { state } = streams.get(id);
    if (state !== 'online') return problem(response, 404, 'no-picture', 'There is no picture yet.');
    const taken = Math.floor(Date.now() / second) * second;
    const etag = `"${taken}"`;
    if (request.headers['if-none-match'] === etag) return answer(response, 304);
    const headers = { ETag: etag, 'Cache-Control': 'no-store', 'Vedette-Picture-Time': iso(taken), 'Last-Modified': new Date(taken).toUTCString() };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return file(response, clipOf(id).still(((taken / second) % 10) + 1), 'image/jpeg');
  }],
  ['GET', /^\/api\/streams\/cameras\/([^/]+)\/hls\/(main|sub|grid)\/(.+)$/, ({ response, id, match, query }) => hls(response, id, match[2], match[3], query)],
  ptz('GET', '', ({ response, head }) => answer(response, 200, { continuous: true, absolute: true, zoom: true, presets: head.presets, position: head.position, moving: head.speed !== null })),
  ptz('POST', '/move', ({ response, body, head }) => {
    stopHead(head);
    head.speed = body;
    head.timer = setTimeout(() => stopHead(head), body.seconds * second);
    return answer(response, 204);
  }),
  ptz('POST', '/stop', ({ response, head }) => {
    stopHead(head);
    return answer(response, 204);
  }),
  ptz('POST', '/presets', ({ response, body, head }) => {
    const token = String(head.presets.length + 1);
    head.presets.push({ token, name: body.name });
    return answer(response, 201, { token });
  }),
  ptz('POST', '/presets/([^/]+)/go', ({ response }) => answer(response, 204)),
  ptz('DELETE', '/presets/([^/]+)', ({ response, head, match }) => {
    head.presets = head.presets.filter(({ token }) => token !== match[2]);
    return answer(response, 204);
  }),
  ['POST', /^\/api\/streams\/onvif\/discover$/, ({ response }) => setTimeout(() => answer(response, 200, { items: found() }), 1500)],
  ['POST', /^\/api\/streams\/onvif\/probe$/, ({ response, body }) => setTimeout(() => answer(response, 200, onvif(body)), 700)],
  ['GET', /^\/api\/streams\/cameras\/([^/]+)\/diagnostics$/, ({ response, id }) => answer(response, 200, diagnostics(id))],
  ['GET', /^\/api\/streams\/cameras\/([^/]+)\/transcript\.txt$/, ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.end('Vedette transcript\n');
  }],
  ['GET', /^\/api\/streams\/keys$/, ({ response }) => list(response, streamKeys)],
  ['POST', /^\/api\/streams\/keys$/, ({ response, body }) => {
    const key = add(streamKeys, { name: body.name, username: `key-${streamKeys.length + 1}`, cameraIds: body.cameraIds, createdAt: iso(Date.now()), lastUsedAt: null });
    return answer(response, 201, { id: key.id, username: key.username, secret: 'Qm7xk2Vd9sTf4hWz', url: 'rtsp://127.0.0.1:8554/' });
  }],
  ['DELETE', /^\/api\/streams\/keys\/([^/]+)$/, ({ response, id }) => {
    streamKeys.splice(streamKeys.findIndex((one) => one.id === id), 1);
    return answer(response, 204);
  }],
  ['GET', /^\/api\/streams\/layouts$/, ({ response }) => list(response, layouts)],
  ['POST', /^\/api\/streams\/layouts$/, ({ response, body }) => answer(response, 201, { id: add(layouts, { ...body, owner: '1', version: '1' }).id })],
  ['GET', /^\/api\/streams\/layouts\/([^/]+)$/, ({ response, id }) => answer(response, 200, layouts.find((one) => one.id === id))],
  ['PUT', /^\/api\/streams\/layouts\/([^/]+)$/, ({ request, response, body, id }) => {
    const layout = layouts.find((one) => one.id === id);
    if (request.headers['if-match'] !== `"${layout.version}"`) return problem(response, 409, 'stale', 'Changed meanwhile.');
    return answer(response, 200, Object.assign(layout, body, { version: String(Number(layout.version) + 1) }));
  }],
  ['DELETE', /^\/api\/streams\/layouts\/([^/]+)$/, ({ response, id }) => {
    layouts.splice(layouts.findIndex((one) => one.id === id), 1);
    return answer(response, 204);
  }],
  ['GET', /^\/health\/live$/, ({ response }) => answer(response, 200, { status: 'live', now: iso(Date.now()) })],
  ['GET', /^\/api\/recording\/cameras$/, ({ response }) => list(response, devices.map(recordingOf))],
  ['GET', /^\/api\/recording\/cameras\/([^/]+)\/timeline$/, ({ response, id, query }) => {
    const from = Date.parse(query.get('from'));
    const to = Date.parse(query.get('to'));
    const { ranges, gaps, end } = history(id, from, to);
    const total = ranges.reduce((sum, range) => sum + range.end - range.start, 0);
    answer(response, 200, {
      from: iso(from), to: iso(to), coverage: Math.max(0, Math.min(1, total / (Math.min(end, to) - from))),
      ranges: ranges.map(({ start, end: last }) => ({ start: iso(start), end: iso(last) })),
      gaps: gaps.map((gap) => ({ ...gap, start: iso(gap.start), end: gap.end && iso(gap.end) })),
    });
  }],
  ['GET', /^\/api\/recording\/cameras\/([^/]+)\/playlist\.m3u8$/, ({ response, id, query }) => {
    const from = Date.parse(query.get('from'));
    const { ranges } = history(id, from - 10 * second, Date.parse(query.get('to')));
    const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:11', '#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-MAP:URI="segments/x.mp4"'];
    for (const range of ranges) {
      for (let at = Math.ceil(range.start / 10_000) * 10_000; at + 10_000 <= range.end; at += 10_000) {
        if (at + 10_000 <= from) continue;
        lines.push('#EXT-X-DISCONTINUITY', `#EXT-X-PROGRAM-DATE-TIME:${iso(at)}`, '#EXTINF:10.0,', 'segments/x.mp4');
      }
    }
    if (lines.length === 5) return problem(response, 404, 'not-found', 'Nothing is recorded.');
    response.writeHead(200, { 'Content-Type': 'application/vnd.apple.mpegurl' });
    response.end([...lines, '#EXT-X-ENDLIST', ''].join('\n'));
  }],
  ['GET', /^\/api\/recording\/cameras\/([^/]+)\/segments\/[^/]+$/, ({ response, id }) => file(response, clipOf(id).segment, 'video/mp4')],
  ['GET', /^\/api\/recording\/cameras\/([^/]+)\/snapshot\.jpg$/, ({ response, id, query }) =>
    file(response, clipOf(id).still((Math.floor(Date.parse(query.get('at')) / second) % 10) + 1), 'image/jpeg')],
  ['GET', /^\/api\/recording\/exports$/, ({ response }) => list(response, exportsMade)],
  ['POST', /^\/api\/recording\/exports$/, ({ response, body }) => {
    const job = add(exportsMade, { state: 'pending', progress: 0, createdAt: iso(Date.now()), files: [], gaps: [], ...body });
    const timer = setInterval(() => {
      job.state = 'running';
      job.progress = Math.min(1, job.progress + 0.12);
      if (job.progress < 1) return;
      clearInterval(timer);
      Object.assign(job, { state: 'ready', bytes: 48_120_433, files: [{ name: 'front-door_2026-11-21.mp4', bytes: 48_120_433, sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' }] });
    }, 500);
    answer(response, 201, { id: job.id });
  }],
  ['GET', /^\/api\/recording\/exports\/([^/]+)\/download$/, ({ response, id }) => file(response, clipOf(exportsMade.find((one) => one.id === id).cameraIds[0]).segment, 'video/mp4')],
  ['DELETE', /^\/api\/recording\/exports\/([^/]+)$/, ({ response, id }) => {
    exportsMade.splice(exportsMade.findIndex((one) => one.id === id), 1);
    answer(response, 204);
  }],
  ['PATCH', /^\/api\/recording\/settings$/, ({ response, body }) => answer(response, 200, Object.assign(settings, body))],
  ['GET', /^\/health\/ready$/, ({ response }) =>
    answer(response, 200, { status: 'ready', modules: ['identity', 'inventory', 'streams', 'recording'], storage: 'sqlite', bus: { kind: 'in-process', note: 'Events stay within this process.' } })],
];

function setStream(id, change) {
  const stream = streams.get(id);
  if (!stream) return;
  Object.assign(stream, change, { since: iso(Date.now()) });
  announce(stream);
}

routes.push(...footageRoutes({ answer, list, problem, file, devices, settings, still: (id) => clipOf(id).still(4), clipFile: (id) => clipOf(id).segment }));

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json' };

function file(response, name, type = types[path.extname(name)] ?? 'application/octet-stream') {
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': statSync(name).size, 'Content-Security-Policy': policy });
  createReadStream(name).pipe(response);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://mock');
  const route = routes.find(([method, pattern]) => method === request.method && pattern.test(url.pathname));
  if (!route) {
    if (url.pathname.startsWith('/api')) return problem(response, 404, 'not-found', `Nothing at ${url.pathname}.`);
    const asked = path.join(dist, path.normalize(url.pathname));
    return file(response, existsSync(asked) && statSync(asked).isFile() ? asked : path.join(dist, 'index.html'));
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const match = route[1].exec(url.pathname);
    const raw = Buffer.concat(chunks);
    const isJson = raw.length > 0 && request.headers['content-type']?.startsWith('application/json');
    return route[2]({ request, response, raw, body: isJson ? JSON.parse(raw.toString()) : {}, query: url.searchParams, match, id: match[1] });
  });
});

/** One transcode at a time, and none for the loading bay: a budget that is used up can be seen. */
const sockets = new WebSocketServer({
  server,
  verifyClient: ({ req }, decide) => {
    const url = new URL(req.url, 'http://mock');
    const name = streams.get(/cameras\/([^/]+)\/live/.exec(url.pathname)?.[1])?.name;
    const refused = url.searchParams.get('transcode') && name === 'Loading bay';
    return decide(!refused, refused ? 503 : 101);
  },
});
sockets.on('connection', (socket, request) => {
  const { pathname, searchParams } = new URL(request.url, 'http://mock');
  const tell = (message) => socket.send(JSON.stringify(message));
  if (pathname === '/api/streams/events') {
    listeners.add(tell);
    socket.on('close', () => listeners.delete(tell));
    return;
  }
  if (listen(pathname, socket)) return;
  const id = /^\/api\/streams\/cameras\/([^/]+)\/live$/.exec(pathname)?.[1];
  const camera = streams.get(id);
  if (!camera) return socket.close(4404);
  if (camera.state !== 'online') return tell({ type: 'state', state: camera.state, cause: camera.cause });
  const { choice, clip: kind, mime, width, height } = streamOf(id, searchParams.get('stream') ?? 'main');
  const transcoded = searchParams.get('transcode') === 'h264';
  const live = liveOf(id, transcoded ? 'h264' : kind);
  const clock = ({ mediaTime, wallTime }) => tell({ type: 'clock', mediaTime, wallTime: iso(wallTime), cameraDelay: 0.05 });
  const begin = () => {
    if (!live.init || live.group.length === 0) return setTimeout(begin, 100);
    tell({ type: 'init', mime: transcoded ? mimes.h264 : mime, width, height, stream: choice, transcoded });
    socket.send(live.init);
    clock(live.group[0]);
    for (const fragment of live.group) socket.send(fragment.bytes);
    let sent = 0;
    const viewer = (fragment) => {
      if (fragment.isVideo && sent++ % 25 === 0) clock(fragment);
      socket.send(fragment.bytes);
    };
    live.viewers.add(viewer);
    socket.on('close', () => live.viewers.delete(viewer));
  };
  begin();
});

setInterval(() => {
  for (const camera of streams.values()) {
    if (camera.motion === null || camera.state !== 'online') continue;
    camera.motion = !camera.motion;
    announce(camera);
  }
}, 12 * second);

makeClips();
if (existsSync(dist)) readFileSync(path.join(dist, 'index.html'));
server.listen(port, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${port} (admin / admin)`));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const live of lives.values()) live.stop();
    process.exit(0);
  });
}
