/** The user agents of RFC 4740 §6: one that registers and calls with SIP Digest, and one that is called. */
import { formatNonceCount } from '../../../auth/digest.ts';
import type { Subscriber } from '../../../config/configuration.ts';
import type { Actor, Endpoint, Io, SimEvent } from '../../actor.ts';
import { header, type OutgoingMessage, responseTo, type SipPacket } from '../../message.ts';
import { because } from '../../origin.ts';
import { changedRegister, corrupted } from '../../registerRequests.ts';
import { requestedExpiry } from '../../requestChecks.ts';
import type { Because, FlowOutcome, StateValue } from '../../result.ts';
import { ACCESS_TIMERS, responsePath, Transactions } from '../../transactions.ts';
import { answerValue, readChallenge } from '../../ueChallenge.ts';

export interface UacOptions {
  readonly subscriber: Subscriber;
  readonly authored: SipPacket;
  readonly address: string;
  readonly server: Endpoint;
  readonly corrupt?: { readonly header: string; readonly parameter: string | undefined; readonly because: Because };
}

export class Uac implements Actor {
  readonly id = 'uac';
  readonly label = 'UAC';
  readonly addresses: readonly string[];
  readonly #options: UacOptions;
  readonly #transactions = new Transactions();
  #cseq: number;
  #challenges = 0;
  /** Seconds in place of what the author asked for; 0 to deregister. */
  #expires: number | undefined;
  #reasons: Because[] = [];
  #outcome: FlowOutcome = { status: 'failed', reason: 'The run ended before a final answer came.', because: [] };

  constructor(options: UacOptions) {
    this.#options = options;
    this.addresses = [options.address];
    this.#cseq = options.authored.cseq?.number ?? 1;
  }

  get outcome(): FlowOutcome {
    return this.#outcome;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#transactions.onTimer(io, event);
    if (event.type === 'sip') answerCall(io, this.#transactions, event, this.#options.address);
    if (event.type !== 'stimulus') return;
    if (event.name === 'start') this.#send(io, this.#options.authored.copy());
    if (event.name === 'deregister') {
      this.#expires = 0;
      this.#send(io, this.#next(io, undefined));
    }
  }

  #next(io: Io, authorization: string | undefined): OutgoingMessage {
    this.#cseq++;
    const branch = `z9hG4bK-${io.random('branch').hex(16)}`;
    return changedRegister(this.#options.authored, { cseq: this.#cseq, branch, authorization, expires: this.#expires });
  }

  #send(io: Io, message: OutgoingMessage): void {
    const { address, server } = this.#options;
    const path = { protocol: 'UDP', source: { address, port: 5060 }, destination: server } as const;
    const handlers = {
      response: (response: SipPacket) => this.#onResponse(io, response),
      timeout: () =>
        this.#end('failed', undefined, 'No answer', [
          because('uac-timer-f', 'RFC 3261 §17.1', 'Nobody answers the REGISTER.'),
        ]),
    };
    this.#transactions.request(io, message, path, ACCESS_TIMERS, handlers);
  }

  #end(status: FlowOutcome['status'], code: number | undefined, reason: string, reasons: readonly Because[]): void {
    const all = [...this.#reasons, ...reasons];
    this.#outcome = { status, ...(code === undefined ? {} : { code }), reason, because: all };
  }

  #onResponse(io: Io, response: SipPacket): void {
    const status = response.status ?? 0;
    if (status === 401 && this.#challenges < 2) {
      this.#answer(io, response);
      return;
    }
    this.#challenges = 0;
    if (status >= 300) {
      this.#end('rejected', status, response.reason, response.because);
      return;
    }
    const isGone = (requestedExpiry(response).seconds ?? 1) === 0;
    this.#end(isGone ? 'deregistered' : 'registered', status, response.reason, response.because);
  }

  #answer(io: Io, response: SipPacket): void {
    const { subscriber, authored } = this.#options;
    this.#challenges++;
    const reading = readChallenge(response);
    if (!reading.ok || subscriber.password === undefined) {
      const message = reading.ok ? 'The user agent has no password.' : reading.message;
      this.#end('failed', response.status, 'Challenge not usable', [because('uac-challenge', 'RFC 3261 §22', message)]);
      return;
    }
    const input = {
      username: authored.directive('Authorization', 'username') ?? subscriber.impi,
      uri: authored.requestUri ?? '',
      cnonce: io.random('cnonce').hex(16),
      nonceCount: formatNonceCount(1),
      secret: { kind: 'password', value: subscriber.password } as const,
      body: '',
    };
    this.#send(io, this.#register(io, answerValue(reading.challenge, input)));
  }

  #register(io: Io, authorization: string | undefined): OutgoingMessage {
    const { authored, corrupt } = this.#options;
    const hasOwn = authored.header('Authorization') !== undefined;
    const next = this.#next(io, hasOwn ? authorization : undefined);
    const message =
      hasOwn || authorization === undefined
        ? next
        : { ...next, headers: [...next.headers, header('Authorization', authorization)] };
    if (corrupt === undefined) return message;
    this.#reasons.push(corrupt.because);
    return corrupted(message, corrupt.header, corrupt.parameter);
  }

  state(): StateValue {
    return { cseq: this.#cseq };
  }
}

/** A called user agent answers every INVITE with 200. */
function answerCall(io: Io, transactions: Transactions, event: SimEvent & { type: 'sip' }, address: string): boolean {
  const transaction = transactions.receive(io, event);
  if (transaction === undefined) return false;
  const { request, path } = transaction;
  const contact = header('Contact', `<sip:${address}:5060>`);
  const response = responseTo(request, 200, 'OK', [contact], [], io.random('tag').hex(8));
  transactions.respond(io, transaction, response, responsePath(request, path));
  return true;
}

/** Somebody who is called and needs no registration. */
export class Uas implements Actor {
  readonly id = 'uas';
  readonly label = 'UAS';
  readonly addresses: readonly string[];
  readonly #address: string;
  readonly #transactions = new Transactions();
  #calls = 0;

  constructor(endpoint: Endpoint) {
    this.#address = endpoint.address;
    this.addresses = [endpoint.address];
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#transactions.onTimer(io, event);
    if (event.type === 'sip' && answerCall(io, this.#transactions, event, this.#address)) this.#calls++;
  }

  state(): StateValue {
    return { calls: this.#calls };
  }
}
