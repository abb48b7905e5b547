/**
 * Non-INVITE transactions (RFC 3261 §17.1.2, §17.2.2) with the timer values of TS 24.229 table 7.7.1. An actor has one
 * transaction layer; it hands requests up once, answers retransmissions itself, and gives each request one response or
 * a timeout.
 */
import { utf8Length } from '../syntax/print.ts';
import { param } from '../syntax/values.ts';
import type { Io, Shown, SimEvent, TransportPath } from './actor.ts';
import { changeTopVia, markSource, type OutgoingMessage, type SipPacket, wireText } from './message.ts';
import type { Because } from './result.ts';

/** Virtual milliseconds. */
export interface TransactionTimers {
  readonly t1: number;
  readonly t2: number;
}

/** Between nodes of the core (TS 24.229 table 7.7.1). */
export const CORE_TIMERS: TransactionTimers = { t1: 500, t2: 4000 };
/** At the UE, and at the P-CSCF towards the UE. */
export const ACCESS_TIMERS: TransactionTimers = { t1: 2000, t2: 16_000 };

export interface ClientHandlers {
  /** The final response; provisional ones only stop the doubling of the timer. */
  response(packet: SipPacket, path: TransportPath): void;
  /** Timer F fired: no final response within 64 T1 (RFC 3261 §17.1.2.2). */
  timeout(): void;
  /** The transport has failed (RFC 3261 §17.1.4); treated as a timeout where nothing else is said. */
  refused?(because: readonly Because[]): void;
}

interface ClientTransaction {
  readonly message: OutgoingMessage;
  readonly path: TransportPath;
  readonly timers: TransactionTimers;
  readonly handlers: ClientHandlers;
  readonly shown: Shown;
  interval: number;
}

/** A request that waits for this actor's response. */
export interface ServerTransaction {
  readonly request: SipPacket;
  readonly path: TransportPath;
  readonly key: string;
}

interface ServerEntry {
  readonly transaction: ServerTransaction;
  sent?: { readonly message: OutgoingMessage; readonly path: TransportPath };
  /** Timer J: until then a retransmission gets the same response (RFC 3261 §17.2.2). */
  until: number;
}

export class Transactions {
  readonly #clients = new Map<string, ClientTransaction>();
  readonly #servers = new Map<string, ServerEntry>();

  /** Sends a request whose top Via has a branch, and retransmits it over UDP until something comes back or `patience` ends. */
  request(
    io: Io,
    wanted: OutgoingMessage,
    wantedPath: TransportPath,
    timers: TransactionTimers,
    handlers: ClientHandlers,
    shown: Shown = {},
    patience = 64 * timers.t1,
  ): void {
    const { message, path } = fitting(io.udpLimit, wanted, wantedPath);
    const key = outgoingKey(message);
    this.#clients.set(key, { message, path, timers, handlers, shown, interval: timers.t1 });
    io.sip(message, path, shown);
    if (path.protocol === 'UDP') io.startTimer('E', key, timers.t1);
    io.startTimer('F', key, patience);
  }

  /** Takes a SIP event: a new request comes back as a transaction; everything else is dealt with here. */
  receive(io: Io, event: SimEvent & { type: 'sip' }): ServerTransaction | undefined {
    const { packet, path } = event;
    if (packet.status !== undefined) {
      this.#receiveResponse(io, packet, path);
      return undefined;
    }
    // An ACK is no transaction of its own and never answered (RFC 3261 §17.1.1.3).
    if (packet.method === 'ACK') return undefined;
    const key = serverKey(packet);
    const known = this.#servers.get(key);
    if (known !== undefined && known.until > io.now) {
      if (known.sent !== undefined) io.sip(known.sent.message, known.sent.path, { remark: 'retransmission' });
      return undefined;
    }
    const transaction = { request: packet, path, key };
    this.#servers.set(key, { transaction, until: Number.POSITIVE_INFINITY });
    return transaction;
  }

  #receiveResponse(io: Io, packet: SipPacket, path: TransportPath): void {
    const key = clientKey(packet);
    const client = this.#clients.get(key);
    // A response to a transaction that has ended is a retransmission (RFC 3261 §17.1.2.2, state Completed).
    if (client === undefined) return;
    if ((packet.status ?? 0) < 200) {
      client.interval = client.timers.t2;
      return;
    }
    this.#endClient(io, key);
    client.handlers.response(packet, path);
  }

  /** The connection for a request was refused. */
  onRefused(io: Io, event: SimEvent & { type: 'refused' }): void {
    const key = clientKey(event.packet);
    const client = this.#clients.get(key);
    if (client === undefined) return;
    this.#endClient(io, key);
    if (client.handlers.refused === undefined) client.handlers.timeout();
    else client.handlers.refused(event.because);
  }

  /** Sends the final response; `path` leads back to the sender of the request. */
  respond(
    io: Io,
    transaction: ServerTransaction,
    message: OutgoingMessage,
    path: TransportPath,
    shown: Shown = {},
  ): void {
    const entry = this.#servers.get(transaction.key);
    const answer = withSource(message, transaction);
    if (entry !== undefined) {
      entry.sent = { message: answer, path };
      entry.until = path.protocol === 'UDP' ? io.now + 64 * CORE_TIMERS.t1 : io.now;
    }
    io.sip(answer, path, shown);
    this.#forgetOld(io.now);
  }

  /** True when the timer was one of this layer. */
  onTimer(io: Io, event: SimEvent & { type: 'timer' }): boolean {
    if (event.name !== 'E' && event.name !== 'F') return false;
    const client = this.#clients.get(event.key);
    if (client === undefined) return true;
    if (event.name === 'F') {
      this.#endClient(io, event.key);
      client.handlers.timeout();
      return true;
    }
    io.sip(client.message, client.path, { ...client.shown, remark: 'retransmission' });
    client.interval = Math.min(2 * client.interval, client.timers.t2);
    io.startTimer('E', event.key, client.interval);
    return true;
  }

  /** Gives up every request that has no response yet, without a word to its handlers. */
  abandonAll(io: Io): void {
    for (const key of [...this.#clients.keys()]) this.#endClient(io, key);
  }

  #endClient(io: Io, key: string): void {
    this.#clients.delete(key);
    io.stopTimer('E', key);
    io.stopTimer('F', key);
  }

  #forgetOld(now: number): void {
    for (const [key, entry] of this.#servers) {
      if (entry.until <= now) this.#servers.delete(key);
    }
  }
}

/** A sender that asks with `rport` where its request came from is told (RFC 3581 §4); who forwards has done that before. */
function withSource(message: OutgoingMessage, { request, path }: ServerTransaction): OutgoingMessage {
  const via = request.vias()[0];
  const rport = param(via?.params ?? [], 'rport');
  if (rport === undefined || rport.value !== undefined) return message;
  return { ...message, headers: markSource(message.headers, via?.host, path.source) };
}

/** A request that is too large for UDP goes over TCP, and its Via says so (RFC 3261 §18.1.1). */
function fitting(
  limit: number,
  message: OutgoingMessage,
  path: TransportPath,
): { readonly message: OutgoingMessage; readonly path: TransportPath } {
  if (path.protocol !== 'UDP' || limit === Number.POSITIVE_INFINITY || utf8Length(wireText(message)) <= limit) {
    return { message, path };
  }
  const headers = changeTopVia(message.headers, via => via.replace(/^(\S+\s*\/\s*\S+\s*\/\s*)UDP/i, '$1TCP'));
  return { message: { ...message, headers }, path: { ...path, protocol: 'TCP' } };
}

/** RFC 3261 §17.1.3: branch of the top Via, and the method of CSeq. */
function clientKey(packet: SipPacket): string {
  return keyOf(packet.value('Via'), packet.value('CSeq'));
}

/** The same key, read from a message that was just built here. */
function outgoingKey(message: OutgoingMessage): string {
  const value = (name: string): string | undefined => message.headers.find(line => line.name === name)?.value;
  return keyOf(value('Via'), value('CSeq'));
}

/** As text: what is malformed comes back in the response as it is. */
function keyOf(via = '', cseq = ''): string {
  return `${/;\s*branch=([^;,\s]*)/i.exec(via)?.[1] ?? ''} ${/\S+$/.exec(cseq)?.[0] ?? ''}`;
}

/** RFC 3261 §17.2.3: branch and sent-by of the top Via, and the method. */
function serverKey(packet: SipPacket): string {
  const via = packet.vias()[0];
  const sentBy = `${via?.host ?? ''}:${via?.port ?? ''}`;
  return `${param(via?.params ?? [], 'branch')?.value ?? ''} ${sentBy} ${packet.method ?? ''}`;
}

/**
 * Where a response goes (RFC 3261 §18.2.2, RFC 3581 §4): over UDP to the source address if sent-by is another, and to
 * the source port if the sender asked for it with `rport`; otherwise to sent-by. Over a connection it goes back on it.
 */
export function responsePath(request: SipPacket, received: TransportPath): TransportPath {
  const back = { protocol: received.protocol, source: received.destination };
  if (received.protocol !== 'UDP') return { ...back, destination: received.source };
  const via = request.vias()[0];
  const address = via?.host === undefined ? received.source.address : numericOr(via.host, received.source.address);
  const wantsSource = param(via?.params ?? [], 'rport') !== undefined || address !== received.source.address;
  if (!wantsSource) return { ...back, destination: { address, port: via?.port ?? 5060 } };
  const port = param(via?.params ?? [], 'rport') === undefined ? (via?.port ?? 5060) : received.source.port;
  return { ...back, destination: { address: received.source.address, port } };
}

/** A sent-by that is a name stands for the source. */
function numericOr(host: string, source: string): string {
  return /^[\d.]+$|^\[/.test(host) ? host : source;
}
