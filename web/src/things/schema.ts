import type { DataSchema } from '../api/placesTypes';
import type { Params, WordKey } from '../words/words';

/** How a value is asked for. */
export type InputKind = 'none' | 'boolean' | 'number' | 'text' | 'choice' | 'object' | 'json';
/** What is in a form: texts as typed, choices by their number. */
export type Draft = string | boolean | { [name: string]: Draft };

const isSimple = (schema: DataSchema): boolean => ['boolean', 'number', 'text', 'choice'].includes(inputKind(schema));

/** Values a form can be made for get one; anything else is written as JSON. Null means that nothing is taken, and undefined that nobody said. */
export function inputKind(schema: DataSchema | null | undefined): InputKind {
  if (schema === null) return 'none';
  if (schema === undefined) return 'json';
  if (schema.enum && schema.enum.length > 0) return 'choice';
  switch (schema.type) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'integer':
      return 'number';
    case 'string':
      return 'text';
    case 'null':
      return 'none';
    case 'object': {
      const parts = Object.values(schema.properties ?? {});
      return parts.length > 0 && parts.every(isSimple) ? 'object' : 'json';
    }
    default:
      return 'json';
  }
}

/** A form's content for a value, or for none yet. */
export function draftOf(schema: DataSchema | null | undefined, value?: unknown): Draft {
  switch (inputKind(schema)) {
    case 'none':
      return '';
    case 'boolean':
      return value === true;
    case 'number':
      return typeof value === 'number' ? String(value) : '';
    case 'text':
      return typeof value === 'string' ? value : '';
    case 'choice': {
      const index = schema?.enum?.findIndex((one) => JSON.stringify(one) === JSON.stringify(value)) ?? -1;
      return String(Math.max(0, index));
    }
    case 'object': {
      const known = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
      return Object.fromEntries(Object.entries(schema?.properties ?? {}).map(([name, part]) => [name, draftOf(part, known[name])]));
    }
    case 'json':
      return value === undefined ? '' : JSON.stringify(value, null, 2);
  }
}

export type Fault = [WordKey, Params?];
/** What a form says, or what is wrong with it, field by field; the field of a single value is named by nothing. */
export type Said = { value: unknown } | { faults: Record<string, Fault> };

/** The value a form says. What is left empty and not required is not there. */
export function read(schema: DataSchema | null | undefined, draft: Draft, required = true): Said {
  switch (inputKind(schema)) {
    case 'none':
      return { value: undefined };
    case 'boolean':
      return { value: draft === true };
    case 'choice':
      return { value: schema?.enum?.[Number(draft)] };
    case 'number':
      return readNumber(schema ?? {}, text(draft), required);
    case 'text':
      return readText(schema ?? {}, typeof draft === 'string' ? draft : '', required);
    case 'object':
      return readObject(schema ?? {}, draft);
    case 'json': {
      if (text(draft) === '') return schema === undefined ? { value: undefined } : fault('form.required');
      try {
        return { value: JSON.parse(text(draft)) as unknown };
      } catch {
        return fault('thing.notJson');
      }
    }
  }
}

const text = (draft: Draft): string => (typeof draft === 'string' ? draft.trim() : '');
const fault = (key: WordKey, params?: Params): Said => ({ faults: { '': params ? [key, params] : [key] } });

function readNumber({ type, minimum, maximum }: DataSchema, typed: string, required: boolean): Said {
  if (typed === '') return required ? fault('form.required') : { value: undefined };
  const value = Number(typed.replace(',', '.'));
  if (!Number.isFinite(value)) return fault('thing.notNumber');
  if (type === 'integer' && !Number.isInteger(value)) return fault('thing.notWhole');
  if (minimum != null && value < minimum) return fault('thing.tooLow', { min: minimum });
  if (maximum != null && value > maximum) return fault('thing.tooHigh', { max: maximum });
  return { value };
}

function readText({ minLength, maxLength }: DataSchema, typed: string, required: boolean): Said {
  if (typed === '' && !required) return { value: undefined };
  if (minLength != null && typed.length < minLength) return minLength === 1 ? fault('form.required') : fault('thing.tooShort', { min: minLength });
  if (maxLength != null && typed.length > maxLength) return fault('form.tooLong', { max: maxLength });
  return { value: typed };
}

function readObject({ properties, required }: DataSchema, draft: Draft): Said {
  const drafts = typeof draft === 'object' ? draft : {};
  const value: Record<string, unknown> = {};
  const faults: Record<string, Fault> = {};
  for (const [name, part] of Object.entries(properties ?? {})) {
    const said = read(part, drafts[name] ?? draftOf(part), required?.includes(name) ?? false);
    if ('faults' in said) faults[name] = said.faults[''] ?? ['problem.invalid'];
    else if (said.value !== undefined) value[name] = said.value;
  }
  return Object.keys(faults).length > 0 ? { faults } : { value };
}

/** The schema of a property, also where the server tells only its type. */
export function schemaOf({ type, unit, schema }: { type: string | null; unit: string | null; schema?: DataSchema | null }): DataSchema | undefined {
  if (schema) return schema;
  return type === null ? undefined : { type, unit };
}
