/** What a registrar checks in a REGISTER, and how it refuses (RFC 3261 §10.3, RFC 5626 §6, TS 24.229 §5.4.1.2). */
import { outcomeOf } from '../diameter/message.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type { Address } from '../syntax/values.ts';
import type { SipPacket } from './message.ts';
import { because } from './origin.ts';
import type { Registration } from './registrar.ts';
import { type Refusal, refusal } from './requestChecks.ts';

/** Multiple registrations need an edge that supports them, and one flow a REGISTER (RFC 5626 §4.2, §6). */
export function checkFlows(request: SipPacket): Refusal | undefined {
  const flows = request.addresses('Contact').filter(contact => parameterOf(contact, 'reg-id') !== undefined);
  if (flows.length > 1) {
    const why = because(
      'scscf-several-flows',
      'RFC 5626 §4.2.1',
      'One REGISTER may name one reg-id only.',
      request.place('Contact', 'reg-id'),
    );
    return refusal(400, 'Bad Contact', why);
  }
  // Proxies put their Path on top, so the first hop is the last one listed.
  const firstHop = request.addresses('Path').at(-1)?.uri;
  const hasOutbound = firstHop?.params.some(param => param.nameLower === 'ob') ?? false;
  if (flows.length === 0 || hasOutbound || !request.tokens('Supported').includes('outbound')) return undefined;
  const sentence = 'The UE asks for a flow of its own (reg-id), but the first hop of Path has no "ob".';
  return refusal(
    439,
    'First Hop Lacks Outbound Support',
    because('scscf-no-outbound', 'RFC 5626 §6', sentence, request.place('Contact', 'reg-id')),
  );
}

/** Inside a standing association a new contact without a flow of its own is refused (TS 24.229 §5.4.1.2.2). */
export function checkNewContact(request: SipPacket, registered: Registration): Refusal | undefined {
  const unknown = request.addresses('Contact').find(contact => {
    const uri = contact.uri?.text;
    return parameterOf(contact, 'reg-id') === undefined && !registered.bindings.some(binding => binding.uri === uri);
  });
  if (unknown === undefined) return undefined;
  const uri = unknown.uri?.text ?? '';
  const sentence = `"${uri}" is not the contact that was registered inside this association.`;
  return refusal(
    403,
    'Forbidden',
    because('scscf-new-contact', 'TS 24.229 §5.4.1.2.2', sentence, request.place('Contact', uri)),
  );
}

/** A request of the same Call-ID must have a higher CSeq than the last one that was granted (RFC 3261 §10.3 step 7). */
export function checkOrder(request: SipPacket, registered: Registration): Refusal | undefined {
  const cseq = request.cseq?.number ?? 0;
  const last = Math.max(0, ...registered.bindings.filter(one => one.callId === request.callId).map(one => one.cseq));
  if (cseq > last) return undefined;
  const sentence = `CSeq ${cseq} is not above ${last}, the last one of this Call-ID.`;
  const why = because('scscf-cseq-order', 'RFC 3261 §10.3', sentence, request.place('CSeq', String(cseq)));
  return refusal(500, 'Server Internal Error', why);
}

/** Only what is bound can be removed (TS 24.229 §5.4.1.4). */
export function checkBound(request: SipPacket, registration: Registration | undefined): Refusal | undefined {
  const bound = registration?.bindings ?? [];
  const contacts = request.addresses('Contact');
  const unknown = contacts.find(contact => !contact.star && !bound.some(one => one.uri === contact.uri?.text));
  if (registration !== undefined && unknown === undefined) return undefined;
  const uri = unknown?.uri?.text ?? '*';
  const sentence = `"${uri}" is not bound here, so it cannot be removed.`;
  const why = because('scscf-no-binding', 'TS 24.229 §5.4.1.4', sentence, request.place('Contact', uri));
  return refusal(481, 'Call/Transaction Does Not Exist', why);
}

/** The SIP answer to a Cx answer that is no success (TS 24.229 §5.4.1.2). */
export function cxRefusal(command: string, answer: DiameterMessage | undefined): Refusal {
  const clause = 'TS 24.229 §5.4.1.2.1';
  const outcome = answer && outcomeOf(answer);
  if (outcome === undefined) {
    const sentence = answer === undefined ? 'The HSS does not answer.' : `The ${command} has no result.`;
    return refusal(480, 'Temporarily Unavailable', because('scscf-hss-silent', clause, sentence));
  }
  const kind = outcome.experimental ? 'Experimental-Result-Code' : 'Result-Code';
  const sentence = `The HSS answers ${kind} ${outcome.code} ${outcome.name} in the ${command}.`;
  const why = because('scscf-cx', clause, sentence);
  if (outcome.experimental && [5001, 5002, 5004, 5006].includes(outcome.code)) return refusal(403, 'Forbidden', why);
  // Another S-CSCF has the user: the I-CSCF is to ask again (TS 29.228 §8.1.2; policy: 480).
  if (outcome.experimental && outcome.code === 5005) return refusal(480, 'Temporarily Unavailable', why);
  return refusal(500, 'Server Internal Error', why);
}

function parameterOf(contact: Address, name: string): string | undefined {
  return contact.params.find(param => param.nameLower === name)?.value;
}
