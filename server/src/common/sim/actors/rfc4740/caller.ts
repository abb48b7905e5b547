/** A user agent that calls through SIP server 1, with SIP Digest where it is asked for (RFC 4740 §6.4, §6.5). */
import { formatNonceCount } from '../../../auth/digest.ts';
import type { Subscriber } from '../../../config/configuration.ts';
import type { Actor, Endpoint, Io, SimEvent } from '../../actor.ts';
import { header, type OutgoingMessage, type SipPacket } from '../../message.ts';
import { because } from '../../origin.ts';
import type { Because, FlowOutcome, StateValue } from '../../result.ts';
import { ACCESS_TIMERS, Transactions } from '../../transactions.ts';
import { answerValue, readChallenge } from '../../ueChallenge.ts';

export interface CallerOptions {
  /** Who calls; a stranger has no credentials. */
  readonly from: string;
  readonly subscriber: Subscriber | undefined;
  readonly address: string;
  readonly callee: string;
  readonly server: Endpoint;
}

export class Caller implements Actor {
  readonly id = 'caller';
  readonly label = 'Caller';
  readonly addresses: readonly string[];
  readonly #options: CallerOptions;
  readonly #transactions = new Transactions();
  #cseq = 0;
  #outcome: FlowOutcome = { status: 'failed', reason: 'The run ended before a final answer came.', because: [] };

  constructor(options: CallerOptions) {
    this.#options = options;
    this.addresses = [options.address];
  }

  get outcome(): FlowOutcome {
    return this.#outcome;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#transactions.onTimer(io, event);
    if (event.type === 'sip') this.#transactions.receive(io, event);
    if (event.type === 'stimulus' && event.name === 'invite') this.#send(io, undefined);
  }

  get #source(): Endpoint {
    return { address: this.#options.address, port: 5060 };
  }

  #invite(io: Io, authorization: string | undefined): OutgoingMessage {
    const { from, address, callee } = this.#options;
    this.#cseq++;
    return {
      startLine: `INVITE ${callee} SIP/2.0`,
      headers: [
        header('Via', `SIP/2.0/UDP ${address}:5060;branch=z9hG4bK-${io.random('branch').hex(16)}`),
        header('Max-Forwards', '70'),
        header('From', `<${from}>;tag=${io.random('from-tag').hex(8)}`),
        header('To', `<${callee}>`),
        header('Call-ID', `call@${address}`),
        header('CSeq', `${this.#cseq} INVITE`),
        header('Contact', `<sip:${address}:5060>`),
        header('Supported', '100rel'),
        header('Allow', 'INVITE, ACK, BYE, CANCEL'),
        ...(authorization === undefined ? [] : [header('Proxy-Authorization', authorization)]),
      ],
      body: '',
    };
  }

  #send(io: Io, authorization: string | undefined): void {
    const message = this.#invite(io, authorization);
    const path = { protocol: 'UDP', source: this.#source, destination: this.#options.server } as const;
    const handlers = {
      response: (response: SipPacket) => this.#onResponse(io, response, message, authorization !== undefined),
      timeout: () =>
        this.#end('failed', undefined, 'No answer', [
          because('caller-timer-b', 'RFC 3261 §17.1.1', 'Nobody answers the INVITE.'),
        ]),
    };
    this.#transactions.request(io, message, path, ACCESS_TIMERS, handlers);
  }

  #end(status: FlowOutcome['status'], code: number | undefined, reason: string, reasons: readonly Because[]): void {
    this.#outcome = { status, ...(code === undefined ? {} : { code }), reason, because: reasons };
  }

  #onResponse(io: Io, response: SipPacket, sent: OutgoingMessage, hasAnswered: boolean): void {
    const status = response.status ?? 0;
    this.#acknowledge(io, response, sent);
    if (status === 407 && !hasAnswered) this.#answer(io, response);
    else this.#end(status < 300 ? 'registered' : 'rejected', status, response.reason, response.because);
  }

  /** RFC 3261 §17.1.1.3 for a failure, §13.2.2.4 for a success. */
  #acknowledge(io: Io, response: SipPacket, sent: OutgoingMessage): void {
    const isSuccess = (response.status ?? 0) < 300;
    const target = isSuccess ? response.addresses('Contact')[0]?.uri : undefined;
    const cseq = sent.headers.find(line => line.name === 'CSeq')?.value.replace('INVITE', 'ACK') ?? '';
    const via = sent.headers.find(line => line.name === 'Via')?.value ?? '';
    // The ACK to a 2xx is a transaction of its own, so it has its own branch.
    const branch =
      target === undefined ? via : via.replace(/branch=.*/, `branch=z9hG4bK-${io.random('branch').hex(16)}`);
    const kept = sent.headers.filter(line => ['Max-Forwards', 'From', 'Call-ID'].includes(line.name));
    const lines = [header('Via', branch), ...kept, header('To', response.value('To') ?? ''), header('CSeq', cseq)];
    const message = { startLine: `ACK ${target?.text ?? this.#options.callee} SIP/2.0`, headers: lines, body: '' };
    const direct = target?.host === undefined ? undefined : { address: target.host, port: target.port ?? 5060 };
    io.sip(message, { protocol: 'UDP', source: this.#source, destination: direct ?? this.#options.server });
  }

  #answer(io: Io, response: SipPacket): void {
    const { subscriber, callee } = this.#options;
    const reading = readChallenge(response, 'Proxy-Authenticate');
    if (!reading.ok || subscriber?.password === undefined) {
      const message = reading.ok ? 'The caller has no password.' : reading.message;
      this.#end('failed', 407, 'Challenge not usable', [because('caller-challenge', 'RFC 3261 §22', message)]);
      return;
    }
    const value = answerValue(reading.challenge, {
      username: subscriber.impi,
      uri: callee,
      cnonce: io.random('cnonce').hex(16),
      nonceCount: formatNonceCount(1),
      secret: { kind: 'password', value: subscriber.password },
      body: '',
      method: 'INVITE',
    });
    this.#send(io, value);
  }

  state(): StateValue {
    return { calls: this.#cseq };
  }
}
