/** SIP server 2 of RFC 4740: the registrar that the Diameter server assigns to the user (§6.2, §6.3, §6.6, §6.7). */
import { canonicalImpu } from '../../../auth/identities.ts';
import { Secret } from '../../../auth/secret.ts';
import { type AvpValues, avpMembers, avpText, buildAvps, outcomeOf } from '../../../diameter/message.ts';
import { SIP_APPLICATION } from '../../../diameter/rfc4740.ts';
import type { Avp, DiameterMessage } from '../../../diameter/types.ts';
import type { Actor, Io, SimEvent } from '../../actor.ts';
import { type AnswerHandler, answerTo, DiameterPeer, EPOCH_SECONDS } from '../../diameterPeer.ts';
import { isDeregistration } from '../../identities.ts';
import {
  type HeaderLine,
  header,
  markSource,
  type OutgoingMessage,
  responseTo,
  type SipPacket,
  withTopVia,
} from '../../message.ts';
import { because } from '../../origin.ts';
import { oneHopLess, returnedResponse } from '../../registerForwarding.ts';
import { checkRequest, type Refusal, refusal, refuse, requestedExpiry } from '../../requestChecks.ts';
import type { Because, StateValue } from '../../result.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../../transactions.ts';
import { authorizationAvps, challengeOf, digestInput, isRightResponse } from './digest.ts';
import type { SipDomain } from './names.ts';

interface Binding {
  readonly aor: string;
  readonly contact: string;
  readonly expires: number;
  profile: string;
}

/** Challenge that was handed out, with H(A1) when the check was delegated. */
interface Pending {
  readonly nonce: string;
  readonly ha1: Secret<string> | undefined;
}

/** Virtual milliseconds after which the optional SAR follows the 200 (RFC 4740 §6.2, step 17). */
const AFTER_THE_ANSWER = 50;

/** Termination-Cause (RFC 6733 §8.15) and Result-Code (§7.1.5). */
const LOGOUT = 1;
const ADMINISTRATIVE = 4;
const SESSION_TIMEOUT = 8;
const UNKNOWN_SESSION = 5002;

export class RegistrarServer implements Actor {
  readonly id = 'sip2';
  readonly label = 'SIP server 2';
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #names: SipDomain;
  readonly #transactions = new Transactions();
  readonly #peer: DiameterPeer;
  readonly #pending = new Map<string, Pending>();
  readonly #bindings = new Map<string, Binding>();
  /** Session-Ids of registrations, by address of record. */
  readonly #sessions = new Map<string, string>();
  readonly #keepsSessions: boolean;
  /** What follows the answer that is on its way: SAR, or STR. */
  #later: () => void = () => undefined;

  /** With sessions a registration is a Diameter session, otherwise soft state (RFC 4740 §6.7). */
  constructor(names: SipDomain, keepsSessions = false) {
    this.#names = names;
    this.#keepsSessions = keepsSessions;
    this.addresses = [names.server2.address];
    this.diameterHosts = [names.host2];
    this.#peer = new DiameterPeer({ host: names.host2, realm: names.domain }, SIP_APPLICATION);
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#onTimer(io, event);
    if (event.type === 'diameter') this.#onDiameter(io, event);
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction === undefined) return;
    const refused = checkRequest('sip2', transaction.request);
    if (refused !== undefined) this.#refuse(io, transaction, refused);
    else if (transaction.request.method === 'REGISTER') this.#register(io, transaction);
    else this.#deliver(io, transaction);
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event) || this.#peer.onTimer(io, event)) return;
    if (event.name === 'assign') this.#later();
    if (event.name !== 'registration' || !this.#bindings.delete(event.key)) return;
    io.note(`Registration of ${event.key} runs out`, { kind: 'timer', clause: 'RFC 4740 §6.7' });
    if (this.#sessions.has(event.key)) this.#endSession(io, event.key, SESSION_TIMEOUT, () => undefined);
    else this.#assign(io, event.key, undefined, 4, () => undefined);
  }

  #respond(io: Io, transaction: ServerTransaction, message: OutgoingMessage): void {
    this.#transactions.respond(io, transaction, message, responsePath(transaction.request, transaction.path));
  }

  #refuse(io: Io, transaction: ServerTransaction, refused: Refusal, inherited: readonly Because[] = []): void {
    this.#respond(io, transaction, refuse(transaction.request, refused, io.random('tag').hex(8), inherited));
  }

  #register(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const aor = aorOf(request);
    const pending = this.#pending.get(aor);
    const response = request.directive('Authorization', 'response') ?? '';
    if (response === '' || pending === undefined) {
      this.#challenge(io, transaction, aor);
    } else if (pending.ha1 === undefined) {
      this.#checkAtServer(io, transaction, aor);
    } else {
      this.#checkHere(io, transaction, aor, pending.ha1, pending.nonce);
    }
  }

  #mar(io: Io, request: SipPacket, aor: string, item: AvpValues, handler: AnswerHandler): void {
    const avps = {
      'SIP-AOR': aor,
      'SIP-Method': request.method,
      'User-Name': request.directive('Authorization', 'username'),
      'SIP-Server-URI': this.#names.server2Uri,
      'SIP-Number-Auth-Items': 'SIP-Authorization' in item ? undefined : 1,
      'SIP-Auth-Data-Item': { 'SIP-Authentication-Scheme': 0, ...item },
    };
    const peer = { host: this.#names.diameterHost, realm: this.#names.domain };
    const origins = { 'SIP-AOR': request.origin('To'), 'User-Name': request.origin('Authorization') };
    this.#peer.request(io, 286, peer, avps, handler, { origins }, { clause: 'RFC 4740 §8.7' });
  }

  #challenge(io: Io, transaction: ServerTransaction, aor: string): void {
    const { request } = transaction;
    this.#mar(io, request, aor, {}, (answer, reasons) => {
      const authenticate = avpMembers(avpMembers(answer?.avps ?? [], 'SIP-Auth-Data-Item'), 'SIP-Authenticate');
      if (authenticate.length === 0) {
        this.#refuse(io, transaction, this.#failure(answer), reasons);
        return;
      }
      this.#pending.set(aor, pendingOf(authenticate));
      const lines = [header('WWW-Authenticate', challengeOf(authenticate))];
      this.#respond(io, transaction, responseTo(request, 401, 'Unauthorized', lines, [], io.random('tag').hex(8)));
    });
  }

  #failure(answer: DiameterMessage | undefined): Refusal {
    const outcome = answer && outcomeOf(answer);
    const sentence =
      outcome === undefined
        ? 'The Diameter server does not answer.'
        : `The Diameter server answers ${outcome.code} ${outcome.name}.`;
    const why = because('sip2-diameter', 'RFC 4740 §8.8', sentence);
    return outcome === undefined ? refusal(480, 'Temporarily Unavailable', why) : refusal(403, 'Forbidden', why);
  }

  /** The Diameter server has the last word (RFC 4740 §6.2); the 200 goes first, SAR is optional and follows. */
  #checkAtServer(io: Io, transaction: ServerTransaction, aor: string): void {
    const { request } = transaction;
    this.#mar(
      io,
      request,
      aor,
      { 'SIP-Authorization': authorizationAvps(request, 'Authorization') },
      (answer, reasons) => {
        if (answer === undefined || outcomeOf(answer)?.code !== 2001) {
          this.#refuse(io, transaction, this.#failure(answer), reasons);
          return;
        }
        const info = avpMembers(avpMembers(answer.avps, 'SIP-Auth-Data-Item'), 'SIP-Authentication-Info');
        this.#accept(io, transaction, aor, authenticationInfo(info));
        this.#later = () =>
          this.#assign(io, aor, request, isDeregistration(request) ? 5 : 1, saa => this.#keepProfile(aor, saa));
        io.startTimer('assign', aor, AFTER_THE_ANSWER);
      },
    );
  }

  /** This server compares with what it computes from H(A1); only then SAR, and the 200 last (RFC 4740 §6.3). */
  #checkHere(io: Io, transaction: ServerTransaction, aor: string, ha1: Secret<string>, nonce: string): void {
    const { request } = transaction;
    const authorization = buildAvps(SIP_APPLICATION, authorizationAvps(request, 'Authorization'));
    const input = digestInput(authorization, { kind: 'ha1', value: ha1 });
    const isExpected = request.directive('Authorization', 'nonce') === nonce;
    if (!isExpected || !isRightResponse(input, request.directive('Authorization', 'response'))) {
      const fragment = request.directive('Authorization', isExpected ? 'response' : 'nonce');
      const sentence = isExpected
        ? 'The response is not the digest of these credentials.'
        : 'The nonce is not the one of the challenge.';
      const why = because('sip2-response', 'RFC 4740 §6.3', sentence, request.place('Authorization', fragment));
      this.#assign(io, aor, request, 9, () => this.#refuse(io, transaction, refusal(403, 'Forbidden', why)));
      return;
    }
    const settled = (answer: DiameterMessage | undefined, reasons: readonly Because[]): void => {
      if (answer === undefined || outcomeOf(answer)?.code !== 2001) {
        this.#refuse(io, transaction, this.#failure(answer), reasons);
        return;
      }
      this.#accept(io, transaction, aor, undefined);
      this.#keepProfile(aor, answer);
    };
    // Where there is a session, its end says that the registration is over (RFC 4740 §6.7).
    if (isDeregistration(request) && this.#sessions.has(aor)) this.#endSession(io, aor, LOGOUT, settled);
    else this.#assign(io, aor, request, isDeregistration(request) ? 5 : 1, settled);
  }

  /** STR (RFC 6733 §8.4.1). */
  #endSession(io: Io, aor: string, cause: number, handler: AnswerHandler): void {
    const session = this.#sessions.get(aor);
    this.#sessions.delete(aor);
    const peer = { host: this.#names.diameterHost, realm: this.#names.domain, named: true };
    const avps = { 'Session-Id': session, 'Auth-Session-State': 0, 'Termination-Cause': cause };
    this.#peer.request(io, 275, peer, avps, handler, {}, { clause: 'RFC 4740 §6.7, RFC 6733 §8.4' });
  }

  /** ASR: the Diameter server ends the session, and with it the registration (RFC 4740 §6.7, RFC 6733 §8.5). */
  #onAbort(io: Io, message: DiameterMessage): number {
    const session = avpText(message.avps, 'Session-Id');
    const aor = [...this.#sessions].find(([, own]) => own === session)?.[0];
    if (aor === undefined) return UNKNOWN_SESSION;
    if (this.#bindings.delete(aor)) io.stopTimer('registration', aor);
    // STR confirms that the session is gone; it goes after the answer.
    this.#later = () => this.#endSession(io, aor, ADMINISTRATIVE, () => undefined);
    io.startTimer('assign', aor, AFTER_THE_ANSWER);
    return 2001;
  }

  #assign(io: Io, aor: string, request: SipPacket | undefined, type: number, handler: AnswerHandler): void {
    const avps = {
      ...this.#sessionFor(aor, type),
      'SIP-Server-Assignment-Type': type,
      'SIP-User-Data-Already-Available': 0,
      'User-Name': request?.directive('Authorization', 'username'),
      'SIP-Server-URI': this.#names.server2Uri,
      'SIP-Supported-User-Data-Type': 'profile.v1',
      'SIP-AOR': aor,
    };
    const peer = { host: this.#names.diameterHost, realm: this.#names.domain, named: true };
    this.#peer.request(io, 284, peer, avps, handler, {}, { clause: 'RFC 4740 §8.3' });
  }

  /** A registration with a session keeps its Session-Id (RFC 4740 §6.7). */
  #sessionFor(aor: string, type: number): AvpValues {
    if (!this.#keepsSessions || type !== 1) return {};
    const session =
      this.#sessions.get(aor) ?? `${this.#names.host2};${EPOCH_SECONDS};registration-${this.#sessions.size + 1}`;
    this.#sessions.set(aor, session);
    return { 'Session-Id': session, 'Auth-Session-State': 0 };
  }

  #accept(io: Io, transaction: ServerTransaction, aor: string, info: HeaderLine | undefined): void {
    const { request } = transaction;
    this.#pending.delete(aor);
    const contact = request.addresses('Contact')[0]?.uri?.text ?? '';
    const seconds = isDeregistration(request) ? 0 : (requestedExpiry(request).seconds ?? 3600);
    if (seconds === 0) {
      this.#bindings.delete(aor);
      io.stopTimer('registration', aor);
    } else {
      this.#bindings.set(aor, { aor, contact, expires: io.now + seconds * 1000, profile: '' });
      io.startTimer('registration', aor, seconds * 1000);
    }
    const lines = [
      header('Contact', `<${contact}>;expires=${seconds}`, request.origin('Contact')),
      ...(info === undefined ? [] : [info]),
    ];
    this.#respond(io, transaction, responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8)));
  }

  #keepProfile(aor: string, answer: DiameterMessage | undefined): void {
    const binding = this.#bindings.get(aor);
    const data = avpMembers(answer?.avps ?? [], 'SIP-User-Data');
    if (binding !== undefined) binding.profile = avpText(data, 'SIP-User-Data-Contents') ?? '';
  }

  /** PPR, RTR and ASR (RFC 4740 §6.6, §6.7). */
  #onDiameter(io: Io, event: SimEvent & { type: 'diameter' }): void {
    const { message, from } = event;
    if (!message.request) {
      this.#peer.onAnswer(io, event);
      return;
    }
    const aors = message.avps.flatMap(avp => (avp.name === 'SIP-AOR' && typeof avp.data === 'string' ? avp.data : []));
    for (const aor of aors) {
      if (message.command === 288) this.#keepProfile(aor, message);
      if (message.command === 287 && this.#bindings.delete(aor)) io.stopTimer('registration', aor);
    }
    const node = { host: this.#names.host2, realm: this.#names.domain };
    const isKnown = message.command === 288 || message.command === 287;
    const code = message.command === 274 ? this.#onAbort(io, message) : isKnown ? 2001 : 3001;
    const avps = message.command === 274 ? { 'Auth-Session-State': 0 } : {};
    const answer = answerTo(message, node, { code, experimental: false }, avps);
    io.diameter(from, answer, {}, { clause: 'RFC 4740 §8' });
  }

  /** Any other request goes to the contact of its user (RFC 3261 §16.5). */
  #deliver(io: Io, transaction: ServerTransaction): void {
    const { request, path } = transaction;
    const binding = this.#bindings.get(canonicalImpu(request.requestUri ?? ''));
    const match = binding && /^sips?:(?:[^@]*@)?([^:;?]+)(?::(\d+))?/i.exec(binding.contact);
    if (binding === undefined || match === undefined || match === null) {
      const why = because('sip2-not-registered', 'RFC 3261 §16.5', `"${request.requestUri}" has no binding here.`);
      this.#refuse(io, transaction, refusal(480, 'Temporarily Unavailable', why));
      return;
    }
    const copy = request.copy();
    const { address, port } = this.#names.server2;
    const via = `SIP/2.0/UDP ${address}:${port};branch=z9hG4bK-${io.random('branch').hex(16)}`;
    const headers = withTopVia(
      oneHopLess(markSource(copy.headers, request.vias()[0]?.host, path.source), request),
      via,
    );
    const startLine = `${request.method} ${binding.contact} SIP/2.0`;
    const destination = { address: match[1] ?? '', port: Number(match[2] ?? 5060) };
    const handlers = {
      response: (response: SipPacket) => this.#respond(io, transaction, returnedResponse(response)),
      timeout: () => {
        const why = because('sip2-no-answer', 'RFC 3261 §16.8', 'The user agent does not answer.');
        this.#refuse(io, transaction, refusal(408, 'Request Timeout', why));
      },
    };
    const forward = { protocol: 'UDP', source: this.#names.server2, destination } as const;
    this.#transactions.request(io, { ...copy, startLine, headers }, forward, CORE_TIMERS, handlers);
  }

  state(): StateValue {
    const bindings = [...this.#bindings.values()].map(({ aor, contact, profile }) => ({ aor, contact, profile }));
    return { bindings, ...(this.#keepsSessions && { sessions: [...this.#sessions.values()] }) };
  }
}

function aorOf(request: SipPacket): string {
  return canonicalImpu(request.addresses('To')[0]?.uri?.text ?? '');
}

function pendingOf(authenticate: readonly Avp[]): Pending {
  const ha1 = avpText(authenticate, 'Digest-HA1');
  return { nonce: avpText(authenticate, 'Digest-Nonce') ?? '', ha1: ha1 === undefined ? undefined : new Secret(ha1) };
}

/** Authentication-Info out of the AVP (RFC 4740 §9.5.5). */
function authenticationInfo(info: readonly Avp[]): HeaderLine | undefined {
  const rspauth = avpText(info, 'Digest-Response-Auth');
  if (rspauth === undefined) return undefined;
  const parts = [`qop=${avpText(info, 'Digest-Qop') ?? 'auth'}`, `rspauth="${rspauth}"`];
  const cnonce = avpText(info, 'Digest-CNonce');
  const count = avpText(info, 'Digest-Nonce-Count');
  return header('Authentication-Info', [...parts, `cnonce="${cnonce ?? ''}"`, `nc=${count ?? ''}`].join(', '));
}
