/** A JSON file as values that know where they were written; the private file is laid over the public one here. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { ConfigurationFile, SourceRange } from './configuration.ts';

export type Value = ObjectValue | ListValue | ScalarValue | InvalidValue;

export interface ObjectValue {
  readonly kind: 'object';
  readonly source: SourceRange;
  readonly members: ReadonlyMap<string, Member>;
}

export interface Member {
  /** Where the key stands, with its quotes. */
  readonly key: SourceRange;
  readonly value: Value;
}

export interface ListValue {
  readonly kind: 'list';
  readonly source: SourceRange;
  readonly items: readonly Value[];
}

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly source: SourceRange;
  readonly value: string | number | boolean | null;
}

/** Something that did not fit and has been reported: it is there, but nobody can read it. */
export interface InvalidValue {
  readonly kind: 'invalid';
  readonly source: SourceRange;
}

/** A fault of the JSON text itself. */
export interface TextFault {
  readonly source: SourceRange;
  readonly message: string;
}

/** Comments and trailing commas are fine; what can be read of a broken text is read. */
export function readTree(file: ConfigurationFile, text: string): { value: Value | undefined; faults: TextFault[] } {
  const faults: TextFault[] = [];
  const errors: ParseError[] = [];
  // A byte order mark is not JSON, but editors write it; a blank keeps the offsets.
  const place: Place = { file, length: text.length };
  const clean = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  try {
    const node = parseTree(clean, errors, { allowTrailingComma: true, disallowComments: false });
    for (const error of errors) {
      faults.push({ source: rangeIn(place, error), message: sentenceOf(printParseErrorCode(error.error)) });
    }
    return { value: node && toValue(place, node, faults), faults };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // The JSON parser recurses; nothing that a person wrote is that deep.
    const source = { file, start: 0, end: Math.min(1, text.length) };
    return { value: undefined, faults: [{ source, message: 'The file is nested too deeply to be read.' }] };
  }
}

const SENTENCES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is not JSON.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'A key in double quotes is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is expected here.',
  CommaExpected: 'A comma is expected here.',
  CloseBraceExpected: 'A closing brace is missing.',
  CloseBracketExpected: 'A closing bracket is missing.',
  EndOfFileExpected: 'Nothing may follow the closing brace.',
  UnexpectedEndOfComment: 'This comment is not closed.',
  UnexpectedEndOfString: 'This string is not closed.',
  UnexpectedEndOfNumber: 'This number is not complete.',
  InvalidUnicode: 'This escape is not \\u and four hexadecimal digits.',
  InvalidEscapeCharacter: 'This escape is unknown.',
  InvalidCharacter: 'A control character must be escaped.',
};

function sentenceOf(code: string): string {
  return SENTENCES[code] ?? 'This is not JSON.';
}

function toValue(place: Place, node: Node, faults: TextFault[]): Value {
  const source = rangeIn(place, node);
  if (node.type === 'array') {
    return { kind: 'list', source, items: (node.children ?? []).map(child => toValue(place, child, faults)) };
  }
  if (node.type !== 'object') return { kind: 'scalar', source, value: scalarOf(node) };
  const members = new Map<string, Member>();
  for (const property of node.children ?? []) {
    const [key, child] = property.children ?? [];
    if (key === undefined || child === undefined) continue;
    const name = String(key.value);
    const keySource = rangeIn(place, key);
    if (members.has(name))
      faults.push({ source: keySource, message: `"${name}" stands here twice; the last one counts.` });
    members.set(name, { key: keySource, value: toValue(place, child, faults) });
  }
  return { kind: 'object', source, members };
}

interface Place {
  readonly file: ConfigurationFile;
  /** Of the text. */
  readonly length: number;
}

/** After a comment that is not closed the JSON parser counts one character too many. */
function rangeIn(place: Place, { offset, length }: { offset: number; length: number }): SourceRange {
  const end = Math.min(offset + length, place.length);
  return { file: place.file, start: Math.min(offset, end), end };
}

function scalarOf(node: Node): string | number | boolean | null {
  const value: unknown = node.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/**
 * The public tree with the private one over it: objects member by member, subscribers by their `name`, everything else
 * replaced whole.
 */
export function overlay(below: Value | undefined, above: Value | undefined): Value | undefined {
  if (below === undefined || above === undefined) return above ?? below;
  if (below.kind === 'object' && above.kind === 'object') {
    const members = new Map(below.members);
    for (const [name, member] of above.members) {
      const value = overlay(members.get(name)?.value, member.value) ?? member.value;
      members.set(name, { key: member.key, value });
    }
    return { ...below, members };
  }
  if (below.kind === 'list' && above.kind === 'list' && [...below.items, ...above.items].every(isNamed)) {
    return { ...below, items: overlayNamed(below.items, above.items) };
  }
  return above;
}

function isNamed(value: Value): boolean {
  return nameOf(value) !== undefined;
}

function nameOf(value: Value): string | undefined {
  return value.kind === 'object' ? textAt(value, 'name') : undefined;
}

function overlayNamed(below: readonly Value[], above: readonly Value[]): Value[] {
  const items = [...below];
  for (const item of above) {
    const at = items.findIndex(other => nameOf(other) === nameOf(item));
    if (at < 0) items.push(item);
    else items[at] = overlay(items[at], item) ?? item;
  }
  return items;
}

/** Where each value below `value` was written, by JSON pointer. */
export function pointersOf(value: Value | undefined): ReadonlyMap<string, SourceRange> {
  const pointers = new Map<string, SourceRange>();
  const visit = (pointer: string, at: Value): void => {
    pointers.set(pointer, at.source);
    if (at.kind === 'list') for (const [i, item] of at.items.entries()) visit(`${pointer}/${i}`, item);
    if (at.kind !== 'object') return;
    for (const [name, member] of at.members) {
      visit(`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, member.value);
    }
  };
  if (value !== undefined) visit('', value);
  return pointers;
}

export function memberOf(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? value.members.get(name)?.value : undefined;
}

export function itemsOf(value: Value | undefined, name: string): readonly Value[] | undefined {
  const list = memberOf(value, name);
  return list?.kind === 'list' ? list.items : undefined;
}

export function textAt(value: Value | undefined, name: string): string | undefined {
  const scalar = scalarAt(value, name);
  return typeof scalar === 'string' ? scalar : undefined;
}

export function numberAt(value: Value | undefined, name: string): number | undefined {
  const scalar = scalarAt(value, name);
  return typeof scalar === 'number' ? scalar : undefined;
}

export function flagAt(value: Value | undefined, name: string): boolean | undefined {
  const scalar = scalarAt(value, name);
  return typeof scalar === 'boolean' ? scalar : undefined;
}

export function textsAt(value: Value | undefined, name: string): readonly string[] | undefined {
  return itemsOf(value, name)?.flatMap(item => textOf(item) ?? []);
}

export function numbersAt(value: Value | undefined, name: string): readonly number[] | undefined {
  return itemsOf(value, name)?.flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'number' ? [item.value] : [],
  );
}

export function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function scalarAt(value: Value | undefined, name: string): ScalarValue['value'] | undefined {
  const member = memberOf(value, name);
  return member?.kind === 'scalar' ? member.value : undefined;
}
