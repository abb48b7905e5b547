import type { HeaderRow, Hop, HopRow, WhereCell, WhereRow } from './types.ts';
import { METHOD_COLUMNS } from './types.ts';

/** The message in which a header stands: the method, for a response also its code, and the hop if it is known. */
export interface PlacementContext {
  readonly method: string;
  /** Status code of a response; absent for a request. */
  readonly status?: number;
  readonly hop?: Hop;
}

export type PlacementVerdict = 'mandatory' | 'expected' | 'optional' | 'conditional' | 'forbidden' | 'unknown';

export interface Placement {
  readonly verdict: PlacementVerdict;
  /** The clause that decides. */
  readonly spec: string;
  /** One sentence for people: what the clause says about this message. */
  readonly reason: string;
}

/** What a `where` entry covers: requests or not, and ranges of status codes. */
interface Where {
  readonly request: boolean;
  readonly ranges: readonly (readonly [low: number, high: number])[];
}

const ALL_CODES: readonly [number, number] = [100, 699];
const compiled = new Map<string, Where>();

/** Reads `R`, `r`, `2xx`, `18x`, `3xx-6xx`, `300-699`, `401,407`, `c` and the empty entry (everything). */
function whereOf(text: string): Where {
  const known = compiled.get(text);
  if (known) return known;
  let request = false;
  const ranges: (readonly [number, number])[] = [];
  for (const part of text.split(',')) {
    if (part === 'R') request = true;
    else if (part === 'r' || part === 'rc') ranges.push(ALL_CODES);
    else if (part === '' || part === 'c' || part === 'Rr') {
      request = true;
      ranges.push(ALL_CODES);
    } else {
      const [low = part, high = low] = part.split('-');
      ranges.push([Number(low.replaceAll('x', '0')), Number(high.replaceAll('x', '9'))]);
    }
  }
  const where = { request, ranges };
  compiled.set(text, where);
  return where;
}

/** How closely the entry fits: 0 not at all, otherwise more for a narrower range of codes. */
function fit(text: string, status: number | undefined): number {
  const where = whereOf(text);
  if (status === undefined) return where.request ? (where.ranges.length === 0 ? 2 : 1) : 0;
  let best = 0;
  for (const [low, high] of where.ranges) {
    if (status >= low && status <= high) best = Math.max(best, 1000 - (high - low) - (where.request ? 1 : 0));
  }
  return best;
}

const COLUMN_OF: ReadonlyMap<string, number> = new Map(METHOD_COLUMNS.map((name, column) => [name, column]));

/** The tables of RFC 3261 §20 have six columns; the RFC of each later method adds its own. */
const COLUMN_SPEC: ReadonlyMap<string, string> = new Map([
  ['SUBSCRIBE', 'RFC 3265 §7.1.1'],
  ['NOTIFY', 'RFC 3265 §7.1.2'],
  ['PRACK', 'RFC 3262 §6'],
  ['INFO', 'RFC 6086 §6.1'],
  ['UPDATE', 'RFC 3311 §7'],
  ['MESSAGE', 'RFC 3428 §9'],
  ['REFER', 'RFC 3515 §2.2'],
  ['PUBLISH', 'RFC 3903 §11.1.1'],
]);

/** The clause of a table for one method. */
function clauseOf(spec: string, method: string): string {
  return (spec === 'RFC 3261 §20' ? COLUMN_SPEC.get(method) : undefined) ?? spec;
}

/** The cell of the method's column; a method without a column has the value that all columns share, else `?`. */
function cellOf(row: WhereRow, method: string): WhereCell {
  const column = COLUMN_OF.get(method);
  const first = row.cells[0] ?? '?';
  if (column !== undefined) return row.cells[column] ?? '?';
  return row.cells.every(cell => cell === first) ? first : '?';
}

const VERDICT: { readonly [C in WhereCell]: PlacementVerdict } = {
  m: 'mandatory',
  'm*': 'expected',
  t: 'expected',
  o: 'optional',
  c: 'conditional',
  '*': 'conditional',
  '-': 'forbidden',
  '?': 'unknown',
};

const MEANING: { readonly [C in WhereCell]: string } = {
  m: 'is mandatory in',
  'm*': 'should be sent in',
  t: 'should be sent, and on stream transports must be sent, in',
  o: 'may stand in',
  c: 'depends on the message in',
  '*': 'is required, if there is a body, in',
  '-': 'does not belong in',
  '?': 'is not described for',
};

const HOP_CELL: { readonly [C in HopRow['cell']]: WhereCell } = { m: 'm', o: 'o', x: '-' };

/** `REGISTER`, `401 to REGISTER`. */
function messageName(context: PlacementContext): string {
  return context.status === undefined ? context.method : `${context.status} to ${context.method}`;
}

function hopPlacement(row: HeaderRow, context: PlacementContext): Placement | undefined {
  let best: HopRow | undefined;
  let bestFit = 0;
  for (const candidate of row.hops ?? []) {
    if (candidate.hop !== context.hop || !candidate.methods.some(method => method === context.method)) continue;
    const closeness = fit(candidate.where, context.status);
    if (closeness <= bestFit) continue;
    best = candidate;
    bestFit = closeness;
  }
  if (!best) return undefined;
  const cell = HOP_CELL[best.cell];
  const reason = `${row.name} ${MEANING[cell]} ${messageName(context)} on ${best.hop}`;
  return { verdict: VERDICT[cell], spec: best.spec, reason };
}

function tablePlacement(row: HeaderRow, context: PlacementContext): Placement {
  let best: WhereRow | undefined;
  let bestFit = 0;
  let silent = false;
  for (const candidate of row.where) {
    const closeness = fit(candidate.where, context.status);
    if (closeness === 0) continue;
    if (cellOf(candidate, context.method) === '?') silent = true;
    else if (closeness > bestFit) {
      best = candidate;
      bestFit = closeness;
    }
  }
  const name = messageName(context);
  if (best) {
    const cell = cellOf(best, context.method);
    const policy = best.policy === undefined ? '' : ` (${best.policy})`;
    return {
      verdict: VERDICT[cell],
      spec: clauseOf(best.spec, context.method),
      reason: `${row.name} ${MEANING[cell]} ${name}${policy}`,
    };
  }
  const first = row.where[0];
  if (first === undefined || silent) {
    return { verdict: 'unknown', spec: row.spec, reason: `No source says whether ${row.name} may stand in ${name}` };
  }
  const places = placesOf(row);
  // RFC 3261 §20: the "where" column lists the messages in which the header field can be used.
  return {
    verdict: 'forbidden',
    spec: clauseOf(first.spec, context.method),
    reason: `${row.name} stands only in ${places}, not in ${name}`,
  };
}

/** `requests, 2xx responses`; what all responses cover is not named again. */
function placesOf(row: HeaderRow): string {
  const wheres = [...new Set(row.where.map(line => line.where))];
  const names = new Set(wheres.filter(where => !/\d/.test(where)).map(placeName));
  const codes = wheres.filter(where => /\d/.test(where)).flatMap(where => where.split(','));
  if (codes.length > 0 && !names.has('responses')) names.add(`${codes.join(', ')} responses`);
  return [...names].join(' and ');
}

function placeName(where: string): string {
  if (where === 'R') return 'requests';
  return where === 'r' ? 'responses' : `${where} responses`;
}

/**
 * The one answer to "may, must or must not this header stand here, and why". What 3GPP says about the hop comes first,
 * then the where-allowed tables of the RFCs; of several lines of a table the narrowest one decides.
 */
export function placement(row: HeaderRow, context: PlacementContext): Placement {
  return hopPlacement(row, context) ?? tablePlacement(row, context);
}
