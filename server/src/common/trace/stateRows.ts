/** What a role holds, as lines of a table for people. */
import type { StateValue } from '../sim/result.ts';
import { seconds } from './time.ts';

export interface StateRow {
  readonly name: string;
  /** Empty for the heading of the rows below it; several values on lines of their own. */
  readonly value: string;
  readonly depth: number;
  /** Path of the value; rows of two states with the same key speak of the same thing. */
  readonly key: string;
}

type StateObject = { readonly [name: string]: StateValue };

export function stateRows(state: StateValue): StateRow[] {
  if (isList(state)) return listRows('', state, 0, '');
  return isObject(state) ? objectRows(state, 0, '', false) : [{ name: '', value: textOf(state), depth: 0, key: '' }];
}

/** Keys of rows that another state has not, or has with another value. */
export function changedRows(rows: readonly StateRow[], before: readonly StateRow[]): ReadonlySet<string> {
  const known = new Map(before.map(({ key, value }) => [key, value]));
  return new Set(rows.filter(({ key, value }) => known.get(key) !== value).map(({ key }) => key));
}

function objectRows(object: StateObject, depth: number, key: string, areTimers: boolean): StateRow[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const own = `${key}/${name}`;
    const label = areTimers ? name : words(name);
    if (isList(value)) return listRows(label, value, depth, own);
    if (isObject(value)) {
      const rows = objectRows(value, depth + 1, own, name === 'timers');
      return rows.length === 0 ? [] : [{ name: label, value: '', depth, key: own }, ...rows];
    }
    const isTime = typeof value === 'number' && (areTimers || name === 'expires');
    return [{ name: label, value: isTime ? `at ${seconds(value)} s` : textOf(value), depth, key: own }];
  });
}

function listRows(name: string, list: readonly StateValue[], depth: number, key: string): StateRow[] {
  const objects = list.filter(isObject);
  if (objects.length === 0) return [{ name, value: list.map(textOf).join('\n') || 'none', depth, key }];
  return [
    { name, value: '', depth, key },
    ...objects.flatMap(object => {
      // What an entry is about stands first in it.
      const [[first, about] = ['', ''], ...others] = Object.entries(object);
      const own = `${key}/${textOf(about)}`;
      return [
        { name: words(first), value: textOf(about), depth: depth + 1, key: own },
        ...objectRows(Object.fromEntries(others), depth + 2, own, false),
      ];
    }),
  ];
}

function textOf(value: StateValue): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `securityAssociations` as `security associations`; other abbreviations as they are said. */
function words(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.replace(/\b(?:impi|impu|sqn|cseq|uri|alg|ealg)\b/g, word => SPELLED[word] ?? word);
}

const SPELLED: { readonly [word: string]: string } = {
  impi: 'IMPI',
  impu: 'IMPU',
  sqn: 'SQN',
  cseq: 'CSeq',
  uri: 'URI',
};

function isList(value: StateValue): value is readonly StateValue[] {
  return Array.isArray(value);
}

function isObject(value: StateValue): value is StateObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
