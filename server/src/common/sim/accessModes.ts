/** How the P-CSCF protects the access and what it tells the S-CSCF of it (TS 33.203 Annex P.3; Annexes N, O, R, T, X). */
import type { SipPacket } from './message.ts';

export type AccessSecurity =
  /** IMS AKA with IPsec (§7). */
  | 'ipsec'
  /** IMS AKA on an access that is not protected: no standard has it, laboratories do. */
  | 'unprotected'
  /** Nothing that the P-CSCF knows of: the home network chooses how to authenticate (RFC 3261 §22). */
  | 'open'
  /** SIP Digest (Annex N). */
  | 'digest'
  /** SIP Digest with TLS set up during registration (Annex O). */
  | 'tls'
  /** AKAv2 over TLS (Annex X). */
  | 'akav2-tls'
  /** GPRS-IMS-bundled: the IP address authenticates (Annex T). */
  | 'giba'
  /** NASS-bundled: the line authenticates (Annex R). */
  | 'nass';

/** What is known of the way a REGISTER came. */
export interface Arrival {
  /** Inside an IPsec association. */
  readonly isIpsec: boolean;
  readonly isTls: boolean;
  /** The source address belongs to a registered user, this one. */
  readonly isKnownAddress: boolean;
}

/** Value of integrity-protected; undefined when nothing is written. */
export function integrityFlag(mode: AccessSecurity, request: SipPacket, arrival: Arrival): string | undefined {
  const hasAnswer = (request.directive('Authorization', 'response') ?? '') !== '';
  switch (mode) {
    case 'ipsec':
      return arrival.isIpsec ? 'yes' : 'no';
    case 'unprotected':
      return 'no';
    case 'digest':
      if (arrival.isKnownAddress) return 'ip-assoc-yes';
      return hasAnswer ? 'ip-assoc-pending' : undefined;
    case 'tls':
      if (!arrival.isTls) return undefined;
      return arrival.isKnownAddress ? 'tls-yes' : 'tls-pending';
    case 'akav2-tls':
      return 'tls-connected';
    case 'open':
    case 'giba':
    case 'nass':
      return undefined;
  }
}

/** What the P-CSCF must find in Security-Client of an unprotected REGISTER. */
export function requiredMechanism(mode: AccessSecurity): 'ipsec-3gpp' | 'tls' | undefined {
  if (mode === 'ipsec') return 'ipsec-3gpp';
  return mode === 'tls' ? 'tls' : undefined;
}

/** How the S-CSCF authenticates a REGISTER (TS 24.229 §5.4.1.1, TS 33.203 Annex P.4). */
export type AuthenticationMethod = 'aka' | 'akav2' | 'digest' | 'network' | 'trusted';

export function methodOf(request: SipPacket): AuthenticationMethod {
  if (request.header('Authorization') === undefined) return 'network';
  switch (request.directive('Authorization', 'integrity-protected')?.toLowerCase()) {
    case 'yes':
    case 'no':
      return 'aka';
    case 'tls-connected':
      return 'akav2';
    case 'auth-done':
      return 'trusted';
    default:
      return 'digest';
  }
}
