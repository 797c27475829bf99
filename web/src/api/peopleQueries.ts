import { useQuery } from '@tanstack/react-query';
import { account, door, people } from './people';
import type { GrantFilter, UserFilter } from './peopleTypes';

export const peopleKeys = {
  options: ['sign-in-options'],
  users: ['users'],
  user: (userId: string) => ['users', 'one', userId],
  grants: ['grants'],
  /** The reader's own under `me`. */
  sessions: (userId: string) => ['sessions', userId],
  apiKeys: (userId: string) => ['api-keys', userId],
  settings: ['identity-settings'],
} as const;

/** Whose: the reader's own, or a user's by id. */
export type Whose = 'me' | { userId: string };
export const ownerKey = (whose: Whose): string => (whose === 'me' ? whose : whose.userId);

export const useSignInOptions = () =>
  useQuery({ queryKey: peopleKeys.options, queryFn: ({ signal }) => door.options(signal), staleTime: 300_000 });
export const useSessions = (whose: Whose) =>
  useQuery({
    queryKey: peopleKeys.sessions(ownerKey(whose)),
    queryFn: ({ signal }) => (whose === 'me' ? account.sessions(signal) : people.sessions(whose.userId, signal)),
    refetchInterval: 30_000,
  });
export const useApiKeys = (whose: Whose) =>
  useQuery({
    queryKey: peopleKeys.apiKeys(ownerKey(whose)),
    queryFn: ({ signal }) => (whose === 'me' ? account.apiKeys(signal) : people.apiKeys(whose.userId, signal)),
  });
export const useUsers = (filter: UserFilter, cursor: string | undefined, limit: number) =>
  useQuery({
    queryKey: [...peopleKeys.users, filter, cursor, limit],
    queryFn: ({ signal }) => people.users(filter, cursor, limit, signal),
    placeholderData: (old) => old,
    refetchInterval: 60_000,
  });
export const useAllUsers = (enabled = true) =>
  useQuery({ queryKey: [...peopleKeys.users, 'all'], queryFn: ({ signal }) => people.allUsers(signal), staleTime: 30_000, enabled });
export const useUser = (userId: string) =>
  useQuery({ queryKey: peopleKeys.user(userId), queryFn: ({ signal }) => people.user(userId, signal) });
/** Grants begin and end by the clock: looked at again now and then. */
export const useGrants = (filter: GrantFilter = {}) =>
  useQuery({ queryKey: [...peopleKeys.grants, filter], queryFn: ({ signal }) => people.grants(filter, signal), refetchInterval: 60_000 });
export const useIdentitySettings = () =>
  useQuery({ queryKey: peopleKeys.settings, queryFn: ({ signal }) => people.settings(signal) });
