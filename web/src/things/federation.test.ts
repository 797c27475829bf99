import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem';
import { addressTrouble, deviceOf, faultsOf, noSignIn, secretOf, troubleOf } from './federation';

describe('federation', () => {
  it.each([
    ['192.168.1.40', undefined],
    ['192.168.1.40:8080', undefined],
    ['thing.local:80', undefined],
    ['http://thing.local/.well-known/wot', undefined],
    ['[fd00::1]:8080', undefined],
    ['', 'form.required'],
    ['coap://192.168.1.40', 'federate.addressInvalid'],
    ['two words', 'federate.addressInvalid'],
    ['http://', 'federate.addressInvalid'],
  ])('judges the address %s', (address, trouble) => expect(addressTrouble(address)).toBe(trouble));

  it('sends only what the chosen way of signing in needs', () => {
    const typed = { username: ' a ', password: 'b', token: ' c ' };
    expect(secretOf({ ...noSignIn, ...typed })).toEqual({});
    expect(secretOf({ ...typed, kind: 'password' })).toEqual({ username: 'a', password: 'b' });
    expect(secretOf({ ...typed, kind: 'token' })).toEqual({ token: 'c' });
  });

  it('lists faults by where they are, and knows the device that is there already', () => {
    const problem = new Problem({ status: 400, code: 'thing-not-compliant', fields: { forms: ['No href.', 'No op.'], 0: ['No @context.'] } });
    expect(troubleOf(problem)).toBe('thing-not-compliant');
    expect(faultsOf(problem)).toEqual(['No @context.', 'forms: No href.', 'forms: No op.']);
    expect(deviceOf(new Problem({ status: 409, code: 'already-federated', more: { deviceId: 'd1' } }))).toBe('d1');
    expect(troubleOf(new Problem({ status: 500, code: 'http-500' }))).toBeUndefined();
  });
});
