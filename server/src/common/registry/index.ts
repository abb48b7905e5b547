/** The registry: what the standards say about headers, methods, codes, tags and values, as data. */
import { ALL_HEADERS } from './headers/index.ts';
import { VENDOR_FAMILIES } from './headers/vendor.ts';
import { HOPS } from './hops.ts';
import { METHODS } from './methods.ts';
import { nearest, remembered } from './nearest.ts';
import { OPTION_TAGS } from './optionTags.ts';
import type { PlacementContext } from './place.ts';
import { placement } from './place.ts';
import { STATUS_CODES } from './statusCodes.ts';
import type { HeaderRow, MethodRow, OptionTagRow, StatusCodeRow } from './types.ts';

export { METHODS } from './methods.ts';
export { OPTION_TAGS } from './optionTags.ts';
export type { Placement, PlacementContext, PlacementVerdict } from './place.ts';
export { placement } from './place.ts';
export { specUrl } from './spec.ts';
export { STATUS_CODES } from './statusCodes.ts';
export { URI_PARAMS } from './uriParams.ts';

function byName(left: HeaderRow, right: HeaderRow): number {
  const [a, b] = [left.name.toLowerCase(), right.name.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}

function withHops(row: HeaderRow): HeaderRow {
  const hops = HOPS.get(row.name);
  return hops === undefined ? row : { ...row, hops };
}

/** Every header that sipwright knows, sorted by name without regard to case. */
export const HEADERS: readonly HeaderRow[] = ALL_HEADERS.map(withHops).sort(byName);

/** The names of all headers as the registry spells them, in the order of `HEADERS`. */
export const HEADER_NAMES: readonly string[] = HEADERS.map(row => row.name);

const headersByName = new Map<string, HeaderRow>();
for (const row of HEADERS) {
  headersByName.set(row.name, row);
  headersByName.set(row.name.toLowerCase(), row);
  if (row.compact !== undefined) headersByName.set(row.compact, row);
}

/** Families of private headers: prefix in lower case, and the row that stands for all of them. */
const families = VENDOR_FAMILIES.map(row => ({ prefix: row.name.slice(0, -1).toLowerCase(), row }));

/**
 * The row of a header by its name or compact form, in any case; one map hit for the usual spelling. A private header
 * gets the row of its family (`X-*`).
 */
export function headerRow(name: string): HeaderRow | undefined {
  const exact = headersByName.get(name);
  if (exact) return exact;
  const lower = name.toLowerCase();
  return headersByName.get(lower) ?? families.find(family => lower.startsWith(family.prefix))?.row;
}

/** The known header name that a misspelt one was probably meant to be (`Max=Forwards`), or undefined. */
export const nearestHeader = remembered((name: string) => nearest(name, HEADER_NAMES));

const methodsByName = new Map(METHODS.map(row => [row.name, row]));

/** The row of a method; methods are case-sensitive (RFC 3261 §7.1). */
export function methodRow(name: string): MethodRow | undefined {
  return methodsByName.get(name);
}

const statusCodesByNumber = new Map(STATUS_CODES.map(row => [row.code, row]));

export function statusCodeRow(code: number): StatusCodeRow | undefined {
  return statusCodesByNumber.get(code);
}

const optionTagsByName = new Map(OPTION_TAGS.map(row => [row.tag, row]));

/** The row of an option tag, in any case (tokens do not depend on case, RFC 3261 §7.3.1). */
export function optionTagRow(tag: string): OptionTagRow | undefined {
  return optionTagsByName.get(tag.toLowerCase());
}

/** A header that must stand in a message, and the clause that says so. */
export interface MandatoryHeader {
  readonly row: HeaderRow;
  readonly spec: string;
}

const mandatoryByContext = new Map<string, readonly MandatoryHeader[]>();

/** The headers that the message must have; computed once for each kind of message. */
export function mandatoryHeaders(context: PlacementContext): readonly MandatoryHeader[] {
  if (context.status !== undefined && (context.status < 100 || context.status > 699)) return [];
  const key = `${methodsByName.has(context.method) ? context.method : ''} ${context.status ?? ''} ${context.hop ?? ''}`;
  const known = mandatoryByContext.get(key);
  if (known) return known;
  const mandatory: MandatoryHeader[] = [];
  for (const row of HEADERS) {
    const { verdict, spec } = placement(row, context);
    if (verdict === 'mandatory') mandatory.push({ row, spec });
  }
  mandatoryByContext.set(key, mandatory);
  return mandatory;
}
