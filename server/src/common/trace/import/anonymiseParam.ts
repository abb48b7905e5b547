/** What stands behind the `=` of a parameter, by the parameter's name. */

import type { Header } from '../../syntax/views.ts';
import type { Disguise } from './disguise.ts';
import { freeText } from './freeText.ts';

type Change = (value: string, disguise: Disguise) => string;

const token: Change = (value, disguise) => disguise.token(value);
const host: Change = (value, disguise) => hostOrText(value, disguise);
const keep: Change = value => value;

/** Digests, and what goes into them: without the keys nobody could compute them again. */
const OF_THE_DIGEST: readonly string[] = [
  'nonce',
  'nextnonce',
  'cnonce',
  'nc',
  'response',
  'rspauth',
  'auts',
  'algorithm',
  'qop',
  'stale',
];
const TOKENS = [
  'tag',
  'from-tag',
  'to-tag',
  'remote-tag',
  'local-tag',
  'opaque',
  'icid-value',
  'related-icid',
  'gr',
  'ob-id',
  'did',
];
const HOSTS = [
  'realm',
  'received',
  'maddr',
  'icid-generated-at',
  'related-icid-generated-at',
  'orig-ioi',
  'term-ioi',
  'transit-ioi',
];
const CELLS = [
  'utran-cell-id-3gpp',
  'utran-sai-3gpp',
  'cgi-3gpp',
  'ci-3gpp2',
  'ci-3gpp2-femto',
  'i-wlan-node-id',
  'dsl-location',
  'gstn-location',
  'fiber-location',
  'eth-location',
  'dvb-rcs2-node-id',
];
/** What a body repeats, and numbers that are long enough to be taken for telephone numbers. */
const OF_THE_PROTOCOL = [
  'boundary',
  'spi-c',
  'spi-s',
  'port-c',
  'port-s',
  'port',
  'rport',
  'expires',
  'ttl',
  'delta-seconds',
  'q',
  'cause',
];

const BY_NAME: ReadonlyMap<string, Change> = new Map<string, Change>([
  ...OF_THE_DIGEST.map((name): [string, Change] => [name, keep]),
  ...OF_THE_PROTOCOL.map((name): [string, Change] => [name, keep]),
  ...TOKENS.map((name): [string, Change] => [name, token]),
  ...HOSTS.map((name): [string, Change] => [name, host]),
  ...CELLS.map((name): [string, Change] => [name, (value, disguise) => disguise.cell(value)]),
  ['branch', branch],
  ['username', identity],
  // The keys of a challenge inside the network (TS 24.229 §7.2A.1): they are gone, not replaced.
  ['ck', value => '0'.repeat(value.length)],
  ['ik', value => '0'.repeat(value.length)],
  ['phone-context', (value, disguise) => (value.startsWith('+') ? disguise.number(value) : disguise.host(value))],
]);

/** The value with its quotes, as written. */
export function paramValue(name: string, written: string, header: Header | undefined, disguise: Disguise): string {
  const isQuoted = written.length >= 2 && written.startsWith('"') && written.endsWith('"');
  const value = isQuoted ? written.slice(1, -1) : written;
  const lower = name.toLowerCase();
  // `opaque` and `tag` mean what they mean only in some header fields, but nowhere anything that must stay.
  const change = lower === 'uri' && header?.row?.shape !== 'auth' ? freeText : (BY_NAME.get(lower) ?? freeText);
  const fresh = change(value, disguise);
  return isQuoted ? `"${fresh}"` : fresh;
}

/** Hosts, also as `Type 1visited.example` (TS 24.229 table 7.2A.5A); a realm may be any text. */
function hostOrText(value: string, disguise: Disguise): string {
  const [, type = '', rest = ''] = /^(Type [123A-Za-z]|)(.*)$/.exec(value) ?? [];
  if (/^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])$/.test(rest)) return type + disguise.host(rest);
  return /[@:]/.test(rest) ? freeText(value, disguise) : disguise.name(value);
}

/** The cookie of RFC 3261 stays. */
function branch(value: string, disguise: Disguise): string {
  const cookie = /^z9hG4bK-?/i.exec(value)?.[0] ?? '';
  return cookie + disguise.token(value.slice(cookie.length));
}

/** A private identity, or the name of a user of SIP Digest. */
function identity(value: string, disguise: Disguise): string {
  const at = value.lastIndexOf('@');
  if (at < 0) return disguise.user(value);
  return `${disguise.user(value.slice(0, at))}@${disguise.host(value.slice(at + 1))}`;
}
