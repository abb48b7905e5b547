/**
 * Where a message was seen. What is right on one hop of an IMS registration is wrong on the next, so the hop decides;
 * `# @hop` states it, otherwise the profile of the file says it, otherwise it follows from what only stands on some
 * hops. Plain SIP has no hop.
 */

import type { Configuration, Profile } from '../config/configuration.ts';
import type { Hop } from '../registry/types.ts';
import type { SipMessage } from '../syntax/message.ts';
import { directivesOf } from '../syntax/views.ts';
import { type Facts, factsOf } from './shared/facts.ts';

const IMS_HEADERS = [
  'P-Access-Network-Info',
  'P-Associated-URI',
  'P-Charging-Vector',
  'P-Charging-Function-Addresses',
  'P-Visited-Network-ID',
  'Security-Client',
  'Security-Server',
  'Security-Verify',
] as const;

/** Where a message was seen, and how that is known. */
export interface Vantage {
  /** What it was worked out for. */
  readonly profile: Profile;
  readonly hop: Hop | undefined;
  readonly stated: boolean;
  readonly ims: boolean;
}

/** What decides about the hop besides the message. */
export interface HopContext {
  readonly configuration: Pick<Configuration, 'profile'>;
}

/**
 * The hop that `# @hop` states, that the profile assumes or that the message shows; undefined for plain SIP and where
 * nothing tells.
 */
export function hopOf(message: SipMessage, { configuration }: HopContext): Hop | undefined {
  return vantageOf(message, configuration.profile).hop;
}

/** Whether `# @hop` says it, so that the author has vouched for it. */
export function isHopStated(message: SipMessage): boolean {
  return vantageOf(message).stated;
}

/** Whether the message belongs to an IMS: its domain, its headers or its authentication are 3GPP's. */
export function isIms(message: SipMessage): boolean {
  return vantageOf(message).ims;
}

/** Between UE and P-CSCF, protected or not. */
export function isGm(hop: Hop | undefined): boolean {
  return hop === 'Gm' || hop === 'Gm-unprotected';
}

/** Inside the core: between P-CSCF, I-CSCF and S-CSCF, or across the roaming interface. */
export function isMw(hop: Hop | undefined): boolean {
  return hop === 'Mw-PI' || hop === 'Mw-IS' || hop === 'II-NNI';
}

/** Without a profile any will do: the caller asks for what depends on none. */
function vantageOf(message: SipMessage, profile?: Profile): Vantage {
  const facts = factsOf(message);
  const { vantage } = facts;
  if (vantage !== undefined && (profile === undefined || vantage.profile === profile)) return vantage;
  facts.vantage = findVantage(facts, profile ?? 'auto');
  return facts.vantage;
}

function findVantage(facts: Facts, profile: Profile): Vantage {
  const ims = looksLikeIms(facts);
  const stated = statedHop(facts);
  return { profile, hop: stated ?? ASSUMED[profile](facts, ims), stated: stated !== undefined, ims };
}

/** The hop of a message that does not state its own. */
const ASSUMED: Readonly<Record<Profile, (facts: Facts, ims: boolean) => Hop | undefined>> = {
  auto: (facts, ims) => (ims ? derivedHop(facts) : undefined),
  rfc3261: () => undefined,
  '3gpp-gm': gmHop,
  '3gpp-core': facts =>
    facts.method === 'REGISTER' && facts.request !== undefined && isThirdParty(facts) ? 'ISC' : mwHop(facts),
  roaming: () => 'II-NNI',
};

/** Names that `# @hop` takes; `Gm` and `Mw` leave the finer choice to the message. */
const STATED: ReadonlyMap<string, (facts: Facts) => Hop> = new Map<string, (facts: Facts) => Hop>([
  ['gm', gmHop],
  ['gm-unprotected', () => 'Gm-unprotected'],
  ['mw', mwHop],
  ['mw-pi', () => 'Mw-PI'],
  ['mw-is', () => 'Mw-IS'],
  ['isc', () => 'ISC'],
  ['ii-nni', () => 'II-NNI'],
  ['ic', () => 'II-NNI'],
]);

function statedHop(facts: Facts): Hop | undefined {
  for (const directive of directivesOf(facts.message)) {
    if (directive.key !== 'hop') continue;
    const hop = STATED.get(directive.value.trim().toLowerCase());
    if (hop !== undefined) return hop(facts);
  }
  return undefined;
}

function looksLikeIms(facts: Facts): boolean {
  if (IMS_HEADERS.some(name => facts.has(name))) return true;
  if (/3gppnetwork\.org$/i.test(facts.request?.uri?.host ?? '')) return true;
  const isImsAddress = (name: string): boolean => /3gppnetwork\.org$/i.test(facts.address(name)?.uri?.host ?? '');
  return isImsAddress('To') || isImsAddress('From');
}

function derivedHop(facts: Facts): Hop | undefined {
  if (facts.method !== 'REGISTER') return facts.request === undefined ? undefined : requestHop(facts);
  if (facts.request === undefined) return facts.vias().length >= 2 ? mwHop(facts) : gmHop(facts);
  if (isThirdParty(facts)) return 'ISC';
  return hasNetworkMarks(facts) || facts.vias().length >= 2 ? mwHop(facts) : gmHop(facts);
}

/** Only what a UE alone writes tells that another request than REGISTER is on Gm. */
function requestHop(facts: Facts): Hop | undefined {
  if (facts.vias().length !== 1 || facts.has('P-Asserted-Identity') || facts.has('P-Charging-Vector')) return undefined;
  return facts.has('Security-Verify') || facts.has('P-Preferred-Identity') ? 'Gm' : undefined;
}

/** The S-CSCF registers the user at an application server in its own name (TS 24.229 §5.4.1.7). */
function isThirdParty(facts: Facts): boolean {
  const from = facts.address('From')?.uri;
  const to = facts.address('To')?.uri;
  const contact = facts.address('Contact')?.uri;
  if (from === undefined || to === undefined || contact === undefined || facts.has('Authorization')) return false;
  return from.text !== to.text && from.host !== undefined && from.host === contact.host;
}

/** What a P-CSCF adds (TS 24.229 §5.2.2.1). */
function hasNetworkMarks(facts: Facts): boolean {
  if (facts.has('Path') || facts.has('P-Visited-Network-ID') || facts.has('P-Charging-Vector')) return true;
  return facts.credentials('Authorization').some(one => one.params.some(p => p.nameLower === 'integrity-protected'));
}

function gmHop(facts: Facts): Hop {
  if (facts.method !== 'REGISTER') return 'Gm';
  if (facts.status !== undefined) return facts.status.code >= 200 && facts.status.code < 300 ? 'Gm' : 'Gm-unprotected';
  return facts.has('Security-Verify') ? 'Gm' : 'Gm-unprotected';
}

/** P-CSCF and I-CSCF each add a Via; the I-CSCF puts the S-CSCF into the Request-URI. */
function mwHop(facts: Facts): Hop {
  const vias = facts.vias().length;
  if (facts.method !== 'REGISTER' || facts.request === undefined) return vias >= 3 ? 'Mw-IS' : 'Mw-PI';
  const domain = facts.address('To')?.uri?.host?.toLowerCase();
  const target = facts.request.uri?.host?.toLowerCase();
  return vias >= 3 || (domain !== undefined && target !== undefined && target !== domain) ? 'Mw-IS' : 'Mw-PI';
}
