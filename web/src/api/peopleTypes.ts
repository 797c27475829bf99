/**
 * People, sign-ins and keys, as the server tells of them. Will come from docs/openapi/identity.json and docs/openapi/audit.json.
 * Instants are ISO-8601 UTC texts; ids are UUID texts.
 */
import type { Grant, Right } from './grants';

export const roles = ['administrator', 'guardian', 'owner', 'member', 'service'] as const;
export type Role = (typeof roles)[number];

export const contactTypes = ['email', 'sms', 'telegram', 'webhook'] as const;
export type ContactType = (typeof contactTypes)[number];
export interface Contact {
  type: ContactType;
  value: string;
}

/** The signed-in user. */
export interface Me {
  id: string;
  username: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  roles: string[];
  grants: Grant[];
  contacts: Contact[];
  secondFactor: boolean;
  recoveryCodesLeft: number;
  /** False for those who only sign in elsewhere. */
  hasPassword: boolean;
  external: { provider: string; subject: string }[];
}
/** An empty e-mail address takes it away. */
export interface ProfileChange {
  email?: string;
  firstName?: string;
  lastName?: string;
}

/** One place somebody is signed in at. */
export interface SignIn {
  id: string;
  startedAt: string;
  lastSeenAt: string;
  address: string | null;
  /** As the browser calls itself. */
  device: string | null;
  /** The one that asks. */
  current: boolean;
}

export interface SecondFactorSecret {
  secret: string;
  uri: string;
  /** The same as a picture for a telephone: an SVG document. */
  qrSvg: string;
}

export interface ApiKey {
  id: string;
  name: string;
  /** How the key begins: enough to recognise it. */
  prefix: string;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}
export interface MadeApiKey {
  id: string;
  /** Told this once. */
  key: string;
}

export interface SignInOptions {
  registration: boolean;
  providers: { id: string; name: string }[];
}
export interface Registration {
  username: string;
  email: string;
  password: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
}

/** A user, as administrators see one. */
export interface User {
  id: string;
  username: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  roles: string[];
  active: boolean;
  contacts: Contact[];
  secondFactor: boolean;
  createdAt: string;
  lastSignInAt: string | null;
  /** How many. */
  grants: number;
}
export interface NewUser {
  username: string;
  email?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  /** Absent for services. */
  password?: string | undefined;
  passwordConfirmation?: string | undefined;
  roles: Role[];
  contacts?: Contact[];
  active?: boolean;
}
export interface UserChange {
  username?: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  roles?: Role[];
  active?: boolean;
}
export const userSorts = ['username', '-username', 'email', '-email', 'createdAt', '-createdAt', 'lastSignInAt', '-lastSignInAt'] as const;
export type UserSort = (typeof userSorts)[number];
export interface UserFilter {
  role?: Role | undefined;
  active?: boolean | undefined;
  search?: string | undefined;
  sort?: UserSort | undefined;
}

export interface NewGrant {
  scope: Grant['scope'];
  placeId?: string | undefined;
  rights: Right[];
  from?: string | undefined;
  until?: string | undefined;
}
export interface GrantFilter {
  propertyId?: string | undefined;
  roomId?: string | undefined;
  userId?: string | undefined;
}

export interface IdentitySettings {
  /** Whether people may make an account for themselves. */
  registration: boolean;
}
