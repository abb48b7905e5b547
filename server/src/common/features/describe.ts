/**
 * The pages of the registry as Markdown: header, parameter, value, method, status code, option tag.
 * Hover, completion and the command `explain` print the same.
 */

import { ACCESS_VALUES, cellIdCoding } from '../registry/accessTypes.ts';
import { EVENT_PACKAGES } from '../registry/eventPackages.ts';
import type { Placement } from '../registry/index.ts';
import { REASON_PROTOCOLS } from '../registry/reasons.ts';
import type { PriorityNamespace } from '../registry/resourcePriority.ts';
import { IPSEC_COMBINATIONS } from '../registry/securityMechanisms.ts';
import type {
  HeaderRow,
  HopRow,
  MethodColumn,
  MethodRow,
  OptionTagRow,
  ParamRow,
  StatusCodeRow,
  ValueKind,
  ValueRow,
  WhereCell,
  WhereRow,
} from '../registry/types.ts';
import { METHOD_COLUMNS } from '../registry/types.ts';
import { code, escapeMarkdown, heading, list, paragraphs, specLink, table } from './markdown.ts';

/** Values beyond this many are named in one line instead of a table. */
const LONG_LIST = 12;

const STATUS_WORDS: { readonly [status in HeaderRow['status']]: string } = {
  registered: '',
  deprecated: '**Deprecated.** Still understood, no longer to be sent.',
  reserved: '**Reserved.** The name is registered, but no standard gives it a meaning in SIP.',
  vendor: '**Vendor header.** Seen in the field, registered nowhere.',
};

/** What surrounds a header field that is described: how it is written, and what the registry says about its message. */
export interface HeaderUse {
  readonly written?: string;
  readonly here?: Placement | undefined;
}

/** One header field. A family (`X-*`) is described under the name that was written. */
export function describeHeader(row: HeaderRow, { written, here }: HeaderUse = {}): string {
  const family = row.name.endsWith('*');
  const name = family ? (written ?? row.name) : row.name;
  const example = family ? undefined : row.examples.good[0];
  return paragraphs(
    heading(row.compact === undefined ? name : `${name} (${row.compact})`, 'header field', row.spec),
    row.doc,
    STATUS_WORDS[row.status],
    here && here.verdict !== 'unknown' && `*${escapeMarkdown(here.reason)}* (${specLink(here.spec)}).`,
    example !== undefined && ['```sip-message', `${row.name}: ${example}`, '```'].join('\n'),
    row.params && row.params.length > 0 && `Parameters: ${paramList(row.params)}`,
    row.values && row.values.length > 0 && `Values: ${nameList(row.values)}`,
    whereTable(row.where),
    hopTable(row.hops ?? []),
  );
}

/** Required ones first and bold. */
function paramList(params: readonly ParamRow[]): string {
  const required = params.filter(param => param.required).map(param => `**${code(param.name)}**`);
  const others = params.filter(param => !param.required && !param.deprecated).map(param => code(param.name));
  return shortened([...required, ...others]);
}

function nameList(values: readonly ValueRow[]): string {
  return shortened(values.map(value => code(value.value)));
}

function shortened(names: readonly string[]): string {
  const more = names.length - LONG_LIST;
  return names.slice(0, LONG_LIST).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const CELL_COLUMN: { readonly [cell in WhereCell]: 0 | 1 | 2 | undefined } = {
  m: 0,
  'm*': 0,
  t: 0,
  o: 1,
  c: 1,
  '*': 1,
  '-': 2,
  '?': undefined,
};

const WHERE_WORDS: { readonly [where: string]: string } = {
  R: 'requests',
  r: 'responses',
  Rr: 'requests and responses',
  '': 'requests and responses',
  c: 'copied from the request',
  rc: 'responses, copied from the request',
};

/** Where the header may stand, by method: at most three columns, and `all` for what a person would call all. */
export function whereTable(rows: readonly WhereRow[]): string {
  const lines = rows.flatMap(row => {
    const groups: [MethodColumn[], MethodColumn[], MethodColumn[]] = [[], [], []];
    row.cells.forEach((cell, column) => {
      const group = CELL_COLUMN[cell];
      const method = METHOD_COLUMNS[column];
      if (group !== undefined && method !== undefined) groups[group].push(method);
    });
    const known = groups.flat();
    if (known.length === 0) return [];
    return [[WHERE_WORDS[row.where] ?? row.where.replaceAll(',', ', '), ...groups.map(group => methods(group, known))]];
  });
  return lines.length === 0 ? '' : table(['in', 'mandatory', 'optional', 'not allowed'], lines);
}

const HOP_COLUMN = { m: 0, o: 1, x: 2 } as const;

/** What 3GPP says beyond that of a hop; hops of which it says the same share a line. */
export function hopTable(rows: readonly HopRow[]): string {
  const cells = new Map<
    string,
    { hop: string; where: string; groups: [Set<MethodColumn>, Set<MethodColumn>, Set<MethodColumn>] }
  >();
  for (const { hop, where, cell, methods: named } of rows) {
    const key = `${hop} ${where}`;
    const line = cells.get(key) ?? { hop, where, groups: [new Set(), new Set(), new Set()] };
    cells.set(key, line);
    for (const method of named) {
      // The first row that names a method decides, as in `placement`.
      if (!line.groups.some(group => group.has(method))) line.groups[HOP_COLUMN[cell]].add(method);
    }
  }
  const hops = new Map<string, { hops: string[]; rest: string[] }>();
  for (const { hop, where, groups } of cells.values()) {
    const known = groups.flatMap(group => [...group]);
    const word = WHERE_WORDS[where] ?? where.replaceAll(',', ', ');
    const rest = [word, ...groups.map(group => methods([...group], known))];
    const line = hops.get(rest.join('|')) ?? { hops: [], rest };
    hops.set(rest.join('|'), line);
    line.hops.push(hop);
  }
  const lines = [...hops.values()].map(line => [line.hops.join(', '), ...line.rest]);
  return lines.length === 0 ? '' : table(['on', 'in', 'mandatory', 'optional', 'not allowed'], lines);
}

/** `all methods`, `all but CANCEL`, or the methods one by one. */
function methods(group: readonly MethodColumn[], known: readonly MethodColumn[]): string {
  if (group.length === METHOD_COLUMNS.length) return 'all methods';
  const others = known.filter(method => !group.includes(method));
  const short = others.length > 0 && others.length < group.length && known.length === METHOD_COLUMNS.length;
  return short ? `all but ${others.join(', ')}` : group.join(', ');
}

const KIND_WORDS: { readonly [kind in ValueKind]: string } = {
  none: 'no value',
  token: 'a token',
  quoted: 'a quoted string',
  tokenOrQuoted: 'a token or a quoted string',
  host: 'a host name or address',
  integer: 'a number',
  qvalue: 'a weight from 0 to 1 with up to three decimals',
  quotedUri: 'a URI in quotes',
  angleUri: 'a URI in angle brackets',
  hex: 'lower-case hexadecimal digits',
  any: '',
};

/** `a number from 0 to 255`, `32 lower-case hexadecimal digits in quotes`. */
export function describeValueKind(row: ParamRow): string {
  const range =
    row.value === 'qvalue'
      ? ''
      : row.min !== undefined && row.max !== undefined
        ? ` from ${row.min} to ${row.max}`
        : row.min !== undefined
          ? `, at least ${row.min}`
          : row.max !== undefined
            ? `, at most ${row.max}`
            : '';
  const kind = KIND_WORDS[row.value];
  const digits = row.digits === undefined ? '' : `${row.digits} digits: `;
  const quotes = row.value === 'quoted' || row.value === 'quotedUri' || row.quoted === undefined;
  return `${digits}${kind}${range}${quotes ? '' : row.quoted ? ', in quotes' : ', without quotes'}`;
}

/** One parameter of a header, a URI or an authentication scheme; `owner` names it, `here` is the value that it has. */
export function describeParam(row: ParamRow, owner: string, here?: ValueRow): string {
  const kind = describeValueKind(row);
  return paragraphs(
    heading(row.name, `parameter of ${escapeMarkdown(owner)}`, row.spec),
    row.doc,
    here && `Here ${code(here.value)}: ${here.doc}`,
    row.deprecated && '**Deprecated.**',
    kind !== '' &&
      `Value: ${kind}${row.optionalValue ? ', or none' : ''}.${row.required ? ' The parameter is required.' : ''}`,
    row.values && valueTable(row.values),
  );
}

function valueTable(values: readonly ValueRow[]): string {
  if (values.length > LONG_LIST) return `Values: ${nameList(values)}`;
  return table(
    ['value', 'meaning'],
    values.map(value => [code(value.value), value.doc]),
  );
}

/** One registered value; `owner` names the parameter or header that it belongs to. */
export function describeValue(row: ValueRow, owner: string): string {
  const what = owner.startsWith('cause of ') ? owner : `value of ${owner}`;
  return paragraphs(heading(row.value, escapeMarkdown(what), row.spec), row.doc, valueRemarks(row));
}

/** What the registry knows beyond the sentence: the body of an event package, cells, combinations, causes. */
function valueRemarks(row: ValueRow): string {
  const event = EVENT_PACKAGES.find(each => each === row);
  const access = ACCESS_VALUES.some(each => each === row) ? cellIdCoding(row.value) : undefined;
  const protocol = REASON_PROTOCOLS.find(each => each === row);
  return paragraphs(
    event?.body && `NOTIFY carries ${code(event.body)}.`,
    access &&
      `Cell in ${code(access.parameter)}: MCC, MNC, ${access.areaName} with ${access.areaDigits} hex digits, ${access.cellName} with ${access.cellDigits} (${specLink(access.spec)}).`,
    row.value === 'ipsec-3gpp' &&
      table(
        ['alg', 'ealg', 'clause'],
        IPSEC_COMBINATIONS.map(pair => [
          code(pair.alg),
          code(pair.ealg),
          specLink(pair.spec) + (pair.deprecated ? ', deprecated' : ''),
        ]),
      ),
    protocol?.causes && valueTable(protocol.causes),
  );
}

/** A namespace of Resource-Priority with its values, the least important first. */
export function describePriorityNamespace(row: PriorityNamespace): string {
  return paragraphs(
    heading(row.namespace, 'namespace of Resource-Priority', row.spec),
    row.doc,
    `A more important call ${row.algorithm === 'preemption' ? 'takes resources from others' : 'goes first in the queue'}.`,
    `Values: ${row.values.map(value => code(`${row.namespace}.${value}`)).join(', ')}`,
  );
}

const DIALOG_WORDS: { readonly [dialog in MethodRow['dialog']]: string } = {
  creates: 'Creates a dialog.',
  inside: 'Sent inside a dialog.',
  standalone: 'Stands alone, outside any dialog.',
  'standalone or inside': 'Stands alone or inside a dialog.',
  'hop-by-hop': 'Goes from hop to hop.',
};

export function describeMethod(row: MethodRow): string {
  const refresh = row.targetRefresh ? ' It may move the remote target (RFC 3261 §12.2).' : '';
  return paragraphs(heading(row.name, 'method', row.spec), row.doc, `${DIALOG_WORDS[row.dialog]}${refresh}`);
}

export function describeStatusCode(row: StatusCodeRow): string {
  const all = row.requires?.map(name => code(name)).join(', ');
  const one = row.requiresOneOf?.map(name => code(name)).join(' or ');
  return paragraphs(
    heading(`${row.code} ${row.reason}`, 'response', row.spec),
    row.doc,
    all && `Must carry ${all}.`,
    one && `Must carry ${one}.`,
    row.imsCauses && row.imsCauses.length > 0 && `In IMS it comes from:\n\n${list(row.imsCauses)}`,
  );
}

export function describeOptionTag(row: OptionTagRow): string {
  return paragraphs(heading(row.tag, 'option tag', row.spec), row.doc);
}
