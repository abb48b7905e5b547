/** Options that carry octets. A value is never repeated in a message, since it may be a key. */

import { bytesFromHex } from '../../common/auth/encoding.ts';

/** Collects what is wrong with the options of one command line. */
export interface Complaints {
  readonly messages: string[];
}

/** The octets of a hexadecimal option; with a complaint and no octets when it is not as long as one of `lengths`. */
export function octetsOption(
  name: string,
  text: string,
  lengths: readonly number[],
  complaints: Complaints,
): Uint8Array {
  const octets = bytesFromHex(text);
  if (octets !== undefined && lengths.includes(octets.length)) return octets;
  const digits = lengths.map(length => 2 * length).join(' or ');
  const bad = text.search(/[^0-9a-fA-F]/);
  const found = bad < 0 ? `it has ${text.length}` : `character ${bad + 1} is none`;
  complaints.messages.push(`${name} must be ${digits} hexadecimal digits; ${found}.`);
  return new Uint8Array(lengths[0] ?? 0);
}

/** One of a few numbers. */
export function choiceOption<T extends number>(
  name: string,
  text: string,
  allowed: readonly T[],
  standard: T,
  complaints: Complaints,
): T {
  const found = allowed.find(one => String(one) === text);
  if (found === undefined) complaints.messages.push(`${name} must be one of ${allowed.join(', ')}.`);
  return found ?? standard;
}
