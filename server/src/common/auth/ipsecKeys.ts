/** Keys and security associations between UE and P-CSCF (3GPP TS 33.203 §6.3, §7.1, Annexes H and I). */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesFromUtf8, concatBytes } from './encoding.ts';
import { Secret } from './secret.ts';

/** `alg` of ipsec-3gpp; hmac-md5-96 went with Release 13 and is still offered by every UE in the field. */
export const INTEGRITY_ALGORITHMS = ['hmac-sha-1-96', 'aes-gmac', 'null', 'hmac-md5-96'] as const;
export type IntegrityAlgorithm = (typeof INTEGRITY_ALGORITHMS)[number];

/** `ealg` of ipsec-3gpp; des-ede3-cbc went with Release 13. */
export const ENCRYPTION_ALGORITHMS = ['aes-cbc', 'aes-gcm', 'null', 'des-ede3-cbc'] as const;
export type EncryptionAlgorithm = (typeof ENCRYPTION_ALGORITHMS)[number];

export function isIntegrityAlgorithm(name: string): name is IntegrityAlgorithm {
  return INTEGRITY_ALGORITHMS.some(known => known === name);
}

export function isEncryptionAlgorithm(name: string): name is EncryptionAlgorithm {
  return ENCRYPTION_ALGORITHMS.some(known => known === name);
}

export function isDeprecatedAlgorithm(name: IntegrityAlgorithm | EncryptionAlgorithm): boolean {
  return name === 'hmac-md5-96' || name === 'des-ede3-cbc';
}

/**
 * Whether the pair makes sense: aes-gcm protects integrity itself and goes with null only, and without it something
 * else must protect integrity (TS 33.203 Annex H); aes-gmac takes the cipher's place (RFC 4543 §3).
 */
export function isLegalPair(alg: IntegrityAlgorithm, ealg: EncryptionAlgorithm): boolean {
  if (alg === 'aes-gmac') return ealg === 'null';
  return (ealg === 'aes-gcm') === (alg === 'null');
}

/** A key, and for the counter modes the salt that precedes the IV (RFC 4106 §4, RFC 4543 §3.2). */
export interface IpsecKey {
  readonly key: Secret<Uint8Array>;
  readonly salt?: Secret<Uint8Array>;
}

/** FC values of the salt derivations (TS 33.203 Annex I, TS 33.220 Annex B). */
const FC_GMAC_SALT = 0x58;
const FC_GCM_SALT = 0x59;

/** IK as `alg` wants it (TS 33.203 Annex I); undefined for null. ck and ik have 16 octets. */
export function integrityKey(alg: IntegrityAlgorithm, ck: Uint8Array, ik: Uint8Array): IpsecKey | undefined {
  switch (alg) {
    case 'hmac-sha-1-96':
      // The hash wants 160 bits: IK and 32 zeros.
      return { key: new Secret(concatBytes(ik, new Uint8Array(4))) };
    case 'hmac-md5-96':
      return { key: new Secret(ik) };
    case 'aes-gmac':
      return { key: new Secret(ik), salt: new Secret(salt(FC_GMAC_SALT, 'AES_GMAC_SALT', ck, ik)) };
    case 'null':
      return undefined;
  }
}

/** CK as `ealg` wants it (TS 33.203 Annex I); undefined for null. */
export function encryptionKey(ealg: EncryptionAlgorithm, ck: Uint8Array, ik: Uint8Array): IpsecKey | undefined {
  switch (ealg) {
    case 'aes-cbc':
      return { key: new Secret(ck) };
    case 'aes-gcm':
      return { key: new Secret(ck), salt: new Secret(salt(FC_GCM_SALT, 'AES_GCM_SALT', ck, ik)) };
    case 'des-ede3-cbc':
      // CK = CK1 || CK2; the three keys are CK1, CK2, CK1, each with odd parity.
      return { key: new Secret(concatBytes(ck, ck.slice(0, 8)).map(oddParity)) };
    case 'null':
      return undefined;
  }
}

/** The last 4 octets of HMAC-SHA-256(CK || IK, FC || P0 || L0). */
function salt(fc: number, label: string, ck: Uint8Array, ik: Uint8Array): Uint8Array {
  const p0 = bytesFromUtf8(label);
  const input = concatBytes(Uint8Array.of(fc), p0, Uint8Array.of(0, p0.length));
  return hmac(sha256, concatBytes(ck, ik), input).slice(-4);
}

function oddParity(octet: number): number {
  let ones = 0;
  for (let bits = octet >> 1; bits > 0; bits >>= 1) ones += bits & 1;
  return (octet & 0xfe) | ((ones & 1) ^ 1);
}

/** One side's half of the agreement: Security-Client for the UE, Security-Server for the P-CSCF. */
export interface SecurityEnd {
  readonly address: string;
  readonly spiC: number;
  readonly spiS: number;
  readonly portC: number;
  readonly portS: number;
}

export interface SecurityAgreement {
  readonly ue: SecurityEnd;
  readonly pcscf: SecurityEnd;
  readonly alg: IntegrityAlgorithm;
  readonly ealg: EncryptionAlgorithm;
  readonly ck: Uint8Array;
  readonly ik: Uint8Array;
}

/** One unidirectional association; the receiver chose its SPI. All four have the same keys. */
export interface SecurityAssociation {
  readonly number: 1 | 2 | 3 | 4;
  readonly from: 'UE' | 'P-CSCF';
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  readonly spi: number;
  readonly purpose: string;
  readonly alg: IntegrityAlgorithm;
  readonly ealg: EncryptionAlgorithm;
  readonly integrity: IpsecKey | undefined;
  readonly encryption: IpsecKey | undefined;
}

/** The two pairs of TS 33.203 §7.1: UE client to P-CSCF server and back, P-CSCF client to UE server and back. */
export function securityAssociations(agreement: SecurityAgreement): readonly SecurityAssociation[] {
  const { ue, pcscf, alg, ealg, ck, ik } = agreement;
  const keys = { alg, ealg, integrity: integrityKey(alg, ck, ik), encryption: encryptionKey(ealg, ck, ik) };
  const ends = {
    ueC: { address: ue.address, port: ue.portC },
    ueS: { address: ue.address, port: ue.portS },
    pcscfC: { address: pcscf.address, port: pcscf.portC },
    pcscfS: { address: pcscf.address, port: pcscf.portS },
  };
  const fromUe = { from: 'UE', ...keys } as const;
  const fromPcscf = { from: 'P-CSCF', ...keys } as const;
  return [
    {
      number: 1,
      ...fromUe,
      source: ends.ueC,
      destination: ends.pcscfS,
      spi: pcscf.spiS,
      purpose: "The UE's requests, and over UDP its responses.",
    },
    {
      number: 2,
      ...fromPcscf,
      source: ends.pcscfS,
      destination: ends.ueC,
      spi: ue.spiC,
      purpose: 'Responses over the TCP connection that the UE opened.',
    },
    {
      number: 3,
      ...fromPcscf,
      source: ends.pcscfC,
      destination: ends.ueS,
      spi: ue.spiS,
      purpose: "The P-CSCF's requests, and over UDP its responses.",
    },
    {
      number: 4,
      ...fromUe,
      source: ends.ueS,
      destination: ends.pcscfC,
      spi: pcscf.spiC,
      purpose: 'Responses over the TCP connection that the P-CSCF opened.',
    },
  ];
}
