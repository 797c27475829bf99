/**
 * People, sign-ins and keys, by the names the console knows them by. They are generated from docs/openapi/identity.json; the
 * texts it leaves open are narrowed here.
 */
import type { Grant, Right } from './grants';
import type { Narrowing, Refined } from './refined';
import type { components, operations } from './schema/identity';

type Schemas = components['schemas'];

export const roles = ['administrator', 'guardian', 'owner', 'member', 'service'] as const;
export type Role = (typeof roles)[number];

export const contactTypes = ['email', 'sms', 'telegram', 'webhook'] as const;
export type ContactType = (typeof contactTypes)[number];
export type Contact = Refined<Schemas['ContactView'], { type: ContactType; value: string }>;

/** The signed-in user. Without a password are those who only sign in elsewhere. */
export type Me = Refined<Schemas['MeView'], { grants: Grant[]; contacts: Contact[] }>;
/** An empty e-mail address takes it away. */
export type ProfileChange = Schemas['ChangeMeRequest'];

/** One place somebody is signed in at: the `device` as the browser calls itself, `current` the one that asks. */
export type SignIn = Schemas['SessionView'];
/** `qrSvg` is the same as a picture for a telephone: an SVG document. */
export type SecondFactorSecret = Schemas['SecondFactorView'];
/** `prefix` is how the key begins: enough to recognise it. */
export type ApiKey = Schemas['ApiKeyView'];
/** The key itself is told this once. */
export type MadeApiKey = Schemas['CreatedApiKey'];

export type SignInOptions = Schemas['SignInOptionsView'];
export type Registration = Refined<Schemas['RegistrationRequest'], { username: string; email: string; password: string }>;

/** A user, as administrators see one; of the grants only how many. */
export type User = Refined<Schemas['UserView'], { contacts: Contact[] }>;
/** Services have no password. */
export type NewUser = Refined<Schemas['CreateUserRequest'], { username: string; roles: Role[]; contacts?: Contact[]; active?: boolean }>;
export type UserChange = Refined<Schemas['ChangeUserRequest'], { roles?: Role[] }>;
export const userSorts = ['username', '-username', 'email', '-email', 'createdAt', '-createdAt', 'lastSignInAt', '-lastSignInAt'] as const;
export type UserSort = (typeof userSorts)[number];
export type UserFilter = Refined<Narrowing<operations['ListUsers']>, { role?: Role; sort?: UserSort }>;

export type NewGrant = Refined<Schemas['NewGrant'], { scope: Grant['scope']; rights: Right[] }>;
export type GrantFilter = Narrowing<operations['ListGrants']>;

/** `registration`: whether people may make an account for themselves. */
export type IdentitySettings = Schemas['Settings'];
