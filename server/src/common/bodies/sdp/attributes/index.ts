/** All SDP attributes that sipwright knows. */

import { SDP_ATTRIBUTES } from './session.ts';
import { TELEPHONY_ATTRIBUTES } from './telephony.ts';
import { TRANSPORT_ATTRIBUTES } from './transport.ts';
import type { AttributeRow } from './types.ts';

export const ATTRIBUTE_ROWS: readonly AttributeRow[] = [
  ...SDP_ATTRIBUTES,
  ...TRANSPORT_ATTRIBUTES,
  ...TELEPHONY_ATTRIBUTES,
];

const BY_NAME: ReadonlyMap<string, AttributeRow> = new Map(ATTRIBUTE_ROWS.map(row => [row.name, row]));

/** The row of an attribute; names are compared as they are written. */
export function attributeRow(name: string): AttributeRow | undefined {
  return BY_NAME.get(name);
}
