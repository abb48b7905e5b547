/** Diameter messages as data (RFC 6733 §3, §4). */

export type AvpType =
  | 'OctetString'
  | 'UTF8String'
  | 'DiameterIdentity'
  | 'DiameterURI'
  | 'Unsigned32'
  | 'Enumerated'
  | 'Address'
  | 'Time'
  | 'Grouped';

/** One line of a dictionary. */
export interface AvpRow {
  readonly code: number;
  /** 0 for the IETF, 10415 for 3GPP, 13019 for ETSI. */
  readonly vendor: number;
  readonly name: string;
  readonly type: AvpType;
  /** The M bit that a sender sets. */
  readonly mandatory: boolean;
  /** Names of the values of an Enumerated AVP. */
  readonly values?: { readonly [value: number]: string };
  /** Key material: its octets never reach a text for people. */
  readonly secret?: true;
}

export interface CommandRow {
  readonly code: number;
  readonly request: string;
  readonly answer: string;
  readonly name: string;
  /** The P bit (RFC 6733 §3). */
  readonly proxiable: boolean;
}

export interface Dictionary {
  /** 0 for the base protocol. */
  readonly application: number;
  readonly name: string;
  readonly commands: readonly CommandRow[];
  readonly avps: readonly AvpRow[];
  /** Result-Code and Experimental-Result-Code names, base ones not repeated. */
  readonly results: { readonly [code: number]: string };
  /** Clause that the decoded text cites. */
  readonly spec: string;
}

/** Text for the text types and Address, a number for the numeric ones, octets for OctetString, members for Grouped. */
export type AvpData = string | number | Uint8Array | readonly Avp[];

export interface Avp {
  readonly code: number;
  readonly vendor: number;
  /** Dictionary name, or `AVP 999` when no dictionary has it. */
  readonly name: string;
  readonly mandatory: boolean;
  readonly data: AvpData;
}

export interface DiameterMessage {
  readonly application: number;
  readonly command: number;
  readonly request: boolean;
  readonly proxiable: boolean;
  /** Set only in answers that carry a protocol error (RFC 6733 §7.2). */
  readonly error: boolean;
  readonly retransmitted: boolean;
  readonly hopByHop: number;
  readonly endToEnd: number;
  readonly avps: readonly Avp[];
}
