/** What every server checks before it looks at the method (RFC 3261 §8.2, §16.3). */
import { header, type OutgoingMessage, responseTo, type SipPacket } from './message.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';

/** Header fields that every request needs, in a form that can be read (RFC 3261 §8.1.1). */
const MANDATORY = ['Via', 'From', 'To', 'Call-ID', 'CSeq'] as const;
/** Others that a registrar or a proxy reads. */
const READ = ['Contact', 'Max-Forwards', 'Expires', 'Authorization', 'Route', 'Path'] as const;

/** Why a request gets a failure response at once. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly because: Because;
}

export function refusal(
  code: number,
  reason: string,
  why: Because,
  headers: readonly { readonly name: string; readonly value: string }[] = [],
): Refusal {
  return { code, reason, headers, because: why };
}

/** The response of a refusal. */
export function refuse(
  request: SipPacket,
  refused: Refusal,
  tag: string,
  inherited: readonly Because[] = [],
): OutgoingMessage {
  const lines = refused.headers.map(line => header(line.name, line.value));
  return responseTo(request, refused.code, refused.reason, lines, [...inherited, refused.because], tag);
}

/** `actor` is part of the rule's id: `pcscf-malformed`. */
export function checkRequest(actor: string, request: SipPacket): Refusal | undefined {
  for (const name of [...MANDATORY, ...READ]) {
    const line = request.header(name);
    if (line === undefined && MANDATORY.some(one => one === name)) {
      const why = because(`${actor}-missing-header`, 'RFC 3261 §8.1.1', `The request has no ${name}.`);
      return refusal(400, `Missing ${name}`, why);
    }
    if (line?.hasErrors) {
      const why = because(
        `${actor}-malformed`,
        'RFC 3261 §16.3',
        `${name} cannot be read: "${line.raw}".`,
        request.place(name),
      );
      return refusal(400, `Bad ${name}`, why);
    }
  }
  const method = request.cseq?.method;
  if (method !== request.method) {
    const sentence = `CSeq says ${method}, the request is ${request.method}.`;
    return refusal(
      400,
      'CSeq Method Mismatch',
      because(`${actor}-cseq`, 'RFC 3261 §8.1.1.5', sentence, request.place('CSeq', method)),
    );
  }
  return undefined;
}

/** Rules of Contact in a REGISTER (RFC 3261 §10.2.2, §10.3 step 6, §25.1; RFC 5626 §4.2). */
export function checkContacts(actor: string, request: SipPacket): Refusal | undefined {
  const contacts = request.addresses('Contact');
  const star = contacts.find(contact => contact.star);
  if (star !== undefined && (contacts.length > 1 || request.value('Expires')?.trim() !== '0')) {
    const sentence = 'Contact "*" must stand alone and needs Expires: 0.';
    const why = because(`${actor}-contact-star`, 'RFC 3261 §10.2.2', sentence, request.place('Contact', '*'));
    return refusal(400, 'Bad Contact', why);
  }
  for (const { name, isRight, rule, range } of CONTACT_PARAMETERS) {
    const values = contacts.flatMap(contact => contact.params.filter(one => one.nameLower === name));
    const wrong = values.find(param => !isRight(param.value ?? ''));
    if (wrong === undefined) continue;
    const text = `${name}=${wrong.value ?? ''}`;
    const why = because(
      `${actor}-contact-parameter`,
      rule,
      `Contact has ${text}; it must be ${range}.`,
      request.place('Contact', text),
    );
    return refusal(400, 'Bad Contact', why);
  }
  return undefined;
}

const CONTACT_PARAMETERS: readonly {
  readonly name: string;
  readonly rule: string;
  readonly range: string;
  readonly isRight: (value: string) => boolean;
}[] = [
  {
    name: 'q',
    rule: 'RFC 3261 §25.1',
    range: 'between 0 and 1',
    isRight: value => /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value),
  },
  {
    name: 'reg-id',
    rule: 'RFC 5626 §4.2.1',
    range: 'between 1 and 2147483647',
    isRight: value => /^\d{1,10}$/.test(value) && Number(value) > 0 && Number(value) < 2 ** 31,
  },
];

/** A request that has been here comes back in a circle (RFC 3261 §16.3 step 4). */
export function checkLoop(
  actor: string,
  request: SipPacket,
  own: { readonly address: string; readonly port: number },
): Refusal | undefined {
  const via = request.vias().find(one => one.host === own.address && (one.port ?? 5060) === own.port);
  if (via === undefined) return undefined;
  const sentence = `The request has passed ${own.address}:${own.port} before.`;
  return refusal(
    482,
    'Loop Detected',
    because(`${actor}-loop`, 'RFC 3261 §16.3', sentence, request.place('Via', own.address)),
  );
}

/** What a proxy checks besides (RFC 3261 §16.3 steps 3 and 5). */
export function checkProxied(actor: string, request: SipPacket, understood: readonly string[]): Refusal | undefined {
  const maxForwards = request.integer('Max-Forwards');
  if (maxForwards === 0) {
    const sentence = 'Max-Forwards is 0, so the request may go no further.';
    const why = because(`${actor}-max-forwards`, 'RFC 3261 §16.3', sentence, request.place('Max-Forwards'));
    return refusal(483, 'Too Many Hops', why);
  }
  return checkOptions(actor, request, 'Proxy-Require', understood);
}

/** Option tags that this element must understand and does not (RFC 3261 §8.2.2.3). */
export function checkOptions(
  actor: string,
  request: SipPacket,
  name: 'Require' | 'Proxy-Require',
  understood: readonly string[],
): Refusal | undefined {
  const unknown = request.tokens(name).filter(tag => !understood.includes(tag));
  if (unknown.length === 0) return undefined;
  const sentence = `${name} asks for ${unknown.join(', ')}, which is not supported here.`;
  const why = because(`${actor}-option`, 'RFC 3261 §8.2.2.3', sentence, request.place(name, unknown[0]));
  return refusal(420, 'Bad Extension', why, [{ name: 'Unsupported', value: unknown.join(', ') }]);
}

/** The expiry that a REGISTER asks for one contact, in seconds (RFC 3261 §10.2.1.1). */
export function requestedExpiry(
  request: SipPacket,
  contact = 0,
): { readonly seconds: number | undefined; readonly header: string } {
  const own = request.addresses('Contact')[contact]?.params.find(param => param.nameLower === 'expires')?.value;
  if (own !== undefined) return { seconds: expirySeconds(own), header: 'Contact' };
  const value = request.value('Expires');
  return { seconds: value === undefined ? undefined : expirySeconds(value), header: 'Expires' };
}

/** A malformed expiry means 3600 s (RFC 3261 §10.2.1.1). */
function expirySeconds(text: string): number {
  return /^\d{1,10}$/.test(text) ? Math.min(Number(text), 2 ** 32 - 1) : 3600;
}
