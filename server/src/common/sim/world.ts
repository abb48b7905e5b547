/** The world of a run: actors, links and the queue. It decides nothing but when and whether a message arrives. */
import { maskKeys } from '../auth/keyMask.ts';
import { decodeDiameter, encodeDiameter } from '../diameter/codec.ts';
import { avpText } from '../diameter/message.ts';
import { diameterLabel, diameterText } from '../diameter/text.ts';
import type { DiameterMessage } from '../diameter/types.ts';
import type {
  AbstractMessage,
  Actor,
  DiameterSidecar,
  DnsMessage,
  Endpoint,
  Io,
  Shown,
  SimEvent,
  TransportPath,
} from './actor.ts';
import { EventQueue, type Scheduled } from './clock.ts';
import type { FaultPlan } from './faults.ts';
import { type LinkFault, linkEffect } from './links.ts';
import { type OutgoingMessage, SipPacket } from './message.ts';
import { givenStream, type RandomStream, randomStream } from './random.ts';
import type { Because, FlowActor, FlowEvent, FlowEventKind, StateValue } from './result.ts';
import { type Tamper, tampered } from './tamper.ts';

export interface WorldOptions {
  readonly seed: number;
  /** The run stops, and says so, after this many events. */
  readonly eventBound: number;
  readonly linkFaults: readonly LinkFault[];
  readonly tampers: readonly Tamper[];
  readonly udpLimit: number;
  /** Who refuses connections; every actor without an id. */
  readonly refusesTcp?: FaultPlan['refusesTcp'];
  /** Values in place of random ones, by `actor/purpose`. */
  readonly overrides: { readonly [stream: string]: string };
  /** Takes every message that is for none of the actors; without it such a message is lost. */
  readonly outside?: Actor;
  /** In place of what a message takes from one actor to the next, in virtual milliseconds. */
  readonly latency?: number;
}

/** One way of a link, in virtual milliseconds. */
const ACCESS_LATENCY = 20;
const CORE_LATENCY = 2;

/** A message as it went over a link, for the exporters; unlike the log it holds what was really sent. */
export interface TracedPacket {
  readonly n: number;
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly lost: boolean;
  readonly sip?: { readonly text: string; readonly path: TransportPath };
  readonly diameter?: Uint8Array;
  readonly dns?: DnsMessage;
}

/** Actors on this side of the access network. */
function isTerminal(id: string): boolean {
  return ['ue', 'uac', 'uas', 'caller', 'isim', 'subscriber'].includes(id);
}

function labelOf(packet: SipPacket): string {
  return packet.status === undefined ? (packet.method ?? '?') : `${packet.status} ${packet.reason}`;
}

/** A challenge is no failure. */
function isFailure({ status = 0 }: SipPacket): boolean {
  return status >= 400 && status !== 401 && status !== 407;
}

interface Delivery {
  readonly actor: Actor;
  readonly event: SimEvent;
  readonly timerKey?: string;
}

function isLasting(delivery: Delivery): boolean {
  return delivery.event.type === 'timer' && LASTING.has(delivery.event.name);
}

interface Outgoing {
  readonly kind: FlowEventKind;
  readonly label: string;
  readonly text: string;
  readonly event: SimEvent;
  readonly shown: Shown;
  readonly sip?: { readonly text: string; readonly path: TransportPath };
  readonly diameter?: Uint8Array;
  readonly dns?: DnsMessage;
}

/** Timers that run for as long as a registration does; a run that waits only for these has settled. */
const LASTING = new Set(['re-register', 'registration', 'sa-life', 'subscription', 'retry']);

export class World {
  readonly log: FlowEvent[] = [];
  readonly packets: TracedPacket[] = [];
  /** Events handled so far. */
  handled = 0;
  /** Events recorded so far, also those that were taken away. */
  #recorded = 0;
  readonly #queue = new EventQueue<Delivery>();
  readonly #actors = new Map<string, { readonly actor: Actor; readonly io: Io }>();
  readonly #byAddress = new Map<string, Actor>();
  readonly #byHost = new Map<string, Actor>();
  readonly #timers = new Map<string, Scheduled>();
  /** Messages that wait to be overtaken, by link. */
  readonly #held = new Map<string, { readonly scheduled: Scheduled; readonly delivery: Delivery }>();
  readonly #options: WorldOptions;

  constructor(actors: readonly Actor[], options: WorldOptions) {
    this.#options = options;
    const { outside } = options;
    for (const actor of outside === undefined ? actors : [outside, ...actors]) {
      this.#actors.set(actor.id, { actor, io: this.#ioOf(actor) });
      for (const address of actor.addresses) this.#byAddress.set(address, actor);
      for (const host of actor.diameterHosts ?? []) this.#byHost.set(host, actor);
    }
  }

  get now(): number {
    return this.#queue.now;
  }

  /** A person or an operator acts on an actor after `delay` milliseconds. */
  stimulate(actorId: string, name: string, value = '', delay = 0): void {
    const actor = this.#actors.get(actorId)?.actor;
    if (actor !== undefined) this.#queue.schedule({ actor, event: { type: 'stimulus', name, value } }, delay);
  }

  /** Hands an event to an actor as if it came from outside. */
  inject(actorId: string, event: SimEvent, delay = 0): void {
    const actor = this.#actors.get(actorId)?.actor;
    if (actor !== undefined) this.#queue.schedule({ actor, event }, delay);
  }

  /**
   * Handles events until none is due by `until`, or nothing but lasting timers is left and `until` is `settled`, or the
   * bound is reached.
   */
  run(until: number | 'settled', steps = Number.POSITIVE_INFINITY): 'done' | 'bound' | 'step' {
    for (let step = 0; step < steps; step++) {
      if (this.handled >= this.#options.eventBound) return 'bound';
      if (until === 'settled' && !this.#queue.some(delivery => !isLasting(delivery))) return 'done';
      const delivery = this.#queue.next(until === 'settled' ? Number.POSITIVE_INFINITY : until);
      if (delivery === undefined) return 'done';
      this.handled++;
      if (delivery.timerKey !== undefined) this.#timers.delete(delivery.timerKey);
      const entry = this.#actors.get(delivery.actor.id);
      if (entry !== undefined) entry.actor.on(delivery.event, entry.io);
    }
    return 'step';
  }

  /** When the next event is due, in virtual milliseconds; undefined when nothing waits. */
  get nextAt(): number | undefined {
    return this.#queue.nextAt;
  }

  /** Handles what is due and moves the clock on, for a world whose time is that of the clock on the wall. */
  advance(to: number, steps: number): void {
    this.run(to, steps);
    this.#queue.advance(to);
  }

  /** A message from outside: recorded as the outside's, and handed to the actor it is addressed to. */
  arrive(packet: SipPacket, path: TransportPath): void {
    const { outside } = this.#options;
    const to = this.#receiver(path.destination);
    if (outside === undefined || to === undefined) return;
    const text = maskKeys(packet.text);
    const n = this.#record(outside.id, to.id, 'sip', labelOf(packet), text, { failed: isFailure(packet) });
    const ends = { from: outside.id, to: to.id, lost: false };
    this.packets.push({ n, at: this.now, ...ends, sip: { text: packet.text, path } });
    this.#queue.schedule({ actor: to, event: { type: 'sip', packet, path } }, 0);
  }

  /** The connection for a message that went outside was refused. */
  refuse(packet: SipPacket, path: TransportPath, why: Because): void {
    const from = this.#receiver(path.source);
    if (from === undefined || from === this.#options.outside) return;
    const because = [why];
    this.#record(from.id, from.id, 'note', 'Connection refused', undefined, { failed: true, because });
    this.#queue.schedule({ actor: from, event: { type: 'refused', packet, because } }, 0);
  }

  /** The same for a Diameter message from a peer outside, for the actor with this id. */
  arriveDiameter(message: DiameterMessage, actorId: string): void {
    const { outside } = this.#options;
    const to = this.#actors.get(actorId)?.actor;
    if (outside === undefined || to === undefined) return;
    const origin = avpText(message.avps, 'Origin-Host') ?? '';
    this.#record(outside.id, to.id, 'diameter', diameterLabel(message), diameterText(message), {});
    const event: SimEvent = { type: 'diameter', message, from: origin, to: to.diameterHosts?.[0] ?? '', sidecar: {} };
    this.#queue.schedule({ actor: to, event }, 0);
  }

  /** Takes what was recorded since the last time. */
  take(): { readonly events: readonly FlowEvent[]; readonly packets: readonly TracedPacket[] } {
    return { events: this.log.splice(0), packets: this.packets.splice(0) };
  }

  /** Who has this address; with an outside also the port must be an actor's own, since both may share a host. */
  #receiver({ address, port }: Endpoint): Actor | undefined {
    const { outside } = this.#options;
    const actor = this.#byAddress.get(address);
    if (outside === undefined) return actor;
    return actor === undefined || (actor.port !== undefined && actor.port !== port) ? outside : actor;
  }

  actorList(): FlowActor[] {
    return [...this.#actors.values()].map(({ actor }) => {
      const address = actor.addresses[0];
      return { id: actor.id, label: actor.label, ...(address === undefined ? {} : { address }) };
    });
  }

  states(): { [actor: string]: StateValue } {
    const states: { [actor: string]: StateValue } = {};
    for (const { actor } of this.#actors.values()) {
      const state = actor.state(this.now);
      const timers = this.#pendingTimers(actor.id);
      const isRecord = typeof state === 'object' && state !== null && !Array.isArray(state);
      states[actor.id] = isRecord && Object.keys(timers).length > 0 ? { ...state, timers } : state;
    }
    return states;
  }

  /** Pending timers, each with what it is about and the virtual milliseconds at which it fires. */
  #pendingTimers(actorId: string): { [name: string]: number } {
    const timers: { [name: string]: number } = {};
    for (const [key, scheduled] of this.#timers) {
      const [owner, name, about = ''] = key.split('|');
      if (owner === actorId && name !== undefined) timers[`${name} ${about}`.trimEnd()] = scheduled.at;
    }
    return timers;
  }

  #ioOf(actor: Actor): Io {
    const streams = new Map<string, RandomStream>();
    const world = this;
    return {
      get now() {
        return world.now;
      },
      udpLimit: this.#options.udpLimit,
      sip: (message, path, shown = {}) => this.#sendSip(actor, message, path, shown),
      diameter: (host, message, sidecar = {}, shown = {}) => this.#sendDiameter(actor, host, message, sidecar, shown),
      dns: (to, message) => this.#sendDns(actor, to, message),
      abstract: (to, message, shown = {}) => this.#sendAbstract(actor, to, message, shown),
      startTimer: (name, key, milliseconds) => this.#startTimer(actor, name, key, milliseconds),
      stopTimer: (name, key) => this.#stopTimer(`${actor.id}|${name}|${key}`),
      note: (label, shown = {}) => {
        const { from, to } = shown.between ?? { from: actor.id, to: actor.id };
        this.#record(from, to, shown.kind ?? 'note', label, shown.text, shown);
      },
      random: purpose => {
        const stream = streams.get(purpose) ?? this.#stream(actor, purpose);
        streams.set(purpose, stream);
        return stream;
      },
    };
  }

  #stream(actor: Actor, purpose: string): RandomStream {
    const given = this.#options.overrides[`${actor.id}/${purpose}`];
    return given === undefined ? randomStream(this.#options.seed, actor.id, purpose) : givenStream(given.split(','));
  }

  #startTimer(actor: Actor, name: string, key: string, milliseconds: number): void {
    const timerKey = `${actor.id}|${name}|${key}`;
    this.#stopTimer(timerKey);
    const scheduled = this.#queue.schedule({ actor, event: { type: 'timer', name, key }, timerKey }, milliseconds);
    this.#timers.set(timerKey, scheduled);
  }

  #stopTimer(timerKey: string): void {
    this.#timers.get(timerKey)?.cancel();
    this.#timers.delete(timerKey);
  }

  #sendSip(from: Actor, sent: OutgoingMessage, sentPath: TransportPath, shown: Shown): void {
    const intended = sent.startLine.startsWith('SIP/2.0 ') ? sent.startLine.slice(8) : sent.startLine;
    const { message, because } = tampered(this.#options.tampers, from.id, intended, sent);
    const path = because.length > 0 ? { ...sentPath, isTampered: true } : sentPath;
    const packet = SipPacket.deliver(message);
    const to = this.#receiver(path.destination);
    const refusal = this.#refusal(to, packet, path);
    if (refusal !== undefined) {
      const reasons = [refusal];
      const label = `${labelOf(packet)} (connection refused)`;
      const text = maskKeys(packet.text);
      this.#record(from.id, to?.id ?? from.id, 'sip', label, text, { ...shown, failed: true, because: reasons });
      this.#queue.schedule({ actor: from, event: { type: 'refused', packet, because: reasons } }, CORE_LATENCY);
      return;
    }
    this.#transmit(from, to, path.destination.address, {
      kind: 'sip',
      label: labelOf(packet),
      text: maskKeys(packet.text),
      event: { type: 'sip', packet, path },
      shown: {
        failed: isFailure(packet),
        ...shown,
        because: [...(shown.because ?? message.because ?? []), ...because],
        remark: because.length > 0 ? 'changed on the way' : shown.remark,
      },
      sip: { text: packet.text, path },
    });
  }

  /** Why the connection for a request cannot be opened. */
  #refusal(to: Actor | undefined, packet: SipPacket, path: TransportPath): Because | undefined {
    const { refusesTcp } = this.#options;
    if (refusesTcp === undefined || path.protocol !== 'TCP' || packet.status !== undefined) return undefined;
    return refusesTcp.id === undefined || refusesTcp.id === to?.id ? refusesTcp.because : undefined;
  }

  #sendDiameter(from: Actor, host: string, message: DiameterMessage, sidecar: DiameterSidecar, shown: Shown): void {
    const octets = encodeDiameter(message);
    const decoded = decodeDiameter(octets);
    if (!decoded.ok) return;
    const sender = from.diameterHosts?.[0] ?? from.id;
    this.#transmit(from, this.#byHost.get(host) ?? this.#options.outside, host, {
      kind: 'diameter',
      label: diameterLabel(decoded.message),
      text: diameterText(decoded.message),
      event: { type: 'diameter', message: decoded.message, from: sender, to: host, sidecar },
      shown: { because: sidecar.because, ...shown },
      diameter: octets,
    });
  }

  #sendDns(from: Actor, to: string, message: DnsMessage): void {
    const { answer } = message;
    const label = answer === undefined ? `DNS ${message.type}? ${message.name}` : `DNS ${answer.rcode}`;
    const records = [...(answer?.records ?? []), ...(answer?.additional ?? [])];
    const text = [
      `${message.name} ${message.type}`,
      ...records.map(record => `  ${record.name} ${record.type} ${record.data}`),
    ].join('\n');
    const event: SimEvent = { type: 'dns', message, from: from.id };
    const failed = answer !== undefined && answer.rcode !== 'NOERROR';
    this.#transmit(from, this.#actors.get(to)?.actor, to, {
      kind: 'dns',
      label,
      text,
      event,
      shown: { clause: 'RFC 3263 §4', failed },
      dns: message,
    });
  }

  #sendAbstract(from: Actor, to: string, message: AbstractMessage, shown: Shown): void {
    const text = Object.entries(message.elements).map(([name, value]) => `${name}: ${value}`);
    this.#transmit(from, this.#actors.get(to)?.actor, to, {
      kind: 'bearer',
      label: message.name,
      text: text.join('\n'),
      event: { type: 'abstract', message, from: from.id },
      shown,
    });
  }

  /** Records the message and, unless the link loses it, schedules its arrival. */
  #transmit(from: Actor, to: Actor | undefined, target: string, out: Outgoing): void {
    const effect = linkEffect(this.#options.linkFaults, { from: from.id, to: to?.id ?? target, label: out.label });
    const lost = to === undefined || effect.copies === 0;
    const remark = lost ? (to === undefined ? 'no such host' : 'lost') : out.shown.remark;
    const label = remark === undefined ? out.label : `${out.label} (${remark})`;
    const shown = lost ? { ...out.shown, failed: true } : out.shown;
    const n = this.#record(from.id, to?.id ?? from.id, out.kind, label, out.text, {
      ...shown,
      because: effect.because === undefined ? shown.because : [...(shown.because ?? []), effect.because],
      secured: out.sip?.path.association !== undefined,
    });
    this.packets.push({
      n,
      at: this.now,
      from: from.id,
      to: to?.id ?? target,
      lost,
      ...(out.sip === undefined ? {} : { sip: out.sip }),
      ...(out.diameter === undefined ? {} : { diameter: out.diameter }),
      ...(out.dns === undefined ? {} : { dns: out.dns }),
    });
    if (to === undefined) return;
    const isAccess = isTerminal(from.id) !== isTerminal(to.id);
    const latency = (this.#options.latency ?? (isAccess ? ACCESS_LATENCY : CORE_LATENCY)) + effect.delay;
    const delivery = { actor: to, event: out.event };
    const link = `${from.id}>${to.id}`;
    if (effect.isHeld) {
      this.#held.set(link, { scheduled: this.#queue.schedule(delivery, latency), delivery });
      return;
    }
    for (let copy = 0; copy < effect.copies; copy++) this.#queue.schedule(delivery, latency + copy);
    this.#releaseHeld(link, latency + effect.copies);
  }

  /** What was held back on a link goes on right after what has overtaken it. */
  #releaseHeld(link: string, latency: number): void {
    const held = this.#held.get(link);
    if (held === undefined) return;
    this.#held.delete(link);
    if (held.scheduled.at <= this.now + latency) return;
    held.scheduled.cancel();
    this.#queue.schedule(held.delivery, latency);
  }

  #record(
    from: string,
    to: string,
    kind: FlowEventKind,
    label: string,
    text: string | undefined,
    shown: Shown & { readonly secured?: boolean; readonly phase?: boolean },
  ): number {
    const n = ++this.#recorded;
    this.log.push({
      n,
      at: this.now,
      kind,
      from,
      to,
      label,
      ...(text === undefined ? {} : { text }),
      ...(shown.clause === undefined ? {} : { clause: shown.clause }),
      ...(shown.because === undefined || shown.because.length === 0 ? {} : { because: shown.because }),
      ...(shown.failed ? { failed: true } : {}),
      ...(shown.phase ? { phase: true } : {}),
      ...(shown.secured ? { secured: true } : {}),
    });
    return n;
  }
}
