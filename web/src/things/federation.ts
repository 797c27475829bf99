import type { ThingSecret } from '../api/placesTypes';
import type { Problem } from '../api/problem';
import type { WordKey } from '../words/words';

/** Why a thing could not be taken in; each has words and advice of its own, and so have the two ways of being turned away by it. */
export const federationTroubles = ['thing-unreachable', 'thing-not-compliant', 'already-federated', 'thing-no-capability', 'address-not-allowed', 'thing-refused', 'thing-failed'] as const;
export type FederationTrouble = (typeof federationTroubles)[number];

export function troubleOf({ code }: Problem): FederationTrouble | undefined {
  return federationTroubles.find((known) => known === code);
}

/** What of a thing is not as the standard wants it: where and what, as the server lists it. */
export function faultsOf({ fields }: Problem): string[] {
  return Object.entries(fields).flatMap(([where, faults]) => faults.map((what) => (/^\d*$/.test(where) ? what : `${where}: ${what}`)));
}

/** The device that is this thing already, where the server names it. */
export function deviceOf({ more }: Problem): string | undefined {
  return typeof more.deviceId === 'string' ? more.deviceId : undefined;
}

export type SignInKind = 'none' | 'password' | 'token';
export interface SignInFields {
  kind: SignInKind;
  username: string;
  password: string;
  token: string;
}
export const noSignIn: SignInFields = { kind: 'none', username: '', password: '', token: '' };

/** How to get in, as the server takes it. */
export function secretOf({ kind, username, password, token }: SignInFields): ThingSecret {
  if (kind === 'password') return { ...(username.trim() ? { username: username.trim() } : {}), ...(password ? { password } : {}) };
  return kind === 'token' && token.trim() ? { token: token.trim() } : {};
}

/** What is wrong with an address, as far as one can say without asking: a host with or without a port, or a whole address. */
export function addressTrouble(text: string): WordKey | undefined {
  const address = text.trim();
  if (address === '') return 'form.required';
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  try {
    const { protocol, hostname } = new URL(whole);
    return hostname !== '' && /^https?:$/.test(protocol) && !/\s/.test(address) ? undefined : 'federate.addressInvalid';
  } catch {
    return 'federate.addressInvalid';
  }
}
