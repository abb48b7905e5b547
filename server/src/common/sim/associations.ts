/** The security association database of one end: sets of four, from temporary to gone (TS 33.203 §7.4). */
import { equalBytes } from '../auth/encoding.ts';
import {
  type IpsecKey,
  type SecurityAgreement,
  type SecurityAssociation,
  securityAssociations,
} from '../auth/ipsecKeys.ts';
import type { TransportPath } from './actor.ts';
import type { StateValue } from './result.ts';

/** Life of a set while the authentication runs: reg-await-auth (TS 24.229 table 7.8.1). */
export const TEMPORARY_LIFE = 240_000;
/** What an established set outlives the registration by (TS 33.203 §7.4.1). */
export const LIFE_MARGIN = 30_000;

export type SetState = 'temporary' | 'established' | 'old';

export interface AssociationSet {
  readonly agreement: SecurityAgreement;
  readonly associations: readonly SecurityAssociation[];
  state: SetState;
  /** Virtual milliseconds. */
  expires: number;
}

export function createSet(agreement: SecurityAgreement, now: number): AssociationSet {
  return {
    agreement,
    associations: securityAssociations(agreement),
    state: 'temporary',
    expires: now + TEMPORARY_LIFE,
  };
}

/** SA 1 to 4 of a set. */
export function association(set: AssociationSet, number: 1 | 2 | 3 | 4): SecurityAssociation | undefined {
  return set.associations.find(one => one.number === number);
}

/** What IPsec at the receiver says to a packet. */
export type IpsecVerdict =
  | { readonly ok: true; readonly set: AssociationSet; readonly association: SecurityAssociation }
  | { readonly ok: false; readonly reason: string };

/**
 * Judges a protected packet at its receiver: the SPI must be known, addresses and ports must be those of the
 * association, and the integrity check must succeed, which it does exactly when both ends hold the same keys.
 */
export function judgePacket(sets: readonly AssociationSet[], path: TransportPath): IpsecVerdict {
  const sent = path.association;
  if (sent === undefined) return { ok: false, reason: 'the packet is not protected' };
  for (const set of sets) {
    const own = set.associations.find(one => one.spi === sent.spi && one.from === sent.from);
    if (own === undefined) continue;
    if (own.destination.port !== path.destination.port || own.source.port !== path.source.port) {
      return { ok: false, reason: `SPI ${sent.spi} belongs to other ports` };
    }
    if (path.isTampered || !sameKey(own.integrity, sent.integrity))
      return { ok: false, reason: 'the integrity check value is wrong' };
    if (!sameKey(own.encryption, sent.encryption)) return { ok: false, reason: 'decryption gives no message' };
    return { ok: true, set, association: own };
  }
  return { ok: false, reason: `no security association has SPI ${sent.spi}` };
}

function sameKey(a: IpsecKey | undefined, b: IpsecKey | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equalBytes(a.key.reveal(), b.key.reveal());
}

/** One line per association; no keys. */
export function setState(set: AssociationSet): StateValue {
  return {
    state: set.state,
    expires: set.expires,
    alg: set.agreement.alg,
    ealg: set.agreement.ealg,
    associations: set.associations.map(associationText),
  };
}

/** `SA 1 10.45.0.2:6100 > 10.0.1.10:5101 SPI 3000000002`. */
export function associationText(one: SecurityAssociation): string {
  const { source, destination } = one;
  const ends = `${source.address}:${source.port} > ${destination.address}:${destination.port}`;
  return `SA ${one.number} ${ends} SPI ${one.spi}`;
}
