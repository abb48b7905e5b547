/**
 * Values to begin with, as snippets with tab stops: what a header usually looks like, with generated identifiers and what
 * is known of the subscriber. Only for headers where a start from nothing costs typing.
 */

import { hexFromBytes } from '../auth/encoding.ts';
import { instanceIdFromImei, mncLengthHint } from '../auth/identities.ts';
import type { Subscriber } from '../config/configuration.ts';
import { cellIdCoding } from '../registry/accessTypes.ts';

export interface RandomSource {
  readonly random: (octets: number) => Uint8Array;
}

export interface TemplateContext extends RandomSource {
  readonly subscriber: Subscriber | undefined;
  readonly homeDomain: string;
  readonly method: string;
  /** Octets of the message's body. */
  readonly contentLength: number;
}

/** The magic cookie of RFC 3261 §8.1.1.7 and 64 random bits. */
export function newBranch(context: RandomSource): string {
  return `z9hG4bK${hex(context, 8)}`;
}

/** At least 32 random bits (RFC 3261 §19.3). */
export function newTag(context: RandomSource): string {
  return hex(context, 6);
}

export function newCnonce(context: RandomSource): string {
  return hex(context, 8);
}

export function newCallId(context: RandomSource): string {
  return hex(context, 12);
}

function hex({ random }: RandomSource, octets: number): string {
  return hexFromBytes(random(octets));
}

/** Text that goes into a snippet as it is. */
export function plain(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** The snippet's text for an editor that has no tab stops. */
export function withoutTabStops(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+\|((?:[^,|\\]|\\.)*)[^|]*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/\$\d+|\$\{\d+\}/g, '')
    .replaceAll(/\\([\\$}])/g, '$1');
}

/** A tab stop that begins with `text`. */
export function stop(number: number, text = ''): string {
  return text === '' ? `$${number}` : `\${${number}:${plain(text)}}`;
}

/** A tab stop that offers a choice. */
function choice(number: number, ...texts: readonly string[]): string {
  return `\${${number}|${texts.join(',')}|}`;
}

function impu(context: TemplateContext): string {
  return context.subscriber?.impus[0] ?? `sip:user@${context.homeDomain}`;
}

/** A security parameter index that is free for use: above 255 (RFC 4303 §2.1). */
export function newSpi({ random }: RandomSource): string {
  return String(256 + (new DataView(random(4).slice().buffer).getUint32(0) >>> 1));
}

/** MCC and MNC of the subscriber's network, or of the test network. */
function networkCode({ subscriber }: TemplateContext): string {
  const { imsi, mncLength } = subscriber ?? {};
  return imsi === undefined ? '00101' : imsi.slice(0, 3 + (mncLength ?? mncLengthHint(imsi)));
}

/** A P-Access-Network-Info of this access type with the location that belongs to it (TS 24.229 §7.2A.4.3). */
function accessInfo(context: TemplateContext, type: string): string {
  const coding = cellIdCoding(type);
  if (coding) {
    const cell = networkCode(context) + '1'.padStart(coding.areaDigits, '0') + '1'.padStart(coding.cellDigits, '0');
    return `${type};${coding.parameter}=${stop(1, cell)}`;
  }
  if (type.startsWith('IEEE-802.11')) return `${type};i-wlan-node-id=${stop(1, '020000000001')}`;
  if (type.startsWith('3GPP2')) return `${type};ci-3gpp2=${stop(1, '0000000000000001')}`;
  if (type === 'GPON') return `${type};fiber-location=${stop(1, 'line1')}`;
  if (type.startsWith('IEEE-802.3')) return `${type};eth-location=${stop(1, 'line1')}`;
  return `${type};dsl-location=${stop(1, 'line1')}`;
}

/** The device and its service: instance from the IMEI (RFC 7254 §4.2), and multimedia telephony. */
function deviceFeatures({ subscriber }: TemplateContext): string {
  const instance = instanceIdFromImei(subscriber?.imei ?? '35625611012345');
  const urn = instance.ok ? instance.value : '';
  return `;+sip.instance="<${stop(4, urn)}>";${ICSI}`;
}

type Template = (context: TemplateContext) => string;

const ICSI = '+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel"';
const one: Template = context => `<${stop(1, impu(context))}>`;
const dialogEnd: Template = context => `${one(context)};tag=${newTag(context)}`;
const host = (name: string): Template => {
  return ({ homeDomain }) => `<sip:${stop(1, `${name}.${homeDomain}`)};lr>`;
};
const security = (head: string): Template => {
  return context =>
    `${head};alg=${choice(1, 'hmac-sha-1-96', 'hmac-md5-96')};ealg=${choice(2, 'aes-cbc', 'null')};spi-c=${stop(3, newSpi(context))};spi-s=${stop(4, newSpi(context))};port-c=${stop(5, '5062')};port-s=${stop(6, '5063')}`;
};

export const TEMPLATES: { readonly [header: string]: Template } = {
  Authorization: ({ subscriber, homeDomain }) =>
    `Digest username="${stop(1, subscriber?.impi ?? `user@${homeDomain}`)}",realm="${stop(2, homeDomain)}",nonce="${stop(3)}",uri="${stop(4, `sip:${homeDomain}`)}",response="${stop(5)}"`,
  'Call-ID': newCallId,
  Contact: context =>
    `<sip:${stop(1, 'user')}@${stop(2, '192.0.2.1')}:${stop(3, '5060')}>${context.method === 'REGISTER' ? deviceFeatures(context) : ''}`,
  'Content-Length': ({ contentLength }) => String(contentLength),
  'Content-Type': () =>
    choice(1, 'application/sdp', 'application/reginfo+xml', 'multipart/mixed', 'message/sipfrag', 'text/plain'),
  CSeq: ({ method }) => `${stop(1, '1')} ${plain(method)}`,
  Event: () => choice(1, 'reg', 'presence', 'dialog', 'conference', 'refer'),
  Expires: () => stop(1, '600000'),
  From: dialogEnd,
  'Max-Forwards': () => '70',
  'P-Access-Network-Info': context => accessInfo(context, '3GPP-E-UTRAN-FDD'),
  'P-Asserted-Identity': one,
  'P-Associated-URI': context =>
    (context.subscriber?.impus ?? [impu(context)]).map(each => `<${plain(each)}>`).join(','),
  'P-Charging-Vector': context =>
    `icid-value=${hex(context, 16)};icid-generated-at=${stop(1, `pcscf.${context.homeDomain}`)};orig-ioi=${stop(2, context.homeDomain)}`,
  'P-Preferred-Identity': one,
  'P-Visited-Network-ID': ({ homeDomain }) => `"${stop(1, homeDomain)}"`,
  Path: host('pcscf'),
  'Proxy-Require': () => 'sec-agree',
  Require: () => choice(1, 'sec-agree', 'path', '100rel', 'precondition'),
  Route: host('scscf'),
  'Security-Client': security('ipsec-3gpp'),
  'Security-Server': security('ipsec-3gpp;q=0.1'),
  'Security-Verify': security('ipsec-3gpp;q=0.1'),
  'Service-Route': host('orig@scscf'),
  Supported: () => choice(1, 'path', 'sec-agree', 'gruu', 'outbound', 'timer', '100rel'),
  To: one,
  Via: context =>
    `SIP/2.0/${choice(1, 'UDP', 'TCP', 'TLS')} ${stop(2, '192.0.2.1')}:${stop(3, '5060')};branch=${newBranch(context)};rport`,
  'WWW-Authenticate': ({ homeDomain }) =>
    `Digest realm="${stop(1, homeDomain)}",nonce="${stop(2)}",algorithm=${choice(3, 'AKAv1-MD5', 'MD5', 'SHA-256')},qop="${stop(4, 'auth')}"`,
};

const ACCESSES = [
  '3GPP-E-UTRAN-FDD',
  '3GPP-E-UTRAN-TDD',
  '3GPP-NR-FDD',
  '3GPP-NR-TDD',
  '3GPP-UTRAN-FDD',
  '3GPP-UTRAN-TDD',
  '3GPP-GERAN',
  '3GPP2-1X',
  'IEEE-802.11',
  'IEEE-802.3',
  'ADSL',
  'VDSL',
  'GPON',
] as const;

const accesses = (context: TemplateContext): readonly (readonly [string, string])[] =>
  ACCESSES.map(type => [`${type};…`, accessInfo(context, type)]);

/** Where a value looks different by its kind: a label and a snippet for each. */
export const VARIANTS: {
  readonly [header: string]: (context: TemplateContext) => readonly (readonly [label: string, snippet: string])[];
} = {
  'P-Access-Network-Info': accesses,
  'Cellular-Network-Info': accesses,
};
