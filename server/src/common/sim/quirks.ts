/** What implementations do where the standards leave a choice; `spec` takes the text's reading. */
import type { Quirks } from '../config/configuration.ts';

export interface QuirkPolicy {
  /** The I-CSCF's answer when the HSS fails (TS 24.229 §5.3.1.3: 480; Kamailio sends 500). */
  readonly diameterFailure: number;
  readonly diameterFailureReason: string;
  /** Whether the USIM checks the sequence number at all; SIPp and PJSIP do not (TS 33.102 §6.3.3 asks it to). */
  readonly checksSqn: boolean;
  /** Whether UAA with FIRST_REGISTRATION names a server, as PyHSS does (TS 29.228 §6.1.1.1 forbids it). */
  readonly namesServerAtFirst: boolean;
  /** How the AKAv2 password is made: as in RFC 4169, or the bare XRES as Kamailio does. */
  readonly akav2Password: 'rfc4169' | 'xres';
}

const SPEC: QuirkPolicy = {
  diameterFailure: 480,
  diameterFailureReason: 'Temporarily Unavailable',
  checksSqn: true,
  namesServerAtFirst: false,
  akav2Password: 'rfc4169',
};

const POLICIES: { readonly [quirks in Quirks]: QuirkPolicy } = {
  spec: SPEC,
  kamailio: { ...SPEC, diameterFailure: 500, diameterFailureReason: 'Server Internal Error', akav2Password: 'xres' },
  pyhss: { ...SPEC, namesServerAtFirst: true },
  open5gs: SPEC,
  fhoss: SPEC,
  sipp: { ...SPEC, checksSqn: false },
  pjsip: { ...SPEC, checksSqn: false },
  ella: SPEC,
};

export function quirkPolicy(quirks: Quirks): QuirkPolicy {
  return POLICIES[quirks];
}
