import { shortestPassword } from '../settings/PasswordForm';
import { contactTypes, type Contact, type ContactType } from '../api/peopleTypes';
import type { Translate } from '../words/words';

/** As the server counts them. */
export const mostContacts = 20;
const mostEmail = 254;
const email = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** What is wrong with a user name; null when nothing is. Capitals are taken and made small by the server. */
export function usernameError(text: string, t: Translate): string | null {
  const name = text.trim();
  if (name === '') return t('form.required');
  if (name.length < 3 || name.length > 50) return t('users.usernameLength');
  return /^[a-z0-9._-]+$/i.test(name) ? null : t('users.usernameShape');
}

/** An empty one is no error. */
export function emailError(text: string, t: Translate): string | null {
  const address = text.trim();
  return address === '' || (address.length <= mostEmail && email.test(address)) ? null : t('users.emailInvalid');
}

export function passwordError(text: string, t: Translate): string | null {
  return text.length < shortestPassword ? t('settings.passwordShort', { min: shortestPassword }) : null;
}

const shapes: Record<ContactType, (value: string) => boolean> = {
  email: (value) => value.length <= mostEmail && email.test(value),
  // E.164: a country and a number, at most 15 digits.
  sms: (value) => /^\+[1-9]\d{6,14}$/.test(value.replaceAll(' ', '')),
  telegram: (value) => /^@[a-z]\w{4,31}$/i.test(value) || (/^-?\d{1,19}$/.test(value) && Number(value) !== 0),
  webhook: (value) => {
    if (!URL.canParse(value) || value.length > 500) return false;
    const { protocol, username, password, hash } = new URL(value);
    return protocol === 'https:' && username === '' && password === '' && hash === '';
  },
};

export function isContactType(text: string): text is ContactType {
  return (contactTypes as readonly string[]).includes(text);
}

/** What is wrong with a contact that is to join others; null when nothing is. */
export function contactError({ type, value }: Contact, others: readonly Contact[], t: Translate): string | null {
  const text = value.trim();
  if (text === '') return t('form.required');
  if (!shapes[type](text)) return t(`contact.invalid.${type}`);
  if (others.some((one) => one.type === type && plain(one) === plain({ type, value: text }))) return t('contact.twice');
  return others.length >= mostContacts ? t('contact.most', { count: mostContacts }) : null;
}

/** What two writings of one contact have in common. */
function plain({ type, value }: Contact): string {
  return type === 'webhook' ? value : value.replaceAll(' ', '').toLowerCase();
}

/** "Ana García", or the user name where no other is known. */
export function fullName({ username, firstName, lastName }: { username: string; firstName: string; lastName: string }): string {
  return [firstName, lastName].filter(Boolean).join(' ') || username;
}
