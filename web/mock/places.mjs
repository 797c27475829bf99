// What places, devices and things say, for the stand-in server. Addresses to inspect that hold a word are refused: unreachable, wrong, twice, empty, blocked.
import { randomUUID } from 'node:crypto';

const second = 1000;
const iso = (at) => new Date(at).toISOString();
const sensor = (measure, unit) => ({ type: 'sensor', measure, unit, intervalMilliseconds: 2500 });
const climate = [sensor('temperature', 'celsius'), sensor('humidity', 'percentage'), sensor('pressure', 'pascal')];
const middles = { temperature: 4.2, humidity: 61, pressure: 101_325 };
const swings = { temperature: 0.6, humidity: 5, pressure: 40 };
const value = (measure, at) => Number((middles[measure] + swings[measure] * Math.sin(at / 21_000 + measure.length) + (Math.random() - 0.5) * swings[measure] * 0.3).toFixed(measure === 'pressure' ? 0 : 2));

const without = (object, ...names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const property = (name, title, type, unit, more = {}) => ({ name, title, type, readOnly: true, writeOnly: false, observable: true, unit, schema: { type, unit, ...more.schema }, ...more });
const description = (capabilities) => {
  const sensors = capabilities.filter(({ type }) => type === 'sensor');
  const siren = capabilities.some(({ type }) => type === 'siren');
  return {
    properties: [
      property('status', 'Status', 'object', null),
      ...sensors.map(({ measure, unit }) => property(measure, measure[0].toUpperCase() + measure.slice(1), 'number', unit)),
      property('threshold', 'Alarm above', 'number', 'celsius', { readOnly: false, observable: false, schema: { type: 'number', unit: 'celsius', minimum: -30, maximum: 60 } }),
      property('mode', 'Mode', 'string', null, { readOnly: false, schema: { type: 'string', enum: ['eco', 'normal', 'fast'] } }),
    ],
    actions: [
      { name: 'toggle', title: 'Switch on or off', input: { type: 'object', properties: { enable: { type: 'boolean', title: 'On' } }, required: ['enable'] } },
      ...(siren ? [{ name: 'ring', title: 'Ring', input: { type: 'object', properties: { seconds: { type: 'integer', title: 'For how long', unit: 's', minimum: 1, maximum: 120 } }, required: ['seconds'] } }] : []),
      { name: 'calibrate', title: 'Calibrate', input: null },
    ],
    events: [{ name: 'measurement', title: 'Measurement' }, { name: 'door', title: 'Door opened or closed' }],
    security: ['nosec'],
  };
};

/** A made-up drawing of a floor. */
const drawing = (names) => {
  const boxes = [[40, 40, 420, 300], [460, 40, 300, 180], [460, 220, 300, 320], [40, 340, 200, 200], [240, 340, 220, 200], [760, 40, 400, 500]];
  const room = ([x, y, w, h], index) => `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="none" stroke="#222" stroke-width="8"/><text x="${x + 16}" y="${y + 34}" font-family="sans-serif" font-size="20" fill="#777">${names[index] ?? ''}</text>`;
  const door = (x, y, vertical) => `<rect x="${x}" y="${y}" width="${vertical ? 12 : 64}" height="${vertical ? 64 : 12}" fill="#fff"/><path d="M${x} ${y}a64 64 0 0 1 ${vertical ? '64 64' : '64 64'}" fill="none" stroke="#999" stroke-width="2"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="580" viewBox="0 0 1200 580"><rect width="1200" height="580" fill="#fff"/>${boxes.map(room).join('')}${door(454, 110, true)}${door(754, 300, true)}${door(120, 334, false)}${door(300, 334, false)}${door(560, 214, false)}${door(900, 534, false)}</svg>`;
};

export function placesRoutes({ answer, list, problem, add, properties, rooms, cameras, streams, reach, addCamera, removeCamera, setStream }) {
  const things = [];
  const plans = [];
  const listeners = new Map();
  const inspected = new Map();
  const started = Date.now();

  const addThing = ({ name, roomId = null, kind = 'thing', capabilities, says = {}, more = {} }) => {
    const thing = {
      id: randomUUID(), kind, thingId: `urn:dev:wot:${name.toLowerCase().replaceAll(' ', '-')}`, name, description: '', roomId, enabled: true, recording: false, source: null, capabilities,
      status: 'online', statusSince: iso(started - 5 * 3600 * second), lastOnline: iso(Date.now()), thing: { url: `http://192.168.1.${60 + things.length}:8080/device`, hasSecret: false }, version: '1', createdAt: iso(started),
      says: { enabled: true, lastError: null, sends: true, ...says }, latest: [], ...more,
    };
    for (const { type, measure, unit } of capabilities) if (type === 'sensor' && thing.says.sends) thing.latest.push({ measure, unit, value: value(measure, Date.now()), at: iso(Date.now()) });
    things.push(thing);
    return thing;
  };

  if (properties.length > 0) {
    const [home, shop] = properties;
    const [entrance, yard, floor] = rooms;
    add(rooms, { propertyId: home.id, name: 'Attic' });
    addThing({ name: 'Cold room climate', roomId: floor.id, capabilities: climate, more: { description: 'Beside the evaporator, two metres up.' } });
    addThing({ name: 'Hall siren', roomId: entrance.id, kind: 'siren', capabilities: [{ type: 'siren' }], says: { sends: false } });
    addThing({ name: 'Hall climate', roomId: entrance.id, capabilities: climate.slice(0, 2) });
    addThing({ name: 'Freezer 2', roomId: floor.id, capabilities: climate.slice(0, 1), says: { sends: false }, more: { description: 'Switched on, but nothing comes.' } });
    addThing({ name: 'Yard weather', roomId: yard.id, capabilities: [...climate, { type: 'rain-gauge' }], says: { enabled: null, lastError: 'Nothing answers at 192.168.1.64:8080: connection refused.', sends: false }, more: { status: 'offline', statusSince: iso(started - 47 * 60 * second), lastOnline: iso(started - 48 * 60 * second) } });
    addThing({ name: 'New sensor', capabilities: climate.slice(0, 1), says: { enabled: false, sends: false }, more: { enabled: false } });
    const placed = (list_) => list_.map(([name, x, y]) => ({ deviceId: [...cameras, ...things].find((one) => one.name === name).id, x, y }));
    plans.push(
      { id: randomUUID(), propertyId: home.id, name: 'Ground floor', width: 1200, height: 580, picture: drawing(['Living room', 'Hall', 'Kitchen', 'Bath', 'Study', 'Yard']), placements: placed([['Front door', 0.51, 0.13], ['Hall climate', 0.45, 0.29], ['Hall siren', 0.6, 0.27], ['Street', 0.93, 0.18], ['Yard weather', 0.8, 0.55]]) },
      { id: randomUUID(), propertyId: home.id, name: 'Upper floor', width: 1200, height: 580, picture: drawing(['Bedroom', 'Attic']), placements: [] },
      { id: randomUUID(), propertyId: shop.id, name: 'Shop', width: 1200, height: 580, picture: drawing(['Shop floor', 'Office', 'Cold store', '', '', 'Loading bay']), placements: placed([['Cold store', 0.42, 0.5], ['Cold room climate', 0.52, 0.7], ['Freezer 2', 0.6, 0.8], ['Till', 0.2, 0.3], ['Loading bay', 0.85, 0.5]]) },
    );
  }

  const ofStream = { online: 'online', silent: 'offline', connecting: 'not-responding', off: 'unknown', idle: 'online' };
  const view = (device) => {
    const room = rooms.find(({ id }) => id === device.roomId);
    const house = properties.find(({ id }) => id === room?.propertyId);
    const stream = streams.get(device.id);
    const told = without(device, 'says', 'latest');
    return {
      thingId: null, description: '', capabilities: [{ type: 'video', resolution: '1080p' }], thing: null,
      ...(stream ? { status: ofStream[stream.state], statusSince: stream.since, lastOnline: stream.lastPictureAt } : {}),
      ...told, propertyId: house?.id ?? null, roomName: room?.name ?? null, propertyName: house?.name ?? null, assigned: Boolean(room),
    };
  };
  const everything = (request) => reach(request, [...cameras, ...things].map(view));
  const propertyView = (one) => ({ external: false, owner: null, version: '1', ...one, rooms: rooms.filter(({ propertyId }) => propertyId === one.id).length, devices: [...cameras, ...things].map(view).filter(({ propertyId }) => propertyId === one.id).length });
  const owner = (id) => (id ? { id, name: 'Olga Marín' } : null);

  const tell = (thing, message) => {
    for (const send of listeners.get(thing.id) ?? []) send(message);
  };
  const state = (thing) => ({
    deviceId: thing.id, title: thing.name, status: thing.status, statusSince: thing.statusSince, lastOnline: thing.status === 'online' ? iso(Date.now()) : thing.lastOnline, enabled: thing.says.enabled, wanted: thing.enabled, lastError: thing.says.lastError,
  });
  const sending = (thing) => thing.says.sends && thing.enabled && thing.status === 'online';
  setInterval(() => {
    for (const thing of things) {
      if (!sending(thing)) continue;
      const at = Date.now();
      thing.latest = thing.latest.map(({ measure, unit }) => ({ measure, unit, value: value(measure, at), at: iso(at) }));
      for (const one of thing.latest) {
        tell(thing, { type: 'measurement', ...one });
        tell(thing, { type: 'property', name: one.measure, value: one.value, at: one.at });
      }
      if (Math.random() < 0.12) tell(thing, { type: 'event', name: 'door', data: { open: Math.random() < 0.5 }, at: iso(at) });
    }
  }, 2500).unref();

  const unassign = (roomIds) => {
    const inside = [...cameras, ...things].filter(({ roomId }) => roomIds.includes(roomId));
    for (const device of inside) {
      Object.assign(device, { roomId: null, propertyId: null, enabled: false });
      if (streams.has(device.id)) setStream(device.id, { state: 'off' });
    }
  };
  const forget = (items, id) => items.splice(items.findIndex((one) => one.id === id), 1);
  const at = (pattern) => new RegExp(`^/api/inventory${pattern}$`);
  const one = '([^/]+)';
  const sensing = (pattern) => new RegExp(`^/api/sensing/things${pattern}$`);
  const found = (handle) => (asked) => {
    const thing = things.find(({ id }) => id === asked.id);
    return thing ? handle({ ...asked, thing }) : problem(asked.response, 404, 'not-found', 'No such thing.');
  };
  const refusals = {
    unreachable: [502, 'thing-unreachable', 'Nothing answers at 192.168.1.99:80: no route to host.'],
    wrong: [400, 'thing-not-compliant', 'The description is not valid.', { '@context': ['The context of TD 1.1 is missing.'], 'actions.toggle.forms': ['At least one form is needed.'], securityDefinitions: ['Missing.'] }],
    twice: [409, 'already-federated', 'It is known already.'],
    empty: [400, 'thing-no-capability', 'It names nothing that could be used.'],
    blocked: [400, 'address-not-allowed', 'Loopback addresses are not allowed.'],
  };

  const routes = [
    ['GET', at('/properties'), ({ request, response }) => list(response, reach(request, properties).map(propertyView))],
    ['POST', at('/properties'), ({ response, body }) => {
      if (properties.some(({ name, address }) => name === body.name && address === body.address)) return problem(response, 409, 'property-exists', 'There is one already.');
      const { ownerId, ...rest } = body;
      return answer(response, 201, { id: add(properties, { ...rest, owner: owner(ownerId) }).id });
    }],
    ['PATCH', at(`/properties/${one}`), ({ response, body, id }) => {
      const { ownerId, ...rest } = body;
      return answer(response, 200, propertyView(Object.assign(properties.find((item) => item.id === id), rest, ownerId === undefined ? {} : { owner: owner(ownerId) })));
    }],
    ['DELETE', at(`/properties/${one}`), ({ response, id, query }) => {
      const counted = propertyView(properties.find((item) => item.id === id));
      if (counted.rooms + counted.devices > 0 && !query.has('contents')) return answer(response, 409, { title: 'Not empty', status: 409, code: 'property-not-empty', rooms: counted.rooms, devices: counted.devices });
      const inside = rooms.filter(({ propertyId }) => propertyId === id).map((room) => room.id);
      unassign(inside);
      for (const room of inside) forget(rooms, room);
      forget(properties, id);
      return answer(response, 204);
    }],
    ['GET', at('/rooms'), ({ request, response }) => list(response, reach(request, rooms))],
    ['POST', at('/rooms'), ({ response, body }) => answer(response, 201, { id: add(rooms, body).id })],
    ['PATCH', at(`/rooms/${one}`), ({ response, body, id }) => answer(response, 200, Object.assign(rooms.find((item) => item.id === id), body))],
    ['DELETE', at(`/rooms/${one}`), ({ response, id, query }) => {
      const inside = [...cameras, ...things].filter(({ roomId }) => roomId === id).length;
      if (inside > 0 && !query.has('contents')) return answer(response, 409, { title: 'Not empty', status: 409, code: 'room-not-empty', devices: inside });
      unassign([id]);
      forget(rooms, id);
      return answer(response, 204);
    }],

    ['GET', at(`/properties/${one}/plans`), ({ request, response, id }) => {
      const seen = everything(request).map((device) => device.id);
      return list(response, plans.filter(({ propertyId }) => propertyId === id).map((plan) => ({ ...without(plan, 'picture', 'propertyId', 'type'), placements: plan.placements.filter(({ deviceId }) => seen.includes(deviceId)) })));
    }],
    ['POST', at(`/properties/${one}/plans`), ({ response, id, query, raw, request }) => {
      const plan = { id: randomUUID(), propertyId: id, name: query.get('name'), width: 1600, height: 1000, picture: raw, type: request.headers['content-type'], placements: [] };
      plans.push(plan);
      return answer(response, 201, { id: plan.id });
    }],
    ['GET', at(`/plans/${one}/picture`), ({ response, id }) => {
      const { picture, type = 'image/svg+xml' } = plans.find((plan) => plan.id === id);
      response.writeHead(200, { 'Content-Type': type });
      response.end(picture);
    }],
    ['PATCH', at(`/plans/${one}`), ({ response, body, id }) => answer(response, 200, Object.assign(plans.find((plan) => plan.id === id), body))],
    ['PUT', at(`/plans/${one}/placements`), ({ response, body, id }) => {
      plans.find((plan) => plan.id === id).placements = body.items;
      return answer(response, 204);
    }],
    ['DELETE', at(`/plans/${one}`), ({ response, id }) => {
      forget(plans, id);
      return answer(response, 204);
    }],

    ['GET', at('/devices'), ({ request, response, query }) => {
      const is = (name, said) => !query.get(name) || query.get(name) === String(said);
      const wanted = query.get('search')?.toLowerCase() ?? '';
      const sort = query.get('sort') ?? 'name';
      const column = sort.replace('-', '');
      const items = everything(request)
        .filter((device) => ['kind', 'propertyId', 'roomId', 'enabled', 'recording', 'assigned', 'status'].every((name) => is(name, device[name])))
        .filter(({ capabilities }) => !query.get('capability') || capabilities.some(({ type }) => type === query.get('capability')))
        .filter(({ name, description: text, thingId }) => [name, text, thingId].some((one_) => one_?.toLowerCase().includes(wanted)))
        .sort((a, b) => String(a[column]).localeCompare(String(b[column])) * (sort.startsWith('-') ? -1 : 1));
      const limit = Number(query.get('limit') ?? 50);
      const from = Number(query.get('cursor') ?? 0);
      return answer(response, 200, { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null });
    }],
    ['GET', at(`/devices/${one}`), ({ request, response, id }) => {
      const device = everything(request).find((item) => item.id === id);
      return device ? answer(response, 200, device) : problem(response, 404, 'not-found', 'No such device.');
    }],
    ['POST', at('/devices'), ({ response, body }) => {
      if (body.kind !== 'thing') return addCamera(response, body);
      const made = addThing({ name: body.name, roomId: body.roomId, capabilities: body.thing.capabilities, more: { description: body.description ?? '', thing: { url: body.source.url, hasSecret: Boolean(body.source.password ?? body.source.token) } } });
      return answer(response, 201, { id: made.id });
    }],
    ['PATCH', at(`/devices/${one}`), ({ response, body, id }) => {
      const thing = things.find((item) => item.id === id);
      const device = thing ?? cameras.find((item) => item.id === id);
      if (device.name === 'Till' && body.recording === true) return problem(response, 503, 'storage', 'The database is busy.');
      const { source, ...rest } = body;
      Object.assign(device, rest, { version: String(Number(device.version) + 1) });
      if (source) Object.assign(device.source, source);
      if (body.enabled !== undefined && thing) {
        setTimeout(() => {
          thing.says.enabled = body.enabled;
          tell(thing, { type: 'status', ...state(thing) });
        }, 1300);
      } else if (body.enabled !== undefined) setTimeout(() => setStream(id, { state: body.enabled ? 'online' : 'off' }), 1400);
      return answer(response, 200, view(device));
    }],
    ['DELETE', at(`/devices/${one}`), ({ response, id }) => {
      if (things.some((item) => item.id === id)) forget(things, id);
      else removeCamera(id);
      return answer(response, 204);
    }],

    ['POST', sensing('/inspect'), ({ response, body }) => {
      const refusal = Object.entries(refusals).find(([word]) => body.address.includes(word))?.[1];
      setTimeout(() => {
        if (refusal) {
          const [status, code, detail, errors] = refusal;
          return answer(response, status, { title: code, status, code, detail, errors, traceId: randomUUID().slice(0, 8), ...(code === 'already-federated' ? { deviceId: things[0]?.id } : {}) });
        }
        const capabilities = [...climate, { type: 'video', resolution: '720p' }, { type: 'siren' }];
        const thing = { url: /^http/.test(body.address) ? body.address : `http://${body.address}/device`, id: `urn:dev:wot:greenhouse-${inspected.size + 1}`, title: 'Greenhouse', description: 'Climate, a small camera and a siren beside the door.', capabilities, ...description(capabilities), remarks: [] };
        inspected.set(thing.id, thing);
        return answer(response, 200, thing);
      }, 900);
    }],
    ['POST', sensing('/discover'), ({ response, body }) => setTimeout(() => list(response, [
      { url: 'http://192.168.1.60:8080/device', title: things[0]?.name ?? 'Sample thing', id: things[0]?.thingId ?? null, found: body.directory ? 'directory' : 'dns-sd', federated: things.length > 0 },
      { url: 'http://192.168.1.81:8080/.well-known/wot', title: 'Greenhouse', id: null, found: body.directory ? 'directory' : 'dns-sd', federated: false },
      { url: 'http://unreachable.local/.well-known/wot', title: null, id: null, found: body.directory ? 'directory' : 'dns-sd', federated: false },
    ]), 1400)],
    ['GET', sensing(''), ({ request, response }) => list(response, reach(request, things.map(view)).map(({ id }) => state(things.find((item) => item.id === id))))],
    ['GET', sensing(`/${one}`), found(({ response, thing }) => answer(response, 200, { ...state(thing), id: thing.thingId, description: null, capabilities: thing.capabilities, ...description(thing.capabilities), latest: thing.latest, leftOut: 0 }))],
    ['GET', sensing(`/${one}/properties/${one}`), found(({ response, match, thing }) => {
      if (thing.status !== 'online') return problem(response, 502, 'thing-unreachable', 'Nothing answers.');
      const name = match[2];
      const known = { status: { id: thing.thingId, location: view(thing).roomName, enabled: thing.says.enabled, capabilities: thing.capabilities }, threshold: thing.threshold ?? 8, mode: thing.mode ?? 'normal' };
      return answer(response, 200, { name, value: known[name] ?? thing.latest.find(({ measure }) => measure === name)?.value ?? null, at: iso(Date.now()) });
    })],
    ['PUT', sensing(`/${one}/properties/${one}`), found(({ response, match, thing, body }) => {
      thing[match[2]] = body.value;
      return answer(response, 204);
    })],
    ['POST', sensing(`/${one}/actions/${one}`), found(({ response, match }) => setTimeout(() => answer(response, 200, { output: match[2] === 'calibrate' ? null : `${match[2]} done` }), 600))],
  ];

  /** Somebody listens to a thing. Returns whether there is such a thing. */
  const listen = (path, socket) => {
    const id = /^\/api\/sensing\/things\/([^/]+)\/live$/.exec(path)?.[1];
    const thing = things.find((item) => item.id === id);
    if (!thing) return false;
    const send = (message) => socket.send(JSON.stringify(message));
    listeners.set(id, (listeners.get(id) ?? new Set()).add(send));
    socket.on('close', () => listeners.get(id).delete(send));
    send({ type: 'status', ...state(thing) });
    // A little history, so that a chart is there at once.
    if (sending(thing)) for (let ago = 45; ago > 0; ago--) for (const { measure, unit } of thing.latest) send({ type: 'measurement', measure, unit, value: value(measure, Date.now() - ago * 2500), at: iso(Date.now() - ago * 2500) });
    return true;
  };
  return { routes, listen };
}
