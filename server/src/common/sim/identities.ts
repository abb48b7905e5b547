/** Identities as the network reads them from a REGISTER (TS 24.229 §5.3.1.2, §5.4.1.2). */
import { canonicalImpu, impiFromImpu } from '../auth/identities.ts';
import type { SipPacket } from './message.ts';
import type { Origin } from './origin.ts';

export interface RegisterIdentities {
  readonly impi: string;
  readonly impiOrigin: Origin | undefined;
  readonly impu: string;
  readonly impuOrigin: Origin | undefined;
}

/** The private identity is the username, or derived from To when there are no credentials. */
export function identitiesOf(request: SipPacket): RegisterIdentities {
  const to = request.addresses('To')[0]?.uri?.text ?? '';
  const username = request.directive('Authorization', 'username');
  return {
    impi: username ?? impiFromImpu(to) ?? '',
    impiOrigin: request.origin(username === undefined ? 'To' : 'Authorization'),
    impu: canonicalImpu(to),
    impuOrigin: request.origin('To'),
  };
}

/** Every contact is to be removed: `*`, or expiry 0 for each (TS 29.228 §6.1.1.1). */
export function isDeregistration(request: SipPacket): boolean {
  const contacts = request.addresses('Contact');
  const header = request.value('Expires')?.trim();
  return (
    contacts.length > 0 &&
    contacts.every(contact => {
      const own = contact.params.find(param => param.nameLower === 'expires')?.value;
      return (own ?? header) === '0';
    })
  );
}

/** The contact is for emergency calls (TS 24.229 §5.1.6). */
export function isEmergency(request: SipPacket): boolean {
  return request.addresses('Contact').some(contact => contact.uri?.params.some(param => param.nameLower === 'sos'));
}
