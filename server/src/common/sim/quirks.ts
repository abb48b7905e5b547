/** What implementations do where the standards leave a choice; `spec` takes the text's reading. */
import type { Quirks } from '../config/configuration.ts';

/** How the HSS steps SQN goes with the profile, too: `network.sqnPolicy` is plus32 for open5gs and plus100 for PyHSS. */
export interface QuirkPolicy {
  /** The I-CSCF's answer when the HSS fails (TS 24.229 §5.3.1.3: 480; Kamailio sends 500). */
  readonly diameterFailure: number;
  readonly diameterFailureReason: string;
  /** Reason phrases of the I-CSCF's 403 by Experimental-Result-Code, where it says more than Forbidden. */
  readonly refusalReasons: { readonly [code: number]: string };
  /** Whether the USIM checks the sequence number at all; SIPp and PJSIP do not (TS 33.102 §6.3.3 asks it to). */
  readonly checksSqn: boolean;
  /** The UE's digest URI: the home domain, or the address that it sends to, as SIPp has it (TS 24.229 §5.1.1.2.2). */
  readonly digestUri: 'home' | 'remote';
  /** Whether AK hides SQN in AUTN and AUTS, on both ends; FHoSS can do without (TS 33.102 §6.3.2). */
  readonly concealsSqn: boolean;
  /** Whether UAA with FIRST_REGISTRATION names a server, as PyHSS does (TS 29.228 §6.1.1.1 forbids it). */
  readonly namesServerAtFirst: boolean;
  /** How the AKAv2 password is made: as in RFC 4169, or the bare XRES as Kamailio does. */
  readonly akav2Password: 'rfc4169' | 'xres';
  /** What the S-CSCF does with an answer to another nonce: 403, or a new challenge as Kamailio (TS 24.229 §5.4.1.2.3A). */
  readonly foreignNonce: 'refuse' | 'challenge';
  /** The P-CSCF's code where a security agreement fails: 494 by RFC 3329 §2.4, or 403 (TS 33.203 §7.3.2.1 leaves it open). */
  readonly agreementFailure: 494 | 403;
}

const SPEC: QuirkPolicy = {
  diameterFailure: 480,
  diameterFailureReason: 'Temporarily Unavailable',
  refusalReasons: {},
  checksSqn: true,
  digestUri: 'home',
  concealsSqn: true,
  namesServerAtFirst: false,
  akav2Password: 'rfc4169',
  foreignNonce: 'refuse',
  agreementFailure: 494,
};

const KAMAILIO_REASONS = {
  5001: 'Forbidden - HSS User Unknown',
  5002: "Forbidden - HSS Identities don't match",
  5003: 'Forbidden - HSS Identity not registered',
  5004: 'Forbidden - HSS Roaming not allowed',
};

const POLICIES: { readonly [quirks in Quirks]: QuirkPolicy } = {
  spec: SPEC,
  kamailio: {
    ...SPEC,
    diameterFailure: 500,
    diameterFailureReason: 'Server Internal Error',
    refusalReasons: KAMAILIO_REASONS,
    akav2Password: 'xres',
    foreignNonce: 'challenge',
  },
  pyhss: { ...SPEC, namesServerAtFirst: true },
  open5gs: SPEC,
  fhoss: { ...SPEC, concealsSqn: false },
  sipp: { ...SPEC, checksSqn: false, digestUri: 'remote' },
  pjsip: { ...SPEC, checksSqn: false },
  ella: { ...SPEC, agreementFailure: 403 },
};

export function quirkPolicy(quirks: Quirks): QuirkPolicy {
  return POLICIES[quirks];
}
