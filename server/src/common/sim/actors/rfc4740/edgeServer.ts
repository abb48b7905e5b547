/** SIP server 1 of RFC 4740: at the edge, keeps no state about users; finds or challenges (§6.2 to §6.5, §6.8). */
import { canonicalImpu } from '../../../auth/identities.ts';
import { avpMembers, avpText, outcomeOf } from '../../../diameter/message.ts';
import { SIP_APPLICATION } from '../../../diameter/rfc4740.ts';
import type { DiameterMessage } from '../../../diameter/types.ts';
import type { Actor, Endpoint, Io, SimEvent } from '../../actor.ts';
import { DiameterPeer } from '../../diameterPeer.ts';
import {
  header,
  markSource,
  type OutgoingMessage,
  responseTo,
  type SipPacket,
  withoutHeaders,
  withTopVia,
} from '../../message.ts';
import { because } from '../../origin.ts';
import { oneHopLess, returnedResponse } from '../../registerForwarding.ts';
import { checkProxied, checkRequest, type Refusal, refusal, refuse } from '../../requestChecks.ts';
import type { Because, StateValue } from '../../result.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../../transactions.ts';
import { authorizationAvps, challengeOf } from './digest.ts';
import type { SipDomain } from './names.ts';

/** What the edge server does to requests that are no REGISTER. */
export type EdgeDuty = 'locate' | 'authenticate';

export interface EdgeOptions {
  readonly duty: EdgeDuty;
  /** The Diameter node that is asked first: the server itself, or a subscriber locator. */
  readonly firstPeer: string;
}

type Ask = (host: string, handler: (answer: DiameterMessage | undefined, because: readonly Because[]) => void) => void;

export class EdgeServer implements Actor {
  readonly id = 'sip1';
  readonly label = 'SIP server 1';
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #names: SipDomain;
  readonly #options: EdgeOptions;
  readonly #transactions = new Transactions();
  readonly #peer: DiameterPeer;

  constructor(names: SipDomain, options: EdgeOptions) {
    this.#names = names;
    this.#options = options;
    this.addresses = [names.server1.address];
    this.diameterHosts = [names.host1];
    this.#peer = new DiameterPeer({ host: names.host1, realm: names.domain }, SIP_APPLICATION);
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#transactions.onTimer(io, event) || this.#peer.onTimer(io, event);
    if (event.type === 'diameter' && !event.message.request) this.#peer.onAnswer(io, event);
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction === undefined) return;
    const { request } = transaction;
    const refused = checkRequest('sip1', request) ?? checkProxied('sip1', request, []);
    if (refused !== undefined) this.#refuse(io, transaction, refused);
    else if (request.method === 'REGISTER') this.#authorize(io, transaction);
    else if (this.#options.duty === 'locate') this.#locate(io, transaction);
    else this.#authenticate(io, transaction);
  }

  #respond(io: Io, transaction: ServerTransaction, message: OutgoingMessage): void {
    this.#transactions.respond(io, transaction, message, responsePath(transaction.request, transaction.path));
  }

  #refuse(io: Io, transaction: ServerTransaction, refused: Refusal, inherited: readonly Because[] = []): void {
    this.#respond(io, transaction, refuse(transaction.request, refused, io.random('tag').hex(8), inherited));
  }

  /** Asks, and once more where a redirect points (RFC 4740 §6.8, RFC 6733 §6.1.8). */
  #ask(ask: Ask, done: (answer: DiameterMessage | undefined, because: readonly Because[]) => void): void {
    ask(this.#options.firstPeer, (answer, reasons) => {
      const redirect = answer && avpText(answer.avps, 'Redirect-Host');
      const host = redirect === undefined ? undefined : /^aaas?:\/\/([^:;]+)/.exec(redirect)?.[1];
      if (host === undefined) done(answer, reasons);
      else ask(host, done);
    });
  }

  /** UAR for every REGISTER: the one with credentials may come to another edge server (RFC 4740 §6.3, step 10). */
  #authorize(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const aor = request.addresses('To')[0]?.uri?.text ?? '';
    const avps = { 'SIP-AOR': canonicalImpu(aor), 'User-Name': request.directive('Authorization', 'username') };
    const origins = { 'SIP-AOR': request.origin('To'), 'User-Name': request.origin('Authorization') };
    const ask: Ask = (host, handler) =>
      this.#peer.request(
        io,
        283,
        { host, realm: this.#names.domain },
        avps,
        handler,
        { origins },
        { clause: 'RFC 4740 §8.1' },
      );
    this.#ask(ask, (answer, reasons) => {
      const outcome = answer && outcomeOf(answer);
      if (answer !== undefined && [2001, 2003, 2004, 2007].includes(outcome?.code ?? 0))
        this.#forward(io, transaction, this.#names.server2);
      else this.#refuse(io, transaction, this.#failure(outcome?.code, outcome?.name), reasons);
    });
  }

  #failure(code: number | undefined, name: string | undefined): Refusal {
    const sentence =
      code === undefined ? 'The Diameter server does not answer.' : `The Diameter server answers ${code} ${name}.`;
    const why = because('sip1-diameter', 'RFC 4740 §8.2', sentence);
    if (code === undefined) return refusal(480, 'Temporarily Unavailable', why);
    return [5032, 5034].includes(code) ? refusal(404, 'Not Found', why) : refusal(403, 'Forbidden', why);
  }

  /** LIR: who serves the recipient (RFC 4740 §6.5). */
  #locate(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const avps = { 'SIP-AOR': canonicalImpu(request.requestUri ?? '') };
    const ask: Ask = (host, handler) =>
      this.#peer.request(io, 285, { host, realm: this.#names.domain }, avps, handler, {}, { clause: 'RFC 4740 §8.5' });
    this.#ask(ask, (answer, reasons) => {
      const outcome = answer && outcomeOf(answer);
      if (answer !== undefined && avpText(answer.avps, 'SIP-Server-URI') !== undefined)
        this.#forward(io, transaction, this.#names.server2);
      else this.#refuse(io, transaction, this.#failure(outcome?.code, outcome?.name), reasons);
    });
  }

  /** MAR without SIP-Server-URI: only to authenticate (RFC 4740 §6.4). */
  #authenticate(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const hasCredentials = request.header('Proxy-Authorization') !== undefined;
    const item = {
      'SIP-Authentication-Scheme': 0,
      'SIP-Authorization': hasCredentials ? authorizationAvps(request, 'Proxy-Authorization') : undefined,
    };
    const avps = {
      'SIP-AOR': canonicalImpu(request.addresses('From')[0]?.uri?.text ?? ''),
      'SIP-Method': request.method,
      'User-Name': request.directive('Proxy-Authorization', 'username'),
      'SIP-Number-Auth-Items': hasCredentials ? undefined : 1,
      'SIP-Auth-Data-Item': item,
    };
    const origins = { 'SIP-AOR': request.origin('From'), 'User-Name': request.origin('Proxy-Authorization') };
    const ask: Ask = (host, handler) =>
      this.#peer.request(
        io,
        286,
        { host, realm: this.#names.domain },
        avps,
        handler,
        { origins },
        { clause: 'RFC 4740 §8.7' },
      );
    this.#ask(ask, (answer, reasons) => this.#onVerdict(io, transaction, answer, reasons));
  }

  #onVerdict(
    io: Io,
    transaction: ServerTransaction,
    answer: DiameterMessage | undefined,
    reasons: readonly Because[],
  ): void {
    const { request } = transaction;
    const outcome = answer && outcomeOf(answer);
    const authenticate = avpMembers(avpMembers(answer?.avps ?? [], 'SIP-Auth-Data-Item'), 'SIP-Authenticate');
    if (authenticate.length > 0) {
      const lines = [header('Proxy-Authenticate', challengeOf(authenticate))];
      this.#respond(
        io,
        transaction,
        responseTo(request, 407, 'Proxy Authentication Required', lines, [], io.random('tag').hex(8)),
      );
    } else if (outcome?.code === 2006) {
      this.#forward(io, transaction, this.#names.uas);
    } else {
      this.#refuse(io, transaction, this.#failure(outcome?.code, outcome?.name), reasons);
    }
  }

  #forward(io: Io, transaction: ServerTransaction, destination: Endpoint): void {
    const { request, path } = transaction;
    const { address, port } = this.#names.server1;
    const copy = request.copy();
    const via = `SIP/2.0/UDP ${address}:${port};branch=z9hG4bK-${io.random('branch').hex(16)}`;
    const marked = markSource(
      withoutHeaders(copy.headers, 'Proxy-Authorization'),
      request.vias()[0]?.host,
      path.source,
    );
    const headers = withTopVia(oneHopLess(marked, request), via);
    const handlers = {
      response: (response: SipPacket) => this.#respond(io, transaction, returnedResponse(response)),
      timeout: () => {
        const why = because('sip1-no-answer', 'RFC 3261 §16.8', 'The next server does not answer.');
        this.#refuse(io, transaction, refusal(408, 'Request Timeout', why));
      },
    };
    const forward = { protocol: 'UDP', source: this.#names.server1, destination } as const;
    this.#transactions.request(io, { ...copy, headers }, forward, CORE_TIMERS, handlers);
  }

  state(): StateValue {
    return { duty: this.#options.duty };
  }
}
