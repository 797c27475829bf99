import type { Grant } from './grants';
import { json, send, withQuery } from './http';
import type {
  ApiKey,
  Contact,
  GrantFilter,
  IdentitySettings,
  MadeApiKey,
  NewGrant,
  NewUser,
  ProfileChange,
  Registration,
  SecondFactorSecret,
  SignIn,
  SignInOptions,
  User,
  UserChange,
  UserFilter,
} from './peopleTypes';
import { all, command, get, id, patch, post, put, remove } from './requests';
import type { Page } from './types';

const root = '/api/identity';
const mine = `${root}/me`;

/** What is asked before anybody is signed in. */
export const door = {
  options: async (signal?: AbortSignal): Promise<SignInOptions> =>
    (await (await send(`${root}/sign-in-options`, signal ? { signal } : {})).json()) as SignInOptions,
  register: async (body: Registration): Promise<void> => {
    await send(`${root}/registrations`, json('POST', body));
  },
  /** Where a browser is sent to sign in with somebody else's word. */
  externalUrl: (provider: string, returnTo: string) => withQuery(`${root}/external/${id(provider)}/start`, { returnTo }),
};

/** The reader's own account. */
export const account = {
  change: (body: ProfileChange) => patch(mine, body),
  setContacts: (items: Contact[]) => put(`${mine}/contacts`, { items }),

  sessions: (signal?: AbortSignal) => all<SignIn>(`${mine}/sessions`, {}, signal),
  endSession: (key: string) => remove(`${mine}/sessions/${id(key)}`),
  endAllSessions: () => remove(`${mine}/sessions`),

  beginSecondFactor: (password: string) => post<SecondFactorSecret>(`${mine}/second-factor`, { password }),
  confirmSecondFactor: async (code: string): Promise<string[]> =>
    (await post<{ recoveryCodes: string[] }>(`${mine}/second-factor/confirm`, { code })).recoveryCodes,
  newRecoveryCodes: async (password: string): Promise<string[]> =>
    (await post<{ recoveryCodes: string[] }>(`${mine}/second-factor/recovery-codes`, { password })).recoveryCodes,
  removeSecondFactor: (password: string) => command(`${mine}/second-factor/remove`, { password }),

  apiKeys: (signal?: AbortSignal) => all<ApiKey>(`${mine}/api-keys`, {}, signal),
  addApiKey: (body: { name: string; expiresAt?: string }) => post<MadeApiKey>(`${mine}/api-keys`, body),
  removeApiKey: (key: string) => remove(`${mine}/api-keys/${id(key)}`),
};

const user = (key: string) => `${root}/users/${id(key)}`;

/** Everybody, for administrators. */
export const people = {
  users: (filter: UserFilter, cursor: string | undefined, limit: number, signal?: AbortSignal) =>
    get<Page<User>>(`${root}/users`, { ...filter, cursor, limit }, signal),
  allUsers: (signal?: AbortSignal) => all<User>(`${root}/users`, {}, signal),
  user: (key: string, signal?: AbortSignal) => get<User>(user(key), {}, signal),
  addUser: (body: NewUser) => post<{ id: string }>(`${root}/users`, body),
  changeUser: (key: string, body: UserChange) => patch(user(key), body),
  setContacts: (key: string, items: Contact[]) => put(`${user(key)}/contacts`, { items }),
  setPassword: (key: string, password: string) => command(`${user(key)}/password`, { password }),
  /** With `unassign`, the properties of an owner are left without one. */
  removeUser: (key: string, properties?: 'unassign') => remove(withQuery(user(key), { properties })),
  removeSecondFactor: (key: string) => remove(`${user(key)}/second-factor`),

  sessions: (key: string, signal?: AbortSignal) => all<SignIn>(`${user(key)}/sessions`, {}, signal),
  endSession: (key: string, session: string) => remove(`${user(key)}/sessions/${id(session)}`),
  endAllSessions: (key: string) => remove(`${user(key)}/sessions`),

  apiKeys: (key: string, signal?: AbortSignal) => all<ApiKey>(`${user(key)}/api-keys`, {}, signal),
  addApiKey: (key: string, body: { name: string; expiresAt?: string }) => post<MadeApiKey>(`${user(key)}/api-keys`, body),
  removeApiKey: (key: string, apiKey: string) => remove(`${user(key)}/api-keys/${id(apiKey)}`),

  grantsOf: (key: string, signal?: AbortSignal) => all<Grant>(`${user(key)}/grants`, {}, signal),
  grants: (filter: GrantFilter, signal?: AbortSignal) => all<Grant>(`${root}/grants`, { ...filter }, signal),
  give: (key: string, items: NewGrant[]) => command(`${user(key)}/grants`, { items }),
  replaceGrants: (key: string, items: NewGrant[]) => put(`${user(key)}/grants`, { items }),
  take: (key: string, grant: string) => remove(`${user(key)}/grants/${id(grant)}`),

  settings: (signal?: AbortSignal) => get<IdentitySettings>(`${root}/settings`, {}, signal),
  changeSettings: (body: Partial<IdentitySettings>) => patch(`${root}/settings`, body),
};
