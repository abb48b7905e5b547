/**
 * What a flow run gives back: plain data, the same for the editor, the command line and the tests.
 */

export type FlowEventKind = 'sip' | 'diameter' | 'dns' | 'bearer' | 'ipsec' | 'note' | 'timer';

/** A reason behind an outcome or an event: the rule that decided, its clause, and what it looked at. */
export interface Because {
  /** Stable id of the deciding step, `hss-uar-roaming`. */
  readonly rule: string;
  /** One sentence for a person: what was found and what was expected. */
  readonly message: string;
  readonly spec: string;
  /** Offsets in the authored message (`SipMessage.text`) of the text that decided. */
  readonly range?: { readonly start: number; readonly end: number };
  /** Path of the configuration value that decided, `network.roaming`. */
  readonly config?: string;
}

export interface FlowEvent {
  /** Counts from 1 in the order of the run. */
  readonly n: number;
  /** Virtual milliseconds since the start of the run. */
  readonly at: number;
  readonly kind: FlowEventKind;
  /** Actor ids; equal for a note or a timer. */
  readonly from: string;
  readonly to: string;
  /** One line: `REGISTER`, `401 Unauthorized`, `UAR`, `UAA 2001`. */
  readonly label: string;
  /** The whole SIP message as on the wire (secrets of the subscriber never stand in it), or the decoded text. */
  readonly text?: string;
  readonly clause?: string;
  readonly because?: readonly Because[];
  /** A failure starts or shows here. */
  readonly failed?: boolean;
  /** The label is the title of what follows, across all actors. */
  readonly phase?: boolean;
  /** Protected by an IPsec security association on this hop. */
  readonly secured?: boolean;
}

export interface FlowActor {
  readonly id: string;
  /** `P-CSCF`, `HSS`. */
  readonly label: string;
  readonly address?: string;
}

export type FlowStatus = 'registered' | 'rejected' | 'failed' | 'deregistered';

export interface FlowOutcome {
  readonly status: FlowStatus;
  /** Final status code that the UE got, when it got one. */
  readonly code?: number;
  readonly reason: string;
  readonly because: readonly Because[];
}

/** JSON values that show an actor's state after the run; key material is never part of it. */
export type StateValue =
  | string
  | number
  | boolean
  | null
  | readonly StateValue[]
  | { readonly [key: string]: StateValue };

export interface FlowResult {
  readonly flow: string;
  readonly title: string;
  readonly outcome: FlowOutcome;
  readonly actors: readonly FlowActor[];
  readonly events: readonly FlowEvent[];
  readonly state: { readonly [actor: string]: StateValue };
}
