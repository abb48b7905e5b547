/** Checks a tree against the schema and leaves out what does not fit, so that what follows may trust every type. */
import { nearest } from '../registry/nearest.ts';
import type { Report } from './findings.ts';
import type { JsonType, Schema } from './schema.ts';
import type { ListValue, Member, ObjectValue, ScalarValue, Value } from './tree.ts';

/**
 * The part of `value` that the schema allows; each thing left out or marked is reported once, at its place. `label`
 * names the value in messages. Required keys are not asked for here: the other file may have them.
 */
export function prune(value: Value, schema: Schema, label: string, report: Report): Value | undefined {
  const types = typesOf(schema);
  const type = typeOf(value);
  if (!types.some(one => one === type)) {
    report(value.source, 'error', 'type', `${label} must be ${listOf(types.map(one => TYPE_NAMES[one]))}.`);
    return undefined;
  }
  switch (value.kind) {
    case 'object':
      return pruneObject(value, schema, report);
    case 'list':
      return pruneList(value, schema, label, report);
    case 'scalar':
      return checkScalar(value, schema, label, report) ? value : undefined;
    case 'invalid':
      return undefined;
  }
}

/** Reports each object of the whole, checked tree that lacks a required key. */
export function checkRequired(value: Value, schema: Schema, report: Report): void {
  if (value.kind === 'list') {
    for (const item of value.items) if (schema.items !== undefined) checkRequired(item, schema.items, report);
  }
  if (value.kind !== 'object') return;
  for (const name of schema.required ?? []) {
    if (value.members.has(name)) continue;
    const brace = { ...value.source, end: value.source.start + 1 };
    report(brace, 'error', 'missing', `"${name}" is missing here.`);
  }
  for (const [name, member] of value.members) {
    const own = schema.properties?.[name];
    if (own !== undefined) checkRequired(member.value, own, report);
  }
}

const TYPE_NAMES: Readonly<Record<JsonType, string>> = {
  object: 'an object in braces',
  array: 'a list in brackets',
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

function typesOf(schema: Schema): readonly JsonType[] {
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

function typeOf(value: Value): JsonType | 'number' | 'invalid' {
  if (value.kind === 'object' || value.kind === 'invalid') return value.kind;
  if (value.kind === 'list') return 'array';
  switch (typeof value.value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
      return Number.isInteger(value.value) ? 'integer' : 'number';
    default:
      return 'null';
  }
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function pruneObject(value: ObjectValue, schema: Schema, report: Report): ObjectValue {
  const members = new Map<string, Member>();
  for (const [name, member] of value.members) {
    const known = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    const allowed = known ?? schema.additionalProperties;
    if (allowed === undefined || allowed === false) {
      reportUnknownKey(name, member, schema, report);
      continue;
    }
    const kept = prune(member.value, allowed, `"${name}"`, report);
    // A placeholder stays, so that nobody reports the key as missing as well.
    const value = kept ?? { kind: 'invalid', source: member.value.source };
    members.set(name, { key: member.key, value });
  }
  return { ...value, members };
}

function reportUnknownKey(name: string, member: Member, schema: Schema, report: Report): void {
  const meant = nearest(name, Object.keys(schema.properties ?? {}));
  const advice = meant === undefined ? 'It is ignored.' : `Did you mean "${meant}"?`;
  report(member.key, 'warning', 'unknown-key', `"${name.slice(0, 64)}" is no key that belongs here. ${advice}`);
}

function pruneList(value: ListValue, schema: Schema, label: string, report: Report): ListValue | undefined {
  const { items, minItems, maxItems } = schema;
  const length = value.items.length;
  if (length < (minItems ?? 0) || length > (maxItems ?? Number.POSITIVE_INFINITY)) {
    report(value.source, 'error', 'value', `${label} must have ${minItems ?? maxItems} items; it has ${length}.`);
    return undefined;
  }
  if (items === undefined) return value;
  const kept = value.items.flatMap(item => prune(item, items, `An item of ${label}`, report) ?? []);
  // A list of fixed length with a wrong item means nothing.
  return minItems !== undefined && kept.length < minItems ? undefined : { ...value, items: kept };
}

function checkScalar(scalar: ScalarValue, schema: Schema, label: string, report: Report): boolean {
  const complain = (message: string): false => {
    report(scalar.source, 'error', 'value', message);
    return false;
  };
  const { value } = scalar;
  if (typeof value === 'string') return checkText(value, schema, label, complain);
  if (typeof value !== 'number') return true;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return complain(`${label} must be ${listOf(schema.enum.map(String))}.`);
  }
  if (value >= minimum && value <= maximum) return true;
  return complain(`${label} must lie between ${minimum} and ${maximum}; it is ${value}.`);
}

function checkText(text: string, schema: Schema, label: string, complain: (message: string) => false): boolean {
  if (schema.enum !== undefined && !schema.enum.includes(text)) {
    const values = schema.enum.filter(one => typeof one === 'string');
    const meant = nearest(text, values);
    const advice = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    return complain(`${label} must be ${listOf(values.map(one => `"${one}"`))}.${advice}`);
  }
  if (schema.pattern === undefined || new RegExp(schema.pattern).test(text)) return true;
  return complain(`${label} is not right. ${schema.patternErrorMessage ?? ''}${detailOf(text, schema)}.`);
}

/** What is wrong with hexadecimal digits, without showing them: they may be a key. */
function detailOf(text: string, schema: Schema): string {
  if (!schema.patternErrorMessage?.includes('hexadecimal')) return '';
  const bad = text.search(/[^0-9a-fA-F]/);
  return bad < 0 ? `; this has ${text.length}` : `; character ${bad + 1} is none`;
}
