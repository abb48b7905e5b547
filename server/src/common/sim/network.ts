/** The elements of an IMS network as a configuration and the faults of a run describe them. */
import type { Actor, Io, SimEvent } from './actor.ts';
import { ApplicationServer } from './actors/as.ts';
import { Dns, zoneOf } from './actors/dns.ts';
import { Hss } from './actors/hss.ts';
import { Icscf } from './actors/icscf.ts';
import { type AccessSecurity, Pcscf } from './actors/pcscf.ts';
import { Scscf } from './actors/scscf.ts';
import { Ue } from './actors/ue.ts';
import type { FlowContext } from './flow.ts';
import type { StateValue } from './result.ts';

export interface ImsNetwork {
  readonly ue: Ue;
  /** UE first, then the network from the access to the application servers. */
  readonly actors: readonly Actor[];
}

/** What a flow may ask of the UE. */
export interface UeHabits {
  /** Never refreshes its registration. */
  readonly isLazy?: boolean;
}

export function imsNetwork(context: FlowContext, security: AccessSecurity, habits: UeHabits = {}): ImsNetwork {
  const { configuration, authored, subscriber, address, faults } = context;
  const { corrupt, hssFailure } = faults;
  const ue = new Ue(configuration, { subscriber, authored, address, ...habits, ...(corrupt && { corrupt }) });
  const { network } = configuration;
  const actors: Actor[] = [
    ue,
    new Pcscf(configuration, security),
    new Dns(zoneOf(configuration), faults.dns),
    new Icscf(configuration),
    ...network.scscf.map(own => new Scscf(configuration, own)),
    new Hss(configuration, hssFailure && { failWith: hssFailure }),
    ...network.as.map(own => new ApplicationServer(own)),
  ];
  return { ue, actors: actors.map(actor => (faults.dead.has(actor.id) ? silent(actor) : actor)) };
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
