/** Looks up commands, AVPs and result codes in the dictionaries. */
import { BASE, BASE_RESULTS } from './base.ts';
import { CX } from './cx.ts';
import { RFC4740 } from './rfc4740.ts';
import type { AvpRow, CommandRow, Dictionary } from './types.ts';

export const DICTIONARIES: readonly Dictionary[] = [BASE, CX, RFC4740];

const ROW_BY_CODE = new Map<string, AvpRow>();
for (const dictionary of DICTIONARIES) {
  for (const row of dictionary.avps) ROW_BY_CODE.set(`${row.vendor}:${row.code}`, row);
}

/** The row of an AVP code; codes are unique within a vendor over all our dictionaries. */
export function avpRow(code: number, vendor: number): AvpRow | undefined {
  return ROW_BY_CODE.get(`${vendor}:${code}`);
}

export function dictionaryOf(application: number): Dictionary | undefined {
  return DICTIONARIES.find(dictionary => dictionary.application === application);
}

const ROWS_BY_NAME = new Map(
  DICTIONARIES.map(dictionary => [
    dictionary.application,
    // An application's own row wins over the base row of the same name.
    new Map([...BASE.avps, ...dictionary.avps].map(row => [row.name, row])),
  ]),
);

/** The row of a name as one application spells it: `SIP-Authorization` is 610 in Cx and 380 in RFC 4740. */
export function avpRowNamed(application: number, name: string): AvpRow | undefined {
  return (ROWS_BY_NAME.get(application) ?? ROWS_BY_NAME.get(0))?.get(name);
}

/** Command codes are unique over all applications (RFC 6733 §3.1). */
export function commandRow(code: number): CommandRow | undefined {
  return DICTIONARIES.flatMap(dictionary => dictionary.commands).find(command => command.code === code);
}

/** `DIAMETER_ERROR_USER_UNKNOWN`; `experimental` for a code inside Experimental-Result. */
export function resultName(application: number, code: number, experimental: boolean): string {
  const own = dictionaryOf(application)?.results[code];
  // Cx keeps its own codes in Experimental-Result (TS 29.229 §6.2), RFC 4740 in Result-Code (§10.1).
  const name = experimental || application !== CX.application ? (own ?? BASE_RESULTS[code]) : BASE_RESULTS[code];
  return name ?? 'unknown result';
}
