/** Building and reading Diameter messages by AVP name. */
import { avpRowNamed, commandRow, resultName } from './dictionary.ts';
import { utf8Octets, utf8Text } from './octets.ts';
import type { Avp, AvpData, DiameterMessage } from './types.ts';

/** Values by AVP name; a list gives several AVPs of that name, `undefined` none. */
export interface AvpValues {
  readonly [name: string]: AvpValue | undefined;
}
export type AvpValue = string | number | Uint8Array | AvpValues | readonly (string | number | Uint8Array | AvpValues)[];

/** AVPs in the order of the values. A name that the application does not have is left out. */
export function buildAvps(application: number, values: AvpValues): Avp[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const list = Array.isArray(value) ? value : [value];
    return list.flatMap(one => buildAvp(application, name, one));
  });
}

function buildAvp(application: number, name: string, value: string | number | Uint8Array | AvpValues): Avp[] {
  const row = avpRowNamed(application, name);
  if (row === undefined) return [];
  return [
    { code: row.code, vendor: row.vendor, name, mandatory: row.mandatory, data: dataOf(application, row.type, value) },
  ];
}

function dataOf(application: number, type: string, value: string | number | Uint8Array | AvpValues): AvpData {
  if (typeof value === 'string') return type === 'OctetString' ? utf8Octets(value) : value;
  if (typeof value === 'number' || value instanceof Uint8Array) return value;
  return buildAvps(application, value);
}

export function findAvp(avps: readonly Avp[], name: string): Avp | undefined {
  return avps.find(avp => avp.name === name);
}

/** Text of the first AVP of that name; octets are read as UTF-8. */
export function avpText(avps: readonly Avp[], name: string): string | undefined {
  const data = findAvp(avps, name)?.data;
  if (data instanceof Uint8Array) return utf8Text(data);
  return typeof data === 'string' ? data : undefined;
}

export function avpTexts(avps: readonly Avp[], name: string): string[] {
  return avps.flatMap(avp => (avp.name === name ? (avpText([avp], name) ?? []) : []));
}

export function avpNumber(avps: readonly Avp[], name: string): number | undefined {
  const data = findAvp(avps, name)?.data;
  return typeof data === 'number' ? data : undefined;
}

export function avpNumbers(avps: readonly Avp[], name: string): number[] {
  return avps.flatMap(avp => (avp.name === name && typeof avp.data === 'number' ? avp.data : []));
}

export function avpOctets(avps: readonly Avp[], name: string): Uint8Array | undefined {
  const data = findAvp(avps, name)?.data;
  return data instanceof Uint8Array ? data : undefined;
}

/** Members of the first grouped AVP of that name; none if it is absent. */
export function avpMembers(avps: readonly Avp[], name: string): readonly Avp[] {
  const data = findAvp(avps, name)?.data;
  return typeof data === 'object' && !(data instanceof Uint8Array) ? data : [];
}

/** The result of an answer: from Experimental-Result when there, else from Result-Code (TS 29.229 §6.2). */
export interface DiameterOutcome {
  readonly code: number;
  readonly experimental: boolean;
  readonly name: string;
}

export function outcomeOf(message: DiameterMessage): DiameterOutcome | undefined {
  const experimental = avpNumber(avpMembers(message.avps, 'Experimental-Result'), 'Experimental-Result-Code');
  const code = experimental ?? avpNumber(message.avps, 'Result-Code');
  if (code === undefined) return undefined;
  const isExperimental = experimental !== undefined;
  return { code, experimental: isExperimental, name: resultName(message.application, code, isExperimental) };
}

/** `UAR`, `MAA`. */
export function commandName(message: DiameterMessage): string {
  const row = commandRow(message.command);
  if (row === undefined) return `${message.command} ${message.request ? 'request' : 'answer'}`;
  return message.request ? row.request : row.answer;
}
