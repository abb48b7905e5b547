/** The simulator's actors among other programs: time is that of the clock on the wall, some messages come from outside. */
import type { Configuration } from '../config/configuration.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import { parseMessage, type SipMessage } from '../syntax/message.ts';
import type { Actor, Endpoint, Io, SimEvent, TransportPath } from './actor.ts';
import { ApplicationServer } from './actors/as.ts';
import { Dns, zoneOf } from './actors/dns.ts';
import { Hss } from './actors/hss.ts';
import { Icscf } from './actors/icscf.ts';
import { Pcscf } from './actors/pcscf.ts';
import { Scscf } from './actors/scscf.ts';
import { Ue } from './actors/ue.ts';
import { contradiction, type FlowError, readStart } from './authored.ts';
import { changeTopVia, type HeaderLine, SipPacket, wireText } from './message.ts';
import { because } from './origin.ts';
import { registerText } from './ownRegisters.ts';
import type { FlowActor, FlowEvent, FlowOutcome, StateValue } from './result.ts';
import { World } from './world.ts';

/** A SIP message that crosses the border of the run, as it is on the wire. */
export interface LivePacket {
  readonly text: string;
  readonly path: TransportPath;
}

/** What leaves the run; `host` is the Diameter identity for which a message is. */
export type LiveOutput =
  | ({ readonly type: 'sip' } & LivePacket)
  | { readonly type: 'diameter'; readonly host: string; readonly message: DiameterMessage };

/** Everything that is not one of the actors. */
class Outside implements Actor {
  readonly id: string;
  readonly label: string;
  readonly addresses = [];
  readonly #sent: LiveOutput[] = [];

  constructor(id: string, label: string) {
    this.id = id;
    this.label = label;
  }

  on(event: SimEvent, _io: Io): void {
    if (event.type === 'sip') this.#sent.push({ type: 'sip', text: event.packet.text, path: event.path });
    if (event.type === 'diameter') this.#sent.push({ type: 'diameter', host: event.to, message: event.message });
  }

  take(): LiveOutput[] {
    return this.#sent.splice(0);
  }

  state(): StateValue {
    return {};
  }
}

/** Events that one turn handles; what is left waits for the next, so that no loop holds the program. */
const TURN = 10_000;

export class LiveRun {
  /** Left to right: the terminal side first. */
  readonly actors: readonly FlowActor[];
  /** The actor that stands for all that is outside. */
  readonly outsideId: string;
  readonly #world: World;
  readonly #outside: Outside;

  constructor(actors: readonly Actor[], outside: Outside, seed: number) {
    this.#outside = outside;
    this.#world = new World(actors, {
      seed,
      eventBound: Number.POSITIVE_INFINITY,
      linkFaults: [],
      tampers: [],
      udpLimit: Number.POSITIVE_INFINITY,
      overrides: {},
      outside,
      latency: 0,
    });
    this.outsideId = outside.id;
    const list = this.#world.actorList();
    this.actors = outside.id === 'ue' ? list : list.toReversed();
  }

  /** A message that came in; `now` in milliseconds since the start. */
  receive({ text, path }: LivePacket, now: number): void {
    this.#world.advance(now, TURN);
    this.#world.arrive(SipPacket.receive(text), path);
  }

  /** Nobody takes the connection that a message needs, for the reason that the system gives. */
  refuse({ text, path }: LivePacket, reason: string, now: number): void {
    this.#world.advance(now, TURN);
    const { address, port } = path.destination;
    const sentence = `${address}:${port} takes no connection: ${reason}.`;
    this.#world.refuse(SipPacket.receive(text), path, because('live-connection', 'RFC 3261 §18.4', sentence));
  }

  /** A Diameter message for the HSS, base protocol done; `now` as above. */
  receiveDiameter(message: DiameterMessage, now: number): void {
    this.#world.advance(now, TURN);
    this.#world.arriveDiameter(message, 'hss');
  }

  /**
   * `restart` makes the UE register from the beginning, with a Call-ID that nobody has seen. `terminate` makes the HSS
   * end every registration; `value` is the Reason-Code (TS 29.229 §6.3.17).
   */
  stimulate(actor: string, name: 'restart' | 're-register' | 'deregister' | 'terminate', value = ''): void {
    this.#world.stimulate(actor, name, value);
  }

  /** Handles what is due by `now` and gives the messages that go out. */
  advance(now: number): LiveOutput[] {
    this.#world.advance(now, TURN);
    return this.#outside.take();
  }

  /** When to come back at the latest, in milliseconds since the start. */
  get nextAt(): number | undefined {
    return this.#world.nextAt;
  }

  /** What happened since the last time. */
  takeEvents(): readonly FlowEvent[] {
    return this.#world.take().events;
  }

  states(): { readonly [actor: string]: StateValue } {
    return this.#world.states();
  }
}

/** The configuration with the P-CSCF at an address of this machine. */
function withPcscfAt(configuration: Configuration, { address, port }: Endpoint): Configuration {
  const { network } = configuration;
  return { ...configuration, network: { ...network, pcscf: { ...network.pcscf, address, port } } };
}

export interface LiveOptions {
  readonly configuration: Configuration;
  /** Nonces, tags and the like come from it: for a network that others reach it must not be guessable. */
  readonly seed: number;
}

/**
 * P-CSCF, I-CSCF, S-CSCF, HSS and application servers, reached at `own`. There is no IPsec: the HSS chooses between
 * SIP Digest and IMS AKA without security associations, by what the subscriber has.
 */
export function liveNetwork(options: LiveOptions, own: Endpoint): LiveRun | { readonly error: FlowError } {
  const contradictory = contradiction(options.configuration);
  if (contradictory !== undefined) return { error: contradictory };
  const configuration = withPcscfAt(options.configuration, own);
  const { network } = configuration;
  const habits = { acceptsUnprotected: true, asksForScheme: true };
  const actors = [
    new Pcscf(configuration, { security: 'open', isLive: true }),
    new Dns(zoneOf(configuration)),
    new Icscf(configuration),
    ...network.scscf.map(scscf => new Scscf(configuration, scscf, habits)),
    new Hss(configuration),
    ...network.as.map(as => new ApplicationServer(as)),
  ];
  return new LiveRun(actors, new Outside('ue', 'UE'), options.seed);
}

export interface LiveUe {
  readonly run: LiveRun;
  outcome(): FlowOutcome;
  hasEnded(): boolean;
}

export interface LiveUeOptions extends LiveOptions {
  /** The REGISTER to send; the first subscriber's own unless given. */
  readonly message: SipMessage | undefined;
  /** Where the UE sends from and is reached. */
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly protocol: 'UDP' | 'TCP';
  /** Leaves the security agreement of the message out, instead of refusing it. */
  readonly dropsAgreement?: boolean;
  /** Subscribes to its own registration state once it is registered. */
  readonly watches?: boolean;
}

/** The UE alone; `restart` makes it register at whoever is at `remote`. */
export function liveUe(options: LiveUeOptions): LiveUe | { readonly error: FlowError } {
  const configuration = withPcscfAt(options.configuration, options.remote);
  const start = readStart(options.message, configuration, {
    credentials: 'any',
    ownRegister: subscriber => registerText(subscriber, { supported: 'path', expires: 3600 }),
  });
  if ('error' in start) return start;
  const { packet, subscriber } = start;
  const agreement = packet.header('Security-Client');
  if (agreement !== undefined && !options.dropsAgreement) {
    const message = 'A live UE sets up no IPsec: take Security-Client, and sec-agree in Require, out of the REGISTER.';
    return { error: { message, range: { start: agreement.start, end: agreement.end } } };
  }
  const authored = SipPacket.author(parseMessage(fromHere(packet, options)));
  const { address, port } = options.local;
  const ue = new Ue(configuration, {
    subscriber,
    authored,
    address,
    livePort: port,
    watches: options.watches === true,
  });
  const run = new LiveRun([ue], new Outside('pcscf', 'P-CSCF'), options.seed);
  return { run, outcome: () => ue.outcome, hasEnded: () => ue.hasEnded };
}

/** The REGISTER with the address of the socket in Via and Contact, so that the answers come back to it. */
function fromHere(packet: SipPacket, { local, protocol, dropsAgreement }: LiveUeOptions): string {
  const here = `${local.address}:${local.port}`;
  const { startLine, headers, body } = packet.copy();
  const moved = changeTopVia(headers, via =>
    via.replace(/^(\S+\s*\/\s*\S+\s*\/\s*)[A-Z-]+\s+[^;\s]+/i, `$1${protocol} ${here}`),
  );
  const kept = dropsAgreement ? moved.flatMap(withoutAgreement) : moved;
  return wireText({ startLine, headers: kept.map(line => contactHere(line, here, protocol)), body });
}

/** RFC 3329 §2.3.1: who offers no mechanisms does not ask for an agreement either. */
function withoutAgreement(line: HeaderLine): HeaderLine[] {
  const name = line.name.toLowerCase();
  if (name === 'security-client') return [];
  if (!['require', 'proxy-require', 'supported', 'k'].includes(name)) return [line];
  const tags = line.value.split(',').map(tag => tag.trim());
  const others = tags.filter(tag => tag.toLowerCase() !== 'sec-agree');
  return others.length === 0 ? [] : [{ ...line, value: others.join(',') }];
}

function contactHere(line: HeaderLine, here: string, protocol: 'UDP' | 'TCP'): HeaderLine {
  if (!['contact', 'm'].includes(line.name.toLowerCase())) return line;
  const value = line.value.replace(/(<?sips?:(?:[^@<>;,]*@)?)[^;>?,\s]+/i, `$1${here}`);
  const over = protocol === 'TCP' && !/;\s*transport=/i.test(value) ? ';transport=tcp' : '';
  return { ...line, value: value.replace(here, here + over) };
}
