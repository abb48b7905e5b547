/**
 * Every parameter and value of the registry by its name, for `explain`. Rows that say the same in several headers (`q`,
 * `alg`, an option tag in Supported and Require) are one page that names all of them.
 */

import { ATTRIBUTE_ROWS } from '../bodies/sdp/attributes/index.ts';
import { CODEC_ROWS } from '../bodies/sdp/codecs.ts';
import { template, templateText } from '../bodies/sdp/template.ts';
import { HEADERS, URI_PARAMS } from '../registry/index.ts';
import { REASON_PROTOCOLS } from '../registry/reasons.ts';
import { PRIORITY_NAMESPACES } from '../registry/resourcePriority.ts';
import { TEL_PARAMS } from '../registry/telParams.ts';
import type { ParamRow, ValueRow } from '../registry/types.ts';
import { describeParam, describePriorityNamespace, describeValue } from './describe.ts';
import { describeScheme, SCHEME_NAMES } from './describeUri.ts';
import { describePart } from './hoverBody.ts';

/** One page; `doc` and `spec` say whether another page says the same already. */
export interface VocabularyEntry {
  readonly doc: string;
  readonly spec: string;
  readonly page: () => string;
}

/** Entries by name in lower case. */
type Vocabulary = Map<string, VocabularyEntry[]>;

interface Group<Row> {
  readonly row: Row;
  readonly owners: string[];
}

/** Rows with the places where they stand; rows of the same name and words are one. */
function grouped<Row extends ParamRow | ValueRow>(
  rows: readonly (readonly [row: Row, owner: string])[],
): readonly Group<Row>[] {
  const groups = new Map<string, Group<Row>>();
  for (const [row, owner] of rows) {
    const key = `${nameOf(row).toLowerCase()}\n${row.doc}\n${row.spec}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { row, owners: [owner] });
    else if (!group.owners.includes(owner)) group.owners.push(owner);
  }
  return [...groups.values()];
}

function nameOf(row: ParamRow | ValueRow): string {
  return 'name' in row ? row.name : row.value;
}

const MOST_OWNERS = 6;

function joined(owners: readonly string[]): string {
  const more = owners.length - MOST_OWNERS;
  return more > 0 ? `${owners.slice(0, MOST_OWNERS).join(', ')} and ${more} more` : owners.join(', ');
}

function paramsOf(): (readonly [ParamRow, string])[] {
  return [
    ...HEADERS.flatMap(header => (header.params ?? []).map(row => [row, header.name] as const)),
    ...URI_PARAMS.map(row => [row, 'a URI'] as const),
    ...TEL_PARAMS.map(row => [row, 'a tel URI'] as const),
  ];
}

function valuesOf(params: readonly (readonly [ParamRow, string])[]): (readonly [ValueRow, string])[] {
  // The causes of SIP are its status codes, and those have pages of their own.
  const protocols = REASON_PROTOCOLS.filter(protocol => protocol.value !== 'SIP');
  return [
    ...HEADERS.flatMap(header => (header.values ?? []).map(row => [row, header.name] as const)),
    ...params.flatMap(([param, owner]) => (param.values ?? []).map(row => [row, `${param.name} in ${owner}`] as const)),
    ...protocols.flatMap(({ value, causes }) => (causes ?? []).map(row => [row, `cause of ${value}`] as const)),
  ];
}

function build(): Vocabulary {
  const vocabulary: Vocabulary = new Map();
  const add = (name: string, entry: VocabularyEntry): void => {
    const key = name.toLowerCase();
    const entries = vocabulary.get(key);
    if (entries) entries.push(entry);
    else vocabulary.set(key, [entry]);
  };
  const params = paramsOf();
  for (const { row, owners } of grouped(params)) {
    add(row.name, { doc: row.doc, spec: row.spec, page: () => describeParam(row, joined(owners)) });
  }
  for (const { row, owners } of grouped(valuesOf(params))) {
    const entry = { doc: row.doc, spec: row.spec, page: () => describeValue(row, joined(owners)) };
    add(row.value, entry);
    for (const owner of owners) {
      const protocol = /^cause of (.+)$/.exec(owner)?.[1];
      if (protocol !== undefined) add(`${protocol} ${row.value}`, entry);
    }
  }
  for (const row of PRIORITY_NAMESPACES) {
    add(row.namespace, { doc: row.doc, spec: row.spec, page: () => describePriorityNamespace(row) });
  }
  for (const scheme of SCHEME_NAMES) {
    add(`${scheme}:`, { doc: scheme, spec: '', page: () => describeScheme(scheme) ?? '' });
  }
  addSdp(add);
  return vocabulary;
}

/** The attributes and codecs of SDP, in the words of the hover inside a body. */
function addSdp(add: (name: string, entry: VocabularyEntry) => void): void {
  for (const { name, value, doc, spec } of ATTRIBUTE_ROWS) {
    const grammar = `a=${name}${value === undefined ? '' : `:${templateText(template(value))}`}`;
    const entry = { doc, spec, page: () => describePart({ title: name, doc, spec, grammar }) };
    add(name, entry);
    add(`a=${name}`, entry);
  }
  for (const { name, doc, spec } of CODEC_ROWS) {
    add(name, { doc, spec, page: () => describePart({ title: name, doc, spec }) });
  }
}

let built: Vocabulary | undefined;

function vocabulary(): Vocabulary {
  built ??= build();
  return built;
}

/** What the name means as parameter or value, in any case; `alert:` URNs with or without their brackets. */
export function vocabularyEntries(name: string): readonly VocabularyEntry[] {
  const key = name.toLowerCase();
  return vocabulary().get(key) ?? vocabulary().get(`<${key}>`) ?? [];
}

export function vocabularyNames(): readonly string[] {
  return [...vocabulary().keys()];
}
