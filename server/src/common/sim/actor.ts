/** What a network element is to the world: it reacts to one event at a time, synchronously. */
import type { SecurityAssociation } from '../auth/ipsecKeys.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type { OutgoingMessage, SipPacket } from './message.ts';
import type { Origin } from './origin.ts';
import type { RandomStream } from './random.ts';
import type { Because, StateValue } from './result.ts';

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** How a SIP message travels. With an association it is inside ESP. */
export interface TransportPath {
  readonly protocol: 'UDP' | 'TCP' | 'TLS';
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** The sender's copy; the receiver accepts the packet only if its own copy has the same SPI and keys. */
  readonly association?: SecurityAssociation | undefined;
  /** Somebody changed the packet after it was sealed: its integrity check fails. */
  readonly isTampered?: boolean;
}

export type DnsType = 'NAPTR' | 'SRV' | 'A';

export interface DnsRecord {
  readonly name: string;
  readonly type: DnsType;
  /** Record data as in a zone file. */
  readonly data: string;
}

export interface DnsMessage {
  readonly id: number;
  readonly name: string;
  readonly type: DnsType;
  /** Absent in a query. */
  readonly answer?: {
    readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL';
    readonly records: readonly DnsRecord[];
    /** What the next questions would ask (RFC 3263 §4.1). */
    readonly additional: readonly DnsRecord[];
  };
}

/** A message whose octets are not modelled: access signalling, and stage-2 descriptions that have no stage 3. */
export interface AbstractMessage {
  readonly name: string;
  readonly elements: { readonly [name: string]: string };
  /** Key material that the message carries; it is handed over, never shown. */
  readonly hidden?: HiddenVector;
}

export interface HiddenVector {
  readonly rand: Uint8Array;
  readonly res: Uint8Array;
  readonly ck: Uint8Array;
  readonly ik: Uint8Array;
}

/** What travels beside a Diameter message: origins of AVP values by AVP name, reasons for an answer. */
export interface DiameterSidecar {
  readonly origins?: { readonly [avp: string]: Origin | undefined };
  readonly because?: readonly Because[];
}

export type SimEvent =
  | { readonly type: 'sip'; readonly packet: SipPacket; readonly path: TransportPath }
  | {
      readonly type: 'diameter';
      readonly message: DiameterMessage;
      /** Diameter identities of both ends. */
      readonly from: string;
      readonly to: string;
      readonly sidecar: DiameterSidecar;
    }
  | { readonly type: 'dns'; readonly message: DnsMessage; readonly from: string }
  | { readonly type: 'abstract'; readonly message: AbstractMessage; readonly from: string }
  /** The transport could not deliver a request: nobody takes the connection. */
  | { readonly type: 'refused'; readonly packet: SipPacket; readonly because: readonly Because[] }
  | { readonly type: 'timer'; readonly name: string; readonly key: string }
  /** What a person or an operator does: `start`, `deregister`, `terminate`. */
  | { readonly type: 'stimulus'; readonly name: string; readonly value: string };

/** How an output is shown. */
export interface Shown {
  readonly clause?: string | undefined;
  readonly because?: readonly Because[] | undefined;
  readonly failed?: boolean | undefined;
  /** Appended to the label in brackets: `retransmission`. */
  readonly remark?: string | undefined;
}

export interface NoteShown extends Shown {
  readonly kind?: 'note' | 'ipsec' | 'timer';
  readonly text?: string;
  /** The title of what follows. */
  readonly phase?: boolean;
  /** Where the note is about two actors: a security association. */
  readonly between?: { readonly from: string; readonly to: string };
}

/** All that an actor can do to the world. Time passes only between events. */
export interface Io {
  /** Virtual milliseconds since the start of the run. */
  readonly now: number;
  /** Octets above which a request must not go over UDP (RFC 3261 §18.1.1). */
  readonly udpLimit: number;
  sip(message: OutgoingMessage, path: TransportPath, shown?: Shown): void;
  /** `host` is the Diameter identity of the peer. */
  diameter(host: string, message: DiameterMessage, sidecar?: DiameterSidecar, shown?: Shown): void;
  dns(to: string, message: DnsMessage): void;
  abstract(to: string, message: AbstractMessage, shown?: Shown): void;
  startTimer(name: string, key: string, milliseconds: number): void;
  stopTimer(name: string, key: string): void;
  /** Something an actor found or did that no message shows. */
  note(label: string, shown?: NoteShown): void;
  /** A stream that goes on where it was left; one per purpose. */
  random(purpose: string): RandomStream;
}

export interface Actor {
  readonly id: string;
  readonly label: string;
  /** IP addresses at which SIP reaches the actor. */
  readonly addresses: readonly string[];
  /** Its only port, where other programs share its address. */
  readonly port?: number;
  /** Diameter identities at which it is reached. */
  readonly diameterHosts?: readonly string[];
  on(event: SimEvent, io: Io): void;
  /** What an engineer would ask the element for; key material is never part of it. */
  state(now: number): StateValue;
}
