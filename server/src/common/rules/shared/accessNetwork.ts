/** P-Access-Network-Info: access types and the identity of the cell (RFC 7315 §5.4, TS 24.229 §7.2A.4). */

import { type Item, itemsOf, type Param, param } from '../../syntax/values.ts';
import type { Facts, In } from './facts.ts';

/** Every access network of the message, those with a malformed parameter included. */
export function accessNetworksIn(facts: Facts): readonly In<Item>[] {
  const { message } = facts;
  const headers = facts.every('P-Access-Network-Info').filter(
    // Without its colon the line is no such header field yet.
    ({ hasErrors, start }) => !hasErrors || !message.errors.some(error => error.start === start),
  );
  return headers.flatMap(header => itemsOf(message, header));
}

export interface CellCoding {
  /** The parameter that names the cell. */
  readonly name: 'utran-cell-id-3gpp' | 'cgi-3gpp';
  readonly format: RegExp;
  /** For people: what the value is made of. */
  readonly parts: string;
}

const NR: CellCoding = {
  name: 'utran-cell-id-3gpp',
  format: /^\d{5,6}[\da-f]{6}[\da-f]{9}$/i,
  parts: 'MCC, MNC, 6 digits of TAC and 9 of NCI',
};
const E_UTRAN: CellCoding = {
  name: 'utran-cell-id-3gpp',
  format: /^\d{5,6}[\da-f]{4}[\da-f]{7}$/i,
  parts: 'MCC, MNC, 4 digits of TAC and 7 of ECI',
};
const UTRAN: CellCoding = {
  name: 'utran-cell-id-3gpp',
  format: /^\d{5,6}[\da-f]{4}[\da-f]{7}$/i,
  parts: 'MCC, MNC, 4 digits of LAC and 7 of cell identity',
};
const GERAN: CellCoding = {
  name: 'cgi-3gpp',
  format: /^\d{5,6}[\da-f]{4}[\da-f]{4}$/i,
  parts: 'MCC, MNC, 4 digits of LAC and 4 of CI',
};

/** How the access type names its cell; undefined when it has none (TS 24.229 §7.2A.4.3). */
export function cellCoding(accessType: string): CellCoding | undefined {
  const type = accessType.toUpperCase();
  if (/^3GPP-NR(-U)?(-|$)/.test(type)) return NR;
  if (/^3GPP-E-UTRAN(-|$)/.test(type)) return E_UTRAN;
  if (/^3GPP-UTRAN(-|$)/.test(type)) return UTRAN;
  return type === '3GPP-GERAN' ? GERAN : undefined;
}

export function cellOf(access: Item, coding: CellCoding): Param | undefined {
  return param(access.params, coding.name);
}
