/** What a flow is: which actors stand in the world and what is done to them. Outcomes are never part of it. */
import type { Configuration, Subscriber } from '../config/configuration.ts';
import type { Actor } from './actor.ts';
import type { Credentials, Vantage } from './authored.ts';
import type { FaultPlan } from './faults.ts';
import type { SipPacket } from './message.ts';
import type { OwnRegister } from './ownRegisters.ts';
import type { FlowOutcome } from './result.ts';

export interface FlowContext {
  readonly vantage: Vantage;
  readonly configuration: Configuration;
  readonly authored: SipPacket;
  readonly subscriber: Subscriber;
  /** Address of the UE. */
  readonly address: string;
  readonly faults: FaultPlan;
}

export interface Stimulus {
  readonly actor: string;
  readonly name: string;
  readonly value?: string;
  /** Virtual milliseconds. */
  readonly at: number;
}

export interface Scenario {
  /** In the order of the ladder's columns. */
  readonly actors: readonly Actor[];
  readonly stimuli: readonly Stimulus[];
  /** Virtual milliseconds after which nothing more is looked at, or when only timers of a standing registration run. */
  readonly horizon: number | 'settled';
  outcome(): FlowOutcome;
}

export interface Flow {
  readonly id: string;
  readonly title: string;
  readonly spec: string;
  readonly description: string;
  /** Vantages from which it can start; only the UE's own message unless said otherwise. */
  readonly vantages?: readonly Vantage[];
  /** What the subscriber must have; AKA keys unless said otherwise. */
  readonly credentials?: Credentials;
  /** The REGISTER of a run without an authored one; the UE's first one by TS 24.229 unless said otherwise. */
  readonly ownRegister?: OwnRegister;
  /** Only a subscriber of the home domain can send it. */
  readonly isHome?: boolean;
  build(context: FlowContext): Scenario;
}
