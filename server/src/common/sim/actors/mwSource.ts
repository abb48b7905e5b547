/**
 * UE and P-CSCF as one, for a REGISTER that was captured behind the P-CSCF: it sends the author's message to the
 * I-CSCF as it stands, answers the challenge with the subscriber's card and vouches for the answer, as a P-CSCF would.
 */
import { formatNonceCount } from '../../auth/digest.ts';
import type { Configuration, Subscriber } from '../../config/configuration.ts';
import type { Actor, Endpoint, Io, SimEvent } from '../actor.ts';
import { header, type OutgoingMessage, type SipPacket, withDirective, withHeader } from '../message.ts';
import { because } from '../origin.ts';
import { quirkPolicy } from '../quirks.ts';
import { changedRegister } from '../registerRequests.ts';
import { Resolver } from '../resolver.ts';
import type { Because, FlowOutcome, StateValue } from '../result.ts';
import { CORE_TIMERS, Transactions } from '../transactions.ts';
import {
  answerValue,
  askCard,
  type Card,
  type CardVerdict,
  type Challenge,
  cardOf,
  readChallenge,
  refusalValue,
  resynchronisationValue,
} from '../ueChallenge.ts';

export interface MwSourceOptions {
  /** What stands behind the message, `UE and P-CSCF` unless said otherwise. */
  readonly label?: string;
  readonly subscriber: Subscriber | undefined;
  readonly authored: SipPacket;
}

const CLAUSE = 'TS 24.229 §5.2.2';

export class MwSource implements Actor {
  readonly id = 'pcscf';
  readonly label: string;
  readonly addresses: readonly string[];
  readonly #configuration: Configuration;
  readonly #options: MwSourceOptions;
  readonly #card: Card | undefined;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  #cseq: number;
  #challenges = 0;
  #reasons: Because[] = [];
  #outcome: FlowOutcome = { status: 'failed', reason: 'The run ended before a final answer came.', because: [] };

  constructor(configuration: Configuration, options: MwSourceOptions) {
    this.#configuration = configuration;
    this.#options = options;
    this.label = options.label ?? 'UE and P-CSCF';
    this.addresses = [options.authored.vias()[0]?.host ?? configuration.network.pcscf.address];
    this.#card = options.subscriber && cardOf(options.subscriber, configuration.network);
    this.#cseq = options.authored.cseq?.number ?? 1;
  }

  get outcome(): FlowOutcome {
    return this.#outcome;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'stimulus' && event.name === 'start') this.#send(io, this.#options.authored.copy());
    if (event.type === 'dns') this.#resolver.onAnswer(io, event);
    if (event.type === 'timer') this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event);
    if (event.type === 'sip') this.#transactions.receive(io, event);
  }

  /** To the Route that the author wrote, else where DNS says that the home domain is. */
  #send(io: Io, message: OutgoingMessage): void {
    const { authored } = this.#options;
    const next = authored.addresses('Route')[0]?.uri ?? authored.requestUriView;
    const host = next?.host ?? '';
    this.#resolver.resolve(io, host, next?.port, resolved => {
      if (resolved.endpoint !== undefined) {
        this.#transmit(io, message, resolved.endpoint);
        return;
      }
      const sentence = `No I-CSCF can be found for "${host}" (${resolved.reason}).`;
      const why = because('pcscf-no-route', `${CLAUSE}, RFC 3263 §4`, sentence, authored.startPlace(host));
      this.#end('rejected', 504, 'Server Time-out', [why]);
      io.note(sentence, { failed: true, because: [why] });
    });
  }

  #transmit(io: Io, message: OutgoingMessage, destination: Endpoint): void {
    const via = this.#options.authored.vias()[0];
    const source = { address: via?.host ?? '', port: via?.port ?? 5060 };
    const handlers = {
      response: (response: SipPacket) => this.#onResponse(io, response),
      timeout: () => {
        const why = because('pcscf-no-answer', 'RFC 3261 §16.8', 'The home network does not answer the REGISTER.');
        this.#end('failed', undefined, 'No answer', [why]);
      },
    };
    this.#transactions.request(io, message, { protocol: 'UDP', source, destination }, CORE_TIMERS, handlers, {
      clause: CLAUSE,
    });
  }

  #end(status: FlowOutcome['status'], code: number | undefined, reason: string, reasons: readonly Because[]): void {
    const all = [...this.#reasons, ...reasons];
    this.#outcome = { status, ...(code === undefined ? {} : { code }), reason, because: all };
  }

  #onResponse(io: Io, response: SipPacket): void {
    const status = response.status ?? 0;
    if (status === 401) this.#onChallenge(io, response);
    else if (status >= 200 && status < 300) this.#end('registered', status, response.reason, response.because);
    else this.#end('rejected', status, response.reason, response.because);
  }

  #onChallenge(io: Io, response: SipPacket): void {
    const reading = readChallenge(response);
    this.#challenges++;
    if (!reading.ok || this.#card === undefined || this.#challenges > 3) {
      const message = reading.ok ? 'The challenge cannot be answered.' : reading.message;
      this.#end('failed', 401, 'Challenge not usable', [because('ue-challenge', 'TS 24.229 §5.1.1.5.1', message)]);
      return;
    }
    const { network } = this.#configuration;
    const verdict = askCard(this.#card, network, reading.challenge, {
      mac: true,
      sqn: quirkPolicy(network.quirks).checksSqn,
    });
    const value = this.#authorization(io, reading.challenge, verdict);
    if (value === undefined) {
      this.#end('failed', 401, 'Challenge not usable', [
        because('ue-nonce', 'RFC 3310 §3.2', 'The nonce cannot be read.'),
      ]);
      return;
    }
    // The P-CSCF vouches for an answer that came inside an association (TS 33.203 §6.1.5).
    const flag = verdict.kind === 'accepted' ? '"yes"' : '"no"';
    this.#send(io, this.#next(io, withDirective(value, 'integrity-protected', flag)));
  }

  #authorization(io: Io, challenge: Challenge, verdict: CardVerdict): string | undefined {
    const { authored, subscriber } = this.#options;
    const username = authored.directive('Authorization', 'username') ?? subscriber?.impi ?? '';
    const uri = authored.directive('Authorization', 'uri') ?? authored.requestUri ?? '';
    if (verdict.kind === 'unreadable') return undefined;
    const cnonce = io.random('cnonce').hex(16);
    const input = { username, uri, cnonce, nonceCount: formatNonceCount(1), body: '' };
    if (verdict.kind === 'accepted') {
      io.note('AUTN verified, RES computed', { clause: 'TS 33.203 §6.1.1' });
      return answerValue(challenge, { ...input, secret: verdict.secret });
    }
    const isMac = verdict.kind === 'mac-failure';
    const sentence = isMac
      ? 'MAC in AUTN is not what the card computes.'
      : `SQN in AUTN is refused: ${verdict.reason}.`;
    const index =
      subscriber === undefined ? 0 : this.#configuration.subscribers.findIndex(one => one.impi === subscriber.impi);
    const config = `subscribers.${index}.${isMac ? 'k' : 'sqn'}`;
    this.#reasons.push(because(isMac ? 'ue-mac' : 'ue-sqn', 'TS 33.102 §6.3.3', sentence, { config }));
    return isMac ? refusalValue(challenge, input) : resynchronisationValue(challenge, input, verdict.auts);
  }

  /** The next request of the same Call-ID: new branches, a new icid (TS 24.229 §5.2.2, §7.2A.5). */
  #next(io: Io, authorization: string): OutgoingMessage {
    this.#cseq++;
    const branch = (): string => `z9hG4bK-${io.random('branch').hex(16)}`;
    const changed = changedRegister(this.#options.authored, { cseq: this.#cseq, branch: branch(), authorization });
    const vector = changed.headers.find(line => line.name === 'P-Charging-Vector');
    const icid = io.random('icid').hex(32);
    const value = vector?.value.replace(/(icid-value\s*=\s*"?)[^";\s]*/i, `$1${icid}`);
    const headers =
      vector === undefined || value === undefined
        ? changed.headers
        : withHeader(changed.headers, header('P-Charging-Vector', value, vector.origin));
    return { ...changed, headers };
  }

  state(): StateValue {
    return { cseq: this.#cseq, challenges: this.#challenges };
  }
}
