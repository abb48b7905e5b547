/** Registration information documents (RFC 3680 §5, RFC 5628 for GRUUs): written by the S-CSCF, read by subscribers. */

import type { XmlElement } from '../bodies/xml/parse.ts';
import type { Binding, Gruu } from './registrar.ts';
import { attribute, childrenNamed, childText, escapeXml, rootOf } from './xml.ts';

/** What happened to a contact (RFC 3680 §5.2). */
export type ContactEvent =
  | 'registered'
  | 'created'
  | 'refreshed'
  | 'shortened'
  | 'expired'
  | 'deactivated'
  | 'probation'
  | 'unregistered'
  | 'rejected';

export interface RegistrationDocument {
  readonly version: number;
  readonly state: 'full' | 'partial';
  readonly registrations: readonly RegistrationElement[];
}

export interface RegistrationElement {
  readonly aor: string;
  readonly state: 'init' | 'active' | 'terminated';
  readonly contacts: readonly ContactElement[];
}

export interface ContactElement {
  readonly uri: string;
  readonly state: 'active' | 'terminated';
  readonly event: string;
  /** Seconds. */
  readonly expires: number | undefined;
  /** Instance id, as in the Contact's parameter. */
  readonly instance?: string | undefined;
  readonly callId?: string | undefined;
  readonly cseq?: number | undefined;
  readonly gruu?: Gruu | undefined;
}

/** After these events the contact is still bound. */
export function isActiveEvent(event: ContactEvent): boolean {
  return ['registered', 'created', 'refreshed', 'shortened'].includes(event);
}

/** The contacts of a set's registration as each identity's element shows them. */
export function contactElements(bindings: readonly Binding[], event: ContactEvent, now: number): ContactElement[] {
  const isActive = isActiveEvent(event);
  return bindings.map(binding => ({
    uri: binding.uri,
    state: isActive ? 'active' : 'terminated',
    event,
    expires: isActive ? Math.max(0, Math.round((binding.expires - now) / 1000)) : undefined,
    instance: binding.instance,
    callId: binding.callId,
    cseq: binding.cseq,
    gruu: isActive ? binding.gruu : undefined,
  }));
}

export function writeReginfo(document: RegistrationDocument): string {
  const registrations = document.registrations.map((registration, i) => {
    const contacts = registration.contacts.map(contact => writeContact(contact, `c${i}-${hashOf(contact.uri)}`));
    const attributes = `aor="${escapeXml(registration.aor)}" id="r${i}" state="${registration.state}"`;
    return `<registration ${attributes}>${contacts.join('')}</registration>`;
  });
  const hasGruus = document.registrations.some(one => one.contacts.some(contact => contact.gruu !== undefined));
  const gr = hasGruus ? ' xmlns:gr="urn:ietf:params:xml:ns:gruuinfo"' : '';
  const root = `<reginfo xmlns="urn:ietf:params:xml:ns:reginfo"${gr} version="${document.version}" state="${document.state}">`;
  return `<?xml version="1.0" encoding="UTF-8"?>\r\n${root}${registrations.join('')}</reginfo>\r\n`;
}

/** A contact keeps its id from one document to the next (RFC 3680 §5.2). */
function hashOf(uri: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < uri.length; i++) hash = Math.imul(hash ^ uri.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function writeContact(contact: ContactElement, id: string): string {
  const { callId, cseq, gruu } = contact;
  const call = callId === undefined || cseq === undefined ? '' : ` callid="${escapeXml(callId)}" cseq="${cseq}"`;
  // RFC 5628 §5: the first CSeq whose temp-gruu is still good is that of this REGISTER.
  const gruus =
    gruu === undefined
      ? ''
      : `<gr:pub-gruu uri="${escapeXml(gruu.pub)}"/><gr:temp-gruu uri="${escapeXml(gruu.temp)}" first-cseq="${cseq ?? 0}"/>`;
  const expires = contact.expires === undefined ? '' : ` expires="${contact.expires}"`;
  const uri = `<uri>${escapeXml(contact.uri)}</uri>`;
  const instance =
    contact.instance === undefined
      ? ''
      : `<unknown-param name="+sip.instance">${escapeXml(`"${contact.instance}"`)}</unknown-param>`;
  return `<contact id="${id}" state="${contact.state}" event="${contact.event}"${expires}${call}>${uri}${instance}${gruus}</contact>`;
}

/** Undefined when the body is no reginfo document. */
export function readReginfo(text: string): RegistrationDocument | undefined {
  const root = rootOf(text.trim());
  if (root?.local !== 'reginfo') return undefined;
  return {
    version: Number(attribute(root, 'version') ?? 0),
    state: attribute(root, 'state') === 'partial' ? 'partial' : 'full',
    registrations: childrenNamed(root, 'registration').map(readRegistration),
  };
}

function readRegistration(element: XmlElement): RegistrationElement {
  const state = attribute(element, 'state');
  const contacts = childrenNamed(element, 'contact').map((contact): ContactElement => {
    const expires = attribute(contact, 'expires');
    return {
      uri: childText(contact, 'uri') ?? '',
      state: attribute(contact, 'state') === 'active' ? 'active' : 'terminated',
      event: attribute(contact, 'event') ?? '',
      expires: expires === undefined ? undefined : Number(expires),
    };
  });
  const isKnown = state === 'active' || state === 'terminated';
  return { aor: attribute(element, 'aor') ?? '', state: isKnown ? state : 'init', contacts };
}
