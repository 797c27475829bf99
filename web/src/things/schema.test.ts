import { describe, expect, it } from 'vitest';
import { draftOf, inputKind, read, schemaOf } from './schema';

const toggle = { type: 'object', properties: { enable: { type: 'boolean' } }, required: ['enable'] };

describe('a form made from a schema', () => {
  it.each([
    [{ type: 'boolean' }, 'boolean'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'string' }, 'text'],
    [{ type: 'string', enum: ['a', 'b'] }, 'choice'],
    [toggle, 'object'],
    [{ type: 'object', properties: { deep: { type: 'array' } } }, 'json'],
    [{ type: 'array' }, 'json'],
    [{}, 'json'],
    [null, 'none'],
    [undefined, 'json'],
  ])('asks for %j as %s', (schema, kind) => expect(inputKind(schema)).toBe(kind));

  it('reads numbers as people type them, within their bounds', () => {
    const schema = { type: 'number', minimum: -20, maximum: 50 };
    expect(read(schema, ' 21,5 ')).toEqual({ value: 21.5 });
    expect(read(schema, '')).toEqual({ faults: { '': ['form.required'] } });
    expect(read(schema, 'warm')).toEqual({ faults: { '': ['thing.notNumber'] } });
    expect(read(schema, '-21')).toEqual({ faults: { '': ['thing.tooLow', { min: -20 }] } });
    expect(read(schema, '51')).toEqual({ faults: { '': ['thing.tooHigh', { max: 50 }] } });
    expect(read({ type: 'integer' }, '1.5')).toEqual({ faults: { '': ['thing.notWhole'] } });
  });

  it('keeps a choice’s own value, whatever its type', () => {
    const schema = { enum: ['auto', 3, null] };
    expect(read(schema, draftOf(schema, 3))).toEqual({ value: 3 });
    expect(read(schema, draftOf(schema, 'unheard of'))).toEqual({ value: 'auto' });
  });

  it('puts an object together, leaves out what is empty and not required, and names faults by field', () => {
    expect(read(toggle, draftOf(toggle, { enable: true }))).toEqual({ value: { enable: true } });
    const schema = { type: 'object', properties: { level: { type: 'integer' }, name: { type: 'string' } }, required: ['level'] };
    expect(read(schema, { level: '', name: '' })).toEqual({ faults: { level: ['form.required'] } });
    expect(read(schema, { level: '2', name: '' })).toEqual({ value: { level: 2 } });
  });

  it('takes JSON for the rest, and nothing where nobody said what is wanted', () => {
    expect(read({ type: 'array' }, '[1, 2]')).toEqual({ value: [1, 2] });
    expect(read({ type: 'array' }, '[1, ')).toEqual({ faults: { '': ['thing.notJson'] } });
    expect(read({ type: 'array' }, '')).toEqual({ faults: { '': ['form.required'] } });
    expect(read(undefined, '')).toEqual({ value: undefined });
    expect(read(null, '')).toEqual({ value: undefined });
  });

  it('makes do with the type where the schema is not told', () => {
    expect(schemaOf({ type: 'number', unit: 'celsius' })).toEqual({ type: 'number', unit: 'celsius' });
    expect(schemaOf({ type: null, unit: null })).toBeUndefined();
  });
});
