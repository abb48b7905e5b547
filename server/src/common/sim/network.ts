/** The elements of an IMS network as a configuration and the faults of a run describe them. */
import type { AccessSecurity } from './accessModes.ts';
import type { Actor, Io, SimEvent } from './actor.ts';
import { ApplicationServer, type ApplicationServerHabits } from './actors/as.ts';
import { Dns, zoneOf } from './actors/dns.ts';
import { Hss, type HssOptions } from './actors/hss.ts';
import { type EntryOptions, Icscf } from './actors/icscf.ts';
import { MwSource } from './actors/mwSource.ts';
import { Pcscf, type PcscfOptions } from './actors/pcscf.ts';
import { Scscf } from './actors/scscf.ts';
import { Ue, type UeOptions } from './actors/ue.ts';
import type { FlowContext } from './flow.ts';
import type { FlowOutcome, StateValue } from './result.ts';
import type { ScscfHabits } from './scscfRegistration.ts';

/** What sends the REGISTER and knows how it ended. */
export interface Source extends Actor {
  readonly outcome: FlowOutcome;
}

export interface ImsNetwork {
  readonly source: Source;
  /** The source first, then the network from the access to the application servers. */
  readonly actors: readonly Actor[];
}

/** What a flow may ask of the UE. */
export interface UeHabits {
  /** Never refreshes its registration. */
  readonly isLazy?: boolean;
  /** Tries again when a registration has failed (TS 24.229 §5.1.1.2.1). */
  readonly retries?: boolean;
}

/** What a flow may ask of the network elements. */
export interface NetworkOptions {
  readonly ue?: UeHabits;
  readonly pcscf?: Partial<PcscfOptions>;
  readonly scscf?: ScscfHabits;
  readonly hss?: HssOptions;
  readonly as?: ApplicationServerHabits;
  /** Ids of elements that the stimuli `fail` and `recover` take down and bring back. */
  readonly mortal?: readonly string[];
}

/** UE, P-CSCF and the home network. */
export function imsNetwork(context: FlowContext, security: AccessSecurity, options: NetworkOptions = {}): ImsNetwork {
  const source = ueOf(context, options.ue);
  const pcscf = new Pcscf(context.configuration, {
    security,
    ...(context.faults.core.portInUse && { occupied: context.address }),
    ...options.pcscf,
  });
  return { source, actors: withFaults(context, [source, pcscf, ...homeNetwork(context, {}, options)]) };
}

export function ueOptions(context: FlowContext, habits: UeHabits = {}): UeOptions {
  const { authored, subscriber, address, faults } = context;
  return { subscriber, authored, address, faults: faults.ue, ...habits };
}

export function ueOf(context: FlowContext, habits: UeHabits = {}): Ue {
  return new Ue(context.configuration, ueOptions(context, habits));
}

/** UE and P-CSCF as one, for a message that was captured behind the P-CSCF. */
export function mwSourceOf(context: FlowContext, label?: string): MwSource {
  const { configuration, authored, subscriber } = context;
  return new MwSource(configuration, { subscriber, authored, ...(label !== undefined && { label }) });
}

/** The I-CSCF must take what comes from there, and be where its Route points. */
export function entryFor(source: MwSource, authored: FlowContext['authored']): EntryOptions {
  const entry = authored.addresses('Route')[0]?.uri?.host;
  const aliases = entry === undefined || /[a-z]/i.test(entry) ? [] : [entry];
  return { aliases, trusted: source.addresses };
}

/** The home network alone, with the author's message coming from where its top Via says. */
export function networkBehindPcscf(context: FlowContext, label?: string): ImsNetwork {
  const source = mwSourceOf(context, label);
  return { source, actors: withFaults(context, [source, ...homeNetwork(context, entryFor(source, context.authored))]) };
}

/** From the name server to the application servers. */
export function homeNetwork(context: FlowContext, entry: EntryOptions = {}, options: NetworkOptions = {}): Actor[] {
  const { configuration, faults } = context;
  const { network } = configuration;
  return [
    new Dns(zoneOf(configuration), faults.dns),
    new Icscf(configuration, { ...entry, ...(faults.core.untrusted && { distrusts: faults.core.untrusted }) }),
    ...network.scscf.map(
      own => new Scscf(configuration, own, { ...options.scscf, busy: faults.core.busy?.get(own.name) }),
    ),
    new Hss(configuration, { ...options.hss, faults: faults.hss }),
    ...network.as.map(own => new ApplicationServer(own, options.as)),
  ].map(actor => (options.mortal?.includes(actor.id) ? mortal(actor) : actor));
}

/** Elements that a fault has taken down stay, but react to nothing. */
export function withFaults(context: FlowContext, actors: readonly Actor[]): Actor[] {
  return actors.map(actor => (context.faults.dead.has(actor.id) ? silent(actor) : actor));
}

/** An element that can be taken down during the run; what it has in memory is still there when it comes back. */
function mortal(actor: Actor): Actor {
  let isDown = false;
  return {
    ...silent(actor),
    on(event: SimEvent, io: Io): void {
      const word = event.type === 'stimulus' ? event.name : '';
      if (word === 'fail' || word === 'recover') {
        isDown = word === 'fail';
        io.note(isDown ? `${actor.label} fails` : `${actor.label} is back`, { failed: isDown });
      } else if (!isDown) {
        actor.on(event, io);
      }
    },
    state: now => actor.state(now),
  };
}

/** An element that is there but reacts to nothing. */
function silent(actor: Actor): Actor {
  return {
    id: actor.id,
    label: actor.label,
    addresses: actor.addresses,
    ...(actor.diameterHosts && { diameterHosts: actor.diameterHosts }),
    on(_event: SimEvent, _io: Io): void {},
    state(): StateValue {
      return { down: true };
    },
  };
}
