import { roles, type Role } from '../api/peopleTypes';
import type { Translate } from '../words/words';

export function roleOf(name: string): Role | undefined {
  const small = name.toLowerCase();
  return roles.find((role) => role === small);
}

/** A role as people call it; one this console does not know keeps its name. */
export function roleName(name: string, t: Translate): string {
  const role = roleOf(name);
  return role ? t(`role.${role}`) : name.toLowerCase() === 'system' ? t('role.system') : name;
}

/** Roles whose holders can be given something; administrators have it all, members nothing. */
export const grantable: readonly Role[] = ['guardian', 'owner', 'service'];

export const isGrantable = (names: readonly string[]): boolean => names.some((name) => (grantable as readonly (string | undefined)[]).includes(roleOf(name)));
export const isAdministrator = (names: readonly string[]): boolean => names.some((name) => roleOf(name) === 'administrator');
export const isService = (names: readonly string[]): boolean => names.some((name) => roleOf(name) === 'service');
