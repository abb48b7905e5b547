/** Reads the tables of test/data/vectors. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** One entry of a table; asking for a field that is not there fails the test. */
export interface Row {
  text(name: string): string;
  optional(name: string): string | undefined;
  number(name: string): number;
  row(name: string): Row;
  /** Entries of an object whose values are objects. */
  rows(name: string): [string, Row][];
}

export function readVectors(file: string, list = 'vectors'): Row[] {
  const entries = table(file)[list];
  assert.ok(Array.isArray(entries) && entries.length > 0, `${file} has no ${list}`);
  return entries.map(toRow);
}

export function readTable(file: string): Row {
  return toRow(table(file));
}

function table(file: string): Record<string, unknown> {
  const url = new URL(`../../data/vectors/${file}`, import.meta.url);
  return record(JSON.parse(readFileSync(url, 'utf8')));
}

function record(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null);
  return { ...value };
}

function toRow(value: unknown): Row {
  const fields = record(value);
  const optional = (name: string): string | undefined => {
    const field = fields[name];
    return typeof field === 'string' ? field : undefined;
  };
  return {
    optional,
    text(name) {
      const field = optional(name);
      assert.ok(field !== undefined, `no field ${name}`);
      return field;
    },
    number(name) {
      const field = fields[name];
      assert.ok(typeof field === 'number', `no number ${name}`);
      return field;
    },
    row: name => toRow(fields[name]),
    rows: name => Object.entries(record(fields[name])).map(([key, entry]) => [key, toRow(entry)]),
  };
}
