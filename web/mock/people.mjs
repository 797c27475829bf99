// What people, sign-ins, grants and keys say, for the stand-in server. Sign in as admin, ana (a guardian), olga (an owner), mia (a member) or teo (second step: 123456); passwords are the names.
import { randomUUID } from 'node:crypto';

const day = 24 * 3600_000;
const iso = (at) => new Date(at).toISOString();
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0';

// A made-up pattern of squares in place of a QR code.
const qr = () => {
  const side = 29;
  const dark = (x, y) => {
    const corner = [[0, 0], [side - 7, 0], [0, side - 7]].find(([left, top]) => x >= left && x < left + 7 && y >= top && y < top + 7);
    if (!corner) return (x * 7 + y * 13 + x * y) % 3 === 0;
    const ring = Math.max(Math.abs(x - corner[0] - 3), Math.abs(y - corner[1] - 3));
    return ring === 3 || ring < 2;
  };
  const squares = Array.from({ length: side * side }, (_, n) => [n % side, Math.floor(n / side)]).filter(([x, y]) => dark(x, y)).map(([x, y]) => `M${x + 2} ${y + 2}h1v1h-1z`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side + 4} ${side + 4}"><rect width="100%" height="100%" fill="#fff"/><path d="${squares.join('')}"/></svg>`;
};

export function peopleRoutes({ answer, list, problem, properties, rooms }) {
  const now = Date.now;
  const users = [];
  const grants = [];
  const sessions = new Map();
  const apiKeys = new Map();
  const codes = new Map();
  const settings = { registration: !process.env.MOCK_CLOSED };
  /** Whose an access token is, and a refresh token. */
  const holders = new Map();
  const refreshers = new Map();
  let failures = 0;
  let blockedUntil = 0;

  const addUser = (username, role, more = {}) => {
    const user = {
      id: randomUUID(), username, email: `${username}@example.org`, firstName: '', lastName: '', roles: [].concat(role), active: true, contacts: [], secondFactor: false,
      createdAt: iso(now() - 90 * day), lastSignInAt: iso(now() - 3 * 3600_000), password: username, ...more,
    };
    users.push(user);
    sessions.set(user.id, []);
    apiKeys.set(user.id, []);
    return user;
  };
  const signInOf = (user, device, address, ago, current = false) => sessions.get(user.id).push({ id: randomUUID(), startedAt: iso(now() - ago), lastSeenAt: iso(now() - Math.min(ago, 40 * 60_000)), address, device, current });
  const give = (user, scope, place, granted, more = {}) => grants.push({
    id: randomUUID(), userId: user.id, username: user.username, scope, placeId: place?.id ?? null, placeName: place?.name ?? null,
    propertyId: scope === 'room' ? place.propertyId : (place?.id ?? null), rights: granted, from: null, until: null, kind: 'given', ...more,
  });

  const admin = addUser('admin', 'administrator', { firstName: 'Inés', lastName: 'Robles', contacts: [{ type: 'email', value: 'ines@example.org' }, { type: 'sms', value: '+34600111222' }, { type: 'telegram', value: '@ines_robles' }] });
  signInOf(admin, firefox, '192.168.1.12', 5 * 3600_000, true);
  signInOf(admin, iphone, '88.12.40.7', 6 * day);
  signInOf(admin, edge, '192.168.1.40', 2 * day);
  apiKeys.get(admin.id).push({ id: randomUUID(), name: 'Nightly backup', prefix: 'vdt_8fK2', createdAt: iso(now() - 40 * day), expiresAt: iso(now() + 50 * day), lastUsedAt: iso(now() - 9 * 3600_000) });
  if (!process.env.MOCK_EMPTY) {
    const [home, shop] = properties;
    const [entrance, yard, floor] = rooms;
    const ana = addUser('ana', 'guardian', { firstName: 'Ana', lastName: 'García', contacts: [{ type: 'sms', value: '+34600333444' }] });
    const luis = addUser('luis', 'guardian', { firstName: 'Luis', lastName: 'Ortega Núñez', lastSignInAt: iso(now() - 2 * day) });
    const olga = addUser('olga', 'owner', { firstName: 'Olga', lastName: 'Marín' });
    addUser('mia', 'member', { firstName: 'Mia', lastName: 'Costa', lastSignInAt: null });
    const teo = addUser('teo', ['guardian', 'member'], { firstName: 'Teo', lastName: 'Blanco', secondFactor: true });
    addUser('retired', 'guardian', { firstName: 'Julia', lastName: 'Sanz', active: false, lastSignInAt: iso(now() - 200 * day) });
    const till = addUser('till-export', 'service', { email: null, password: null });
    apiKeys.get(till.id).push({ id: randomUUID(), name: 'Cash register', prefix: 'vdt_Qz91', createdAt: iso(now() - 8 * day), expiresAt: null, lastUsedAt: iso(now() - 60_000) });
    signInOf(ana, iphone, '10.8.0.14', day);
    signInOf(luis, edge, '10.8.0.20', 2 * day);
    give(ana, 'room', entrance, ['live', 'playback']);
    give(ana, 'room', yard, ['live', 'playback', 'export'], { from: iso(now() - 3600_000), until: iso(now() + 7 * 3600_000) });
    give(luis, 'property', shop, ['live', 'playback', 'export', 'hold']);
    give(luis, 'room', entrance, ['live'], { from: iso(now() + day), until: iso(now() + 1.4 * day) });
    give(olga, 'property', home, ['live', 'playback', 'export', 'configure'], { kind: 'ownership' });
    give(teo, 'everywhere', null, ['audit']);
    give(till, 'room', floor, ['export']);
    home.owner = { id: olga.id, name: olga.username };
  }

  const inForce = (grant) => (!grant.from || Date.parse(grant.from) <= now()) && (!grant.until || Date.parse(grant.until) > now());
  const told = (grant) => ({ ...grant, inForce: inForce(grant) });
  const grantsOf = (user) => grants.filter(({ userId }) => userId === user.id).map(told);
  const view = (user) => ({ ...user, password: undefined, grants: grants.filter(({ userId }) => userId === user.id).length });
  const holderOf = (request) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    return holders.get(token) ?? admin;
  };
  const open = (response, user) => {
    const made = { accessToken: `access-${randomUUID()}`, refreshToken: randomUUID(), expiresIn: 900 };
    holders.set(made.accessToken, user);
    refreshers.set(made.refreshToken, user);
    failures = 0;
    return answer(response, 200, made);
  };
  const taken = (response, { username, email }, but) =>
    users.some((one) => one !== but && one.username === username?.toLowerCase()) ? problem(response, 409, 'name-taken', 'The user name is taken.')
    : email && users.some((one) => one !== but && one.email === email) ? problem(response, 409, 'email-taken', 'The e-mail address is taken.')
    : false;
  const read = (user, items) => items.map((item) => {
    const place = [...properties, ...rooms].find(({ id }) => id === item.placeId);
    return { id: randomUUID(), userId: user.id, username: user.username, from: null, until: null, ...item, placeId: item.placeId ?? null, placeName: place?.name ?? null, propertyId: item.scope === 'room' ? place.propertyId : (item.placeId ?? null), kind: 'given' };
  });
  const refuseGrants = (response, user, items) =>
    !user.roles.some((role) => ['guardian', 'owner', 'service'].includes(role)) ? problem(response, 409, 'role-needed', 'The user has no role for grants.')
    : items.some((item) => item.rights.includes('audit') && item.scope !== 'everywhere') ? problem(response, 400, 'invalid-request', 'Not valid.', { 'items[0].rights': ['audit is given everywhere only.'] })
    : false;
  const at = (path) => new RegExp(`^/api/identity${path}$`);
  const user = (method, path, act) => [method, at(`/users/([^/]+)${path}`), (asked) => {
    const found = users.find(({ id }) => id === asked.id);
    return found ? act({ ...asked, user: found }) : problem(asked.response, 404, 'not-found', 'There is no such user.');
  }];
  const me = (method, path, act) => [method, at(`/me${path}`), (asked) => act({ ...asked, user: holderOf(asked.request) })];
  const passwordIs = (act) => (asked) => (asked.body.password === asked.user.password ? act(asked) : problem(asked.response, 401, 'wrong-credentials', 'Wrong password.'));
  const tenCodes = () => Array.from({ length: 10 }, () => `${randomUUID().slice(0, 5)}-${randomUUID().slice(0, 5)}`);
  const done = ({ response }) => answer(response, 204);
  const keysRoutes = (route, path) => [
    route('GET', `${path}`, ({ response, user: whose }) => list(response, apiKeys.get(whose.id))),
    route('POST', `${path}`, ({ response, body, user: whose }) => {
      const key = `vdt_${randomUUID().replaceAll('-', '')}`;
      apiKeys.get(whose.id).push({ id: randomUUID(), name: body.name, prefix: key.slice(0, 8), createdAt: iso(now()), expiresAt: body.expiresAt ?? null, lastUsedAt: null });
      return answer(response, 201, { id: apiKeys.get(whose.id).at(-1).id, key });
    }),
    route('DELETE', `${path}/([^/]+)`, (asked) => {
      const { user: whose, match } = asked;
      apiKeys.set(whose.id, apiKeys.get(whose.id).filter(({ id }) => id !== match.at(-1)));
      return done(asked);
    }),
  ];
  const sessionRoutes = (route) => [
    route('GET', '/sessions', ({ response, user: whose }) => list(response, sessions.get(whose.id))),
    route('DELETE', '/sessions', (asked) => {
      sessions.set(asked.user.id, []);
      return done(asked);
    }),
    route('DELETE', '/sessions/([^/]+)', (asked) => {
      sessions.set(asked.user.id, sessions.get(asked.user.id).filter(({ id }) => id !== asked.match.at(-1)));
      return done(asked);
    }),
  ];

  /** Of a list, what somebody's grants reach. */
  const reach = (request, items) => {
    const holder = holderOf(request);
    if (holder.roles.includes('administrator')) return items;
    const held = grants.filter((grant) => grant.userId === holder.id && inForce(grant));
    return items.filter((item) => held.some(({ scope, placeId, rights: has }) => has.some((right) => right !== 'audit') && (scope === 'everywhere' || placeId === item.roomId || placeId === item.propertyId || placeId === item.id || rooms.some((room) => room.id === placeId && room.propertyId === item.id))));
  };
  const routes = [
    ['POST', at('/token'), ({ response, body }) => {
      if (now() < blockedUntil) return problem(response, 429, 'too-many-attempts', 'Too many attempts.', undefined, { 'Retry-After': String(Math.ceil((blockedUntil - now()) / 1000)) });
      const found = users.find(({ username, email }) => username === body.username?.toLowerCase() || email === body.username);
      if (!found?.active || found.password === null || found.password !== body.password) {
        if (++failures >= 4) blockedUntil = now() + 45_000;
        return problem(response, 401, 'wrong-credentials', 'Wrong user name or password.');
      }
      if (found.secondFactor && !body.code) return problem(response, 401, 'second-factor-needed', 'A code is needed.');
      if (found.secondFactor && body.code !== '123456') return problem(response, 401, 'second-factor-wrong', 'The code is wrong.');
      return open(response, found);
    }],
    ['POST', at('/token/refresh'), ({ response, body }) => {
      const found = refreshers.get(body.refreshToken);
      refreshers.delete(body.refreshToken);
      return found ? open(response, found) : problem(response, 401, 'refresh-token-invalid', 'No such token.');
    }],
    ['POST', at('/logout'), done],
    ['POST', at('/token/exchange'), ({ response, body }) => {
      const found = codes.get(body.code);
      codes.delete(body.code);
      return found ? open(response, found) : problem(response, 401, 'wrong-credentials', 'No such code.');
    }],
    ['GET', at('/sign-in-options'), ({ response }) => answer(response, 200, { ...settings, providers: process.env.MOCK_CLOSED ? [] : [{ id: 'office', name: 'Harbour Security' }] })],
    ['POST', at('/registrations'), ({ response, body }) => {
      if (!settings.registration) return problem(response, 403, 'registration-off', 'Registration is off.');
      const refused = taken(response, body);
      if (refused !== false) return refused;
      return answer(response, 201, { id: addUser(body.username.toLowerCase(), 'member', { ...body, lastSignInAt: null }).id });
    }],
    ['GET', at('/external/([^/]+)/start'), ({ response }) => {
      const code = randomUUID();
      codes.set(code, admin);
      response.writeHead(302, { Location: `/sign-in#code=${code}` });
      response.end();
    }],
    me('GET', '', ({ response, user: holder }) => {
      const { id, username, email, firstName, lastName, roles, contacts, secondFactor } = holder;
      answer(response, 200, { id, username, email, firstName, lastName, roles, contacts, secondFactor, grants: grantsOf(holder), recoveryCodesLeft: secondFactor ? (holder.codesLeft ?? 2) : 0, hasPassword: holder.password !== null, external: [] });
    }),
    me('PATCH', '', ({ response, body, user: holder }) => {
      const refused = taken(response, body, holder);
      return refused === false ? answer(response, 200, Object.assign(holder, body)) : refused;
    }),
    me('PUT', '/contacts', ({ response, body, user: holder }) => answer(response, 200, Object.assign(holder, { contacts: body.items }))),
    me('POST', '/password', ({ response, body, user: holder }) => {
      if (body.currentPassword !== holder.password) return problem(response, 401, 'wrong-credentials', 'Wrong.');
      holder.password = body.newPassword;
      return answer(response, 204);
    }),
    ...sessionRoutes(me),
    ...keysRoutes(me, '/api-keys'),
    me('POST', '/second-factor', passwordIs(({ response, user: { username } }) =>
      answer(response, 200, { secret: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP', uri: `otpauth://totp/Vedette:${username}?secret=JBSWY3DPEHPK3PXP`, qrSvg: qr() }))),
    me('POST', '/second-factor/confirm', ({ response, body, user: holder }) => {
      if (body.code !== '123456') return problem(response, 401, 'second-factor-wrong', 'Wrong code.');
      Object.assign(holder, { secondFactor: true, codesLeft: 10 });
      return answer(response, 200, { recoveryCodes: tenCodes() });
    }),
    me('POST', '/second-factor/recovery-codes', passwordIs(({ response, user: holder }) => {
      holder.codesLeft = 10;
      return answer(response, 200, { recoveryCodes: tenCodes() });
    })),
    me('POST', '/second-factor/remove', passwordIs((asked) => {
      asked.user.secondFactor = false;
      return done(asked);
    })),
    ['GET', at('/users'), ({ response, query }) => {
      const [role, active, search, sort = 'username'] = ['role', 'active', 'search', 'sort'].map((name) => query.get(name) ?? undefined);
      const by = sort.replace('-', '');
      const found = users
        .filter((one) => (!role || one.roles.includes(role)) && (active === undefined || String(one.active) === active) && (!search || `${one.username} ${one.email} ${one.firstName} ${one.lastName}`.toLowerCase().includes(search.toLowerCase())))
        .sort((a, b) => (a[by] ?? '').localeCompare(b[by] ?? '') * (sort.startsWith('-') ? -1 : 1));
      const from = Number(query.get('cursor') ?? 0);
      const limit = Number(query.get('limit') ?? 50);
      return answer(response, 200, { items: found.slice(from, from + limit).map(view), next: from + limit < found.length ? String(from + limit) : null });
    }],
    ['POST', at('/users'), ({ response, body }) => {
      const refused = taken(response, body);
      if (refused !== false) return refused;
      return answer(response, 201, { id: addUser(body.username.toLowerCase(), body.roles, { email: null, password: null, ...body, passwordConfirmation: undefined, lastSignInAt: null }).id });
    }],
    user('GET', '', ({ response, user: one }) => answer(response, 200, view(one))),
    user('PATCH', '', ({ response, body, user: one }) => {
      if (one === admin && (body.active === false || body.roles?.includes('administrator') === false)) return problem(response, 409, 'last-administrator', 'The last administrator.');
      const refused = taken(response, body, one);
      return refused === false ? answer(response, 200, view(Object.assign(one, body))) : refused;
    }),
    user('DELETE', '', (asked) => {
      const { response, user: one, query } = asked;
      if (one === admin) return problem(response, 409, 'last-administrator', 'The last administrator.');
      const owned = properties.filter(({ owner }) => owner?.id === one.id);
      if (owned.length > 0 && query.get('properties') !== 'unassign') return problem(response, 409, 'owns-properties', 'The user owns properties.');
      for (const property of owned) property.owner = null;
      users.splice(users.indexOf(one), 1);
      for (let n = grants.length - 1; n >= 0; n--) if (grants[n].userId === one.id) grants.splice(n, 1);
      return done(asked);
    }),
    user('PUT', '/contacts', ({ response, body, user: one }) => answer(response, 200, view(Object.assign(one, { contacts: body.items })))),
    user('POST', '/password', (asked) => {
      asked.user.password = asked.body.password;
      return done(asked);
    }),
    user('DELETE', '/second-factor', (asked) => {
      asked.user.secondFactor = false;
      return done(asked);
    }),
    ...sessionRoutes(user),
    ...keysRoutes(user, '/api-keys'),
    user('GET', '/grants', ({ response, user: one }) => list(response, grantsOf(one))),
    user('POST', '/grants', ({ response, body, user: one }) => {
      const refused = refuseGrants(response, one, body.items);
      if (refused !== false) return refused;
      const made = read(one, body.items);
      grants.push(...made);
      return answer(response, 201, { items: made.map(told) });
    }),
    user('PUT', '/grants', ({ response, body, user: one }) => {
      const refused = refuseGrants(response, one, body.items);
      if (refused !== false) return refused;
      for (let n = grants.length - 1; n >= 0; n--) if (grants[n].userId === one.id && grants[n].kind === 'given') grants.splice(n, 1);
      grants.push(...read(one, body.items));
      return answer(response, 200, { items: grantsOf(one) });
    }),
    user('DELETE', '/grants/([^/]+)', (asked) => {
      grants.splice(grants.findIndex(({ id }) => id === asked.match.at(-1)), 1);
      return done(asked);
    }),
    ['GET', at('/grants'), ({ response, query }) =>
      list(response, grants.map(told).filter(({ userId, propertyId, scope, placeId }) =>
        (!query.get('userId') || userId === query.get('userId')) && (!query.get('propertyId') || propertyId === query.get('propertyId')) && (!query.get('roomId') || (scope === 'room' && placeId === query.get('roomId')))))],
    ['GET', at('/settings'), ({ response }) => answer(response, 200, settings)],
    ['PATCH', at('/settings'), ({ response, body }) => answer(response, 200, Object.assign(settings, body))],
  ];
  return { routes, reach };
}
