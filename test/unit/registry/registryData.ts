/** Reads test/data/registry/iana.json: what the registries hold, names and numbers only. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const data: unknown = JSON.parse(readFileSync(new URL('../../data/registry/iana.json', import.meta.url), 'utf8'));

function field(name: string): unknown {
  assert.ok(typeof data === 'object' && data !== null);
  const value = new Map(Object.entries(data)).get(name);
  assert.ok(value !== undefined, `iana.json has no ${name}`);
  return value;
}

/** A list of names. */
export function names(list: string): string[] {
  const value = field(list);
  assert.ok(Array.isArray(value));
  return value.map(String);
}

/** An object, as pairs of name and whatever stands there. */
export function pairs(table: string): [string, unknown][] {
  const value = field(table);
  assert.ok(typeof value === 'object' && value !== null);
  return Object.entries(value);
}
