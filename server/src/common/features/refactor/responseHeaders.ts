/** Values of the header fields that a response needs besides those that it copies. */

import { findAlgorithm } from '../../auth/digestAlgorithm.ts';
import { hexFromBytes } from '../../auth/encoding.ts';
import { hopOf, isGm, isIms } from '../../rules/hop.ts';
import type { SipPacket } from '../../sim/message.ts';
import { param, quote } from '../../syntax/values.ts';
import { challengeFor, securityServer } from '../bench/buildChallenge.ts';
import { subscriberOf } from '../subscriber.ts';
import type { RefactorPlace } from './refactoring.ts';
import { DOCUMENTATION_ADDRESS } from './sdpAnswer.ts';

type ValuesOf = (place: RefactorPlace, request: SipPacket, code: number) => readonly string[] | undefined;

/** One value for each field; no value leaves the field out, undefined says that nobody can know it. */
export function responseHeader(
  place: RefactorPlace,
  request: SipPacket,
  code: number,
  name: string,
): readonly string[] | undefined {
  return VALUES.get(name)?.(place, request, code);
}

const copied =
  (name: string): ValuesOf =>
  (_place, request) =>
    request.values(name);

const VALUES: ReadonlyMap<string, ValuesOf> = new Map<string, ValuesOf>([
  ['Contact', (_place, request) => (request.method === 'REGISTER' ? bindings(request) : target(request))],
  ['Expires', (_place, request) => [String(request.integer('Expires') ?? 3600)]],
  ['Min-Expires', (_place, request) => [String(Math.max(600, 2 * (request.integer('Expires') ?? 0)))]],
  ['Path', copied('Path')],
  ['Record-Route', copied('Record-Route')],
  ['Timestamp', copied('Timestamp')],
  ['P-Charging-Vector', copied('P-Charging-Vector')],
  ['Allow-Events', () => ['reg, presence, dialog, conference, refer']],
  ['Service-Route', (place, request) => (isIms(place.message) ? [`<sip:orig@scscf.${home(place, request)};lr>`] : [])],
  ['P-Associated-URI', associatedUris],
  ['WWW-Authenticate', challenge],
  ['Proxy-Authenticate', challenge],
  ['Security-Server', place => securityServer(place.message, place)],
  ['Require', () => ['100rel']],
  ['RSeq', () => ['1']],
  ['SIP-ETag', place => [hexFromBytes(place.random(4))]],
]);

/** Where the responder is reached inside the dialog: at a SIP Request-URI, otherwise at an address of documentation. */
function target(request: SipPacket): readonly string[] {
  const uri = request.requestUriView;
  if (uri?.scheme === 'sip' || uri?.scheme === 'sips') return [`<${uri.text}>`];
  const user = uri?.user === undefined ? '' : `${uri.user.replace(/[^\w+.-]/g, '')}@`;
  return [`<sip:${user}${DOCUMENTATION_ADDRESS}:5060>`];
}

/** The contacts of the REGISTER with the time that each is bound (RFC 3261 §10.3). */
function bindings(request: SipPacket): readonly string[] {
  const seconds = String(request.integer('Expires') ?? 3600);
  return request.addresses('Contact').flatMap(contact => {
    if (contact.star || contact.uri === undefined || param(contact.params, 'expires')?.value === '0') return [];
    const text = request.message.text.slice(contact.start, contact.end);
    const isBracketed = text.includes('<');
    const value = isBracketed ? text : `<${contact.uri.text}>`;
    if (param(contact.params, 'expires')) return [value];
    return seconds === '0' ? [] : [`${value};expires=${seconds}`];
  });
}

function home(place: RefactorPlace, request: SipPacket): string {
  return subscriberOf(place.message, place.configuration)?.homeDomain ?? request.requestUriView?.host ?? '';
}

function associatedUris(place: RefactorPlace, request: SipPacket): readonly string[] {
  if (!isIms(place.message)) return [];
  const known = subscriberOf(place.message, place.configuration)?.impus;
  const own = request.addresses('To')[0]?.uri?.text;
  const all = known ?? (own === undefined ? [] : [own]);
  return all.length === 0 ? [] : [all.map(uri => `<${uri}>`).join(', ')];
}

/**
 * With the keys of the subscriber where there are some, otherwise for a password. Behind the P-CSCF a challenge carries
 * CK and IK (TS 24.229 §5.4.1.2.1), which nobody writes into a file by the way.
 */
function challenge(place: RefactorPlace, request: SipPacket, code: number): readonly string[] | undefined {
  const hop = hopOf(place.message, place);
  if (hop !== undefined && !isGm(hop)) return undefined;
  const subscriber = subscriberOf(place.message, place.configuration);
  const made = code === 401 && subscriber ? challengeFor(subscriber, place.message, place) : undefined;
  if (made !== undefined) return [made];
  const asked = findAlgorithm(request.directive('Authorization', 'algorithm'));
  const algorithm = asked !== undefined && asked.aka === 0 && asked.name !== 'MD5' ? asked.name : 'SHA-256';
  const realm = quote(request.directive('Authorization', 'realm') ?? home(place, request));
  return [`Digest realm=${realm},nonce="${hexFromBytes(place.random(16))}",algorithm=${algorithm},qop="auth"`];
}
