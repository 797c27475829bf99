import { describe, expect, it } from 'vitest';
import type { Contact, ContactType } from '../api/peopleTypes';
import { translator } from '../words/words';
import { contactError, emailError, fullName, passwordError, usernameError } from './userFields';

const t = translator('en');
const wrong = (type: ContactType, value: string, others: Contact[] = []) => contactError({ type, value }, others, t) !== null;

describe('what is typed of a person', () => {
  it('is a user name of three to fifty plain letters', () => {
    for (const name of ['ana', 'Ana.Garcia-2', 'a_b', 'x'.repeat(50)]) expect(usernameError(name, t), name).toBeNull();
    for (const name of ['', 'ab', 'x'.repeat(51), 'ana maria', 'ñandu', 'ana@home']) expect(usernameError(name, t), name).not.toBeNull();
  });

  it('is an e-mail address or nothing', () => {
    for (const text of ['', 'ana@example.org', 'a+b@sub.example.org']) expect(emailError(text, t), text).toBeNull();
    for (const text of ['ana', 'ana@home', '@example.org', 'a b@example.org', 'a@b..c']) expect(emailError(text, t), text).not.toBeNull();
  });

  it('is a long password', () => {
    expect(passwordError('123456789', t)).toBe('At least 10 characters.');
    expect(passwordError('1234567890', t)).toBeNull();
  });
});

describe('a contact', () => {
  it('has the shape of its kind', () => {
    expect(wrong('email', 'ana@example.org')).toBe(false);
    expect(wrong('email', 'ana')).toBe(true);
    expect(wrong('sms', '+34 600 111 222')).toBe(false);
    for (const number of ['600111222', '+034600111222', '+346', '+346001112223334445', '+34600x11222']) expect(wrong('sms', number), number).toBe(true);
    for (const chat of ['@ana_garcia', '-1001234567890', '12345']) expect(wrong('telegram', chat), chat).toBe(false);
    for (const chat of ['ana', '@ana', '@1abcde', '0']) expect(wrong('telegram', chat), chat).toBe(true);
    expect(wrong('webhook', 'https://example.org/alerts?x=1')).toBe(false);
    for (const url of ['http://example.org', 'https://me:secret@example.org', 'https://example.org/#x', 'example.org']) expect(wrong('webhook', url), url).toBe(true);
  });

  it('is there once, however it is written', () => {
    expect(wrong('sms', '+34600111222', [{ type: 'sms', value: '+34 600 111 222' }])).toBe(true);
    expect(wrong('email', 'Ana@Example.org', [{ type: 'email', value: 'ana@example.org' }])).toBe(true);
    expect(wrong('email', 'ana@example.org', [{ type: 'webhook', value: 'https://example.org' }])).toBe(false);
  });

  it('is one of twenty at most', () => {
    const others = Array.from({ length: 20 }, (_, n): Contact => ({ type: 'email', value: `a${n}@example.org` }));
    expect(contactError({ type: 'email', value: 'b@example.org' }, others, t)).toBe('At most 20.');
  });
});

describe('a name', () => {
  it('is the person’s own, or the user name', () => {
    expect(fullName({ username: 'ana', firstName: 'Ana', lastName: 'García' })).toBe('Ana García');
    expect(fullName({ username: 'ana', firstName: '', lastName: '' })).toBe('ana');
  });
});
