/** Interrogating-CSCF: asks the HSS and finds the S-CSCF (TS 24.229 §5.3.1). */
import type { Configuration, Network } from '../../config/configuration.ts';
import { USER_AUTHORIZATION_TYPE } from '../../diameter/cx.ts';
import { avpText, outcomeOf } from '../../diameter/message.ts';
import type { DiameterMessage } from '../../diameter/types.ts';
import type { Actor, Endpoint, Io, SimEvent } from '../actor.ts';
import { DiameterPeer } from '../diameterPeer.ts';
import { identitiesOf, isDeregistration, isEmergency } from '../identities.ts';
import { type HeaderLine, header, markSource, type SipPacket, withoutHeaders, withTopVia } from '../message.ts';
import { because } from '../origin.ts';
import { type QuirkPolicy, quirkPolicy } from '../quirks.ts';
import { oneHopLess, returnedResponse } from '../registerForwarding.ts';
import { checkLoop, checkProxied, checkRequest, type Refusal, refusal, refuse } from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { Because, StateValue } from '../result.ts';
import { rankServers } from '../serverSelection.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

const CLAUSE = 'TS 24.229 §5.3.1.2';

/**
 * How long an S-CSCF may be silent, in virtual milliseconds. TS 24.229 §5.3.1.3 leaves the time to the operator
 * (policy: a quarter of timer F, so that another S-CSCF can be tried before the P-CSCF gives up).
 */
const SCSCF_PATIENCE = 8000;

/** How requests get in. */
export interface EntryOptions {
  /** Further addresses at which the I-CSCF is reached. */
  readonly aliases?: readonly string[];
  /** Addresses of the trust domain besides those of the configuration. */
  readonly trusted?: readonly string[];
  /** The P-CSCF is not known here. */
  readonly distrusts?: Because;
}

/** Without credentials the private identity comes from To, which must then be a SIP URI (TS 24.229 §5.3.1.2). */
function checkIdentity(request: SipPacket): Refusal | undefined {
  if (request.method !== 'REGISTER' || identitiesOf(request).impi !== '') return undefined;
  const sentence = 'There are no credentials, and no private identity can be derived from To.';
  return refusal(400, 'Bad To', because('icscf-no-identity', CLAUSE, sentence, request.place('To')));
}

export class Icscf implements Actor {
  readonly id = 'icscf';
  readonly label = 'I-CSCF';
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #network: Network;
  readonly #policy: QuirkPolicy;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  readonly #cx: DiameterPeer;
  readonly #trusted: readonly string[];
  readonly #distrusts: Because | undefined;

  constructor(configuration: Configuration, entry: EntryOptions = {}) {
    this.#trusted = entry.trusted ?? [];
    this.#distrusts = entry.distrusts;
    this.#network = configuration.network;
    const { icscf, homeDomain, quirks } = configuration.network;
    this.#policy = quirkPolicy(quirks);
    this.addresses = [icscf.address, ...(entry.aliases ?? [])];
    this.diameterHosts = [icscf.host];
    this.#cx = new DiameterPeer({ host: icscf.host, realm: homeDomain });
  }

  on(event: SimEvent, io: Io): void {
    switch (event.type) {
      case 'dns':
        this.#resolver.onAnswer(io, event);
        return;
      case 'diameter':
        this.#cx.onAnswer(io, event);
        return;
      case 'timer':
        this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event) || this.#cx.onTimer(io, event);
        return;
      case 'refused':
        this.#transactions.onRefused(io, event);
        return;
      case 'sip': {
        const transaction = this.#transactions.receive(io, event);
        if (transaction !== undefined) this.#onRequest(io, transaction);
      }
    }
  }

  #onRequest(io: Io, transaction: ServerTransaction): void {
    const { request, path } = transaction;
    const refused =
      checkRequest('icscf', request) ??
      checkProxied('icscf', request, ['path', 'sec-agree', 'outbound', 'gruu']) ??
      checkLoop('icscf', request, this.#network.icscf) ??
      checkIdentity(request) ??
      this.#checkTrust(path.source.address);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
      return;
    }
    if (request.method === 'REGISTER') this.#authorize(io, transaction, USER_AUTHORIZATION_TYPE.REGISTRATION, []);
    else this.#locate(io, transaction);
  }

  #checkTrust(source: string): Refusal | undefined {
    const { pcscf, scscf, as } = this.#network;
    const isKnown = [pcscf, ...scscf, ...as].some(element => element.address === source);
    if (this.#distrusts === undefined && (isKnown || this.#trusted.includes(source))) return undefined;
    const sentence = `${source} is outside the trust domain.`;
    return refusal(403, 'Forbidden', because('icscf-trust', 'TS 24.229 §5.3.1.2', sentence));
  }

  #refuse(io: Io, transaction: ServerTransaction, refused: Refusal, inherited: readonly Because[] = []): void {
    const { request, path } = transaction;
    const message = refuse(request, refused, io.random('tag').hex(8), inherited);
    this.#transactions.respond(io, transaction, message, responsePath(request, path), { clause: CLAUSE });
  }

  /** UAR (TS 29.228 §6.1.1); `tried` are the S-CSCFs that have failed already. */
  #authorize(io: Io, transaction: ServerTransaction, type: number, tried: readonly string[]): void {
    const { request } = transaction;
    const { impi, impiOrigin, impu, impuOrigin } = identitiesOf(request);
    const deregisters = type === USER_AUTHORIZATION_TYPE.REGISTRATION && isDeregistration(request);
    const visited = request.items('P-Visited-Network-ID')[0]?.value;
    const { hss, homeDomain } = this.#network;
    this.#cx.request(
      io,
      300,
      { host: hss.host, realm: homeDomain },
      {
        'User-Name': impi,
        'Public-Identity': impu,
        'Visited-Network-Identifier': visited,
        'User-Authorization-Type': deregisters ? USER_AUTHORIZATION_TYPE.DE_REGISTRATION : type,
        'UAR-Flags': isEmergency(request) ? 1 : undefined,
      },
      (answer, reasons) => this.#onUserAuthorization(io, transaction, answer, reasons, tried),
      {
        origins: {
          'User-Name': impiOrigin,
          'Public-Identity': impuOrigin,
          // Where it is missing, the whole request is the place.
          'Visited-Network-Identifier': request.origin('P-Visited-Network-ID') ?? request.startOrigin,
        },
      },
      { clause: 'TS 29.228 §6.1.1' },
    );
  }

  #onUserAuthorization(
    io: Io,
    transaction: ServerTransaction,
    answer: DiameterMessage | undefined,
    reasons: readonly Because[],
    tried: readonly string[],
  ): void {
    const refused = this.#judge(answer);
    if (refused !== undefined || answer === undefined) {
      if (refused !== undefined) this.#refuse(io, transaction, refused, reasons);
      return;
    }
    const assigned = avpText(answer.avps, 'Server-Name');
    const servers = assigned === undefined ? rankServers(this.#network, answer.avps) : [assigned];
    const server = servers.find(name => !tried.includes(name));
    if (server !== undefined) {
      this.#forward(io, transaction, server, tried);
      return;
    }
    if (tried.length > 0) {
      const sentence = 'No S-CSCF answers, and no other has what the user needs.';
      this.#refuse(
        io,
        transaction,
        refusal(504, 'Server Time-out', because('icscf-no-server-left', CLAUSE, sentence)),
        reasons,
      );
      return;
    }
    const place = { config: 'network.scscf' };
    const sentence = 'No S-CSCF has all the mandatory capabilities that the HSS asks for.';
    const why = because('icscf-capabilities', 'TS 29.228 §6.7', sentence, place);
    this.#refuse(io, transaction, refusal(600, 'Busy Everywhere', why), reasons);
  }

  /** The SIP answer to an UAA that is no success (TS 24.229 §5.3.1.2); undefined for a success. */
  #judge(answer: DiameterMessage | undefined): Refusal | undefined {
    const outcome = answer && outcomeOf(answer);
    if (outcome === undefined) {
      const sentence = answer === undefined ? 'The HSS does not answer.' : 'The answer of the HSS has no result.';
      return refusal(480, 'Temporarily Unavailable', because('icscf-hss-silent', CLAUSE, sentence));
    }
    if (outcome.code >= 2000 && outcome.code < 3000) return undefined;
    const kind = outcome.experimental ? 'Experimental-Result-Code' : 'Result-Code';
    const sentence = `The HSS answers ${kind} ${outcome.code} ${outcome.name}.`;
    const why = because('icscf-uaa', CLAUSE, sentence);
    const isRefusal = outcome.experimental ? outcome.code >= 5001 && outcome.code <= 5004 : outcome.code === 5003;
    if (isRefusal) return refusal(403, this.#policy.refusalReasons[outcome.code] ?? 'Forbidden', why);
    return refusal(this.#policy.diameterFailure, this.#policy.diameterFailureReason, why);
  }

  #forward(io: Io, transaction: ServerTransaction, server: string, tried: readonly string[]): void {
    const match = /^sips?:(?:[^@]*@)?([^:;?]+)(?::(\d+))?/i.exec(server);
    const host = match?.[1] ?? '';
    const port = match?.[2] === undefined ? undefined : Number(match[2]);
    this.#resolver.resolve(io, host, port, resolved => {
      if (resolved.endpoint !== undefined) return this.#send(io, transaction, server, resolved.endpoint, tried);
      const why = because('icscf-no-route', CLAUSE, `The S-CSCF ${server} cannot be found (${resolved.reason}).`);
      this.#refuse(io, transaction, refusal(480, 'Temporarily Unavailable', why));
    });
  }

  #send(io: Io, transaction: ServerTransaction, server: string, target: Endpoint, tried: readonly string[]): void {
    const { request, path } = transaction;
    const { icscf } = this.#network;
    const copy = request.copy();
    const via = `SIP/2.0/UDP ${icscf.address}:${icscf.port};branch=z9hG4bK-${io.random('branch').hex(16)}`;
    const marked = markSource(copy.headers, request.vias()[0]?.host, path.source);
    const outgoing = {
      ...copy,
      startLine: `${request.method} ${server} SIP/2.0`,
      startOrigin: undefined,
      headers: withTopVia(oneHopLess(this.#withoutOwnRoute(marked, request), request), via),
    };
    const forward = {
      protocol: 'UDP',
      source: { address: icscf.address, port: icscf.port },
      destination: target,
    } as const;
    const handlers = {
      response: (response: SipPacket) => this.#onResponse(io, transaction, response, server, tried),
      timeout: () => this.#onSilence(io, transaction, server, tried),
    };
    this.#transactions.request(io, outgoing, forward, CORE_TIMERS, handlers, { clause: CLAUSE }, SCSCF_PATIENCE);
  }

  /** A Route that named this element has done its work (RFC 3261 §16.4). */
  #withoutOwnRoute(headers: readonly HeaderLine[], request: SipPacket): HeaderLine[] {
    const [first, ...rest] = request.addresses('Route').map(address => address.uri);
    if (first?.host === undefined || !this.addresses.includes(first.host)) return [...headers];
    const kept = rest.flatMap(uri => (uri === undefined ? [] : [header('Route', `<${uri.text}>`)]));
    return [...withoutHeaders(headers, 'Route'), ...kept];
  }

  #onResponse(
    io: Io,
    transaction: ServerTransaction,
    response: SipPacket,
    server: string,
    tried: readonly string[],
  ): void {
    const { request, path } = transaction;
    const status = response.status ?? 0;
    const mayReselect = status === 480 || (status >= 300 && status < 400);
    if (mayReselect && this.#canReselect(request, [...tried, server])) {
      this.#authorize(io, transaction, USER_AUTHORIZATION_TYPE.REGISTRATION_AND_CAPABILITIES, [...tried, server]);
      return;
    }
    this.#transactions.respond(io, transaction, returnedResponse(response), responsePath(request, path), {
      clause: CLAUSE,
    });
  }

  #onSilence(io: Io, transaction: ServerTransaction, server: string, tried: readonly string[]): void {
    const failed = [...tried, server];
    if (this.#canReselect(transaction.request, failed)) {
      this.#authorize(io, transaction, USER_AUTHORIZATION_TYPE.REGISTRATION_AND_CAPABILITIES, failed);
      return;
    }
    const why = because(
      'icscf-scscf-silent',
      CLAUSE,
      `The S-CSCF ${server} does not answer and no other may be tried.`,
    );
    this.#refuse(io, transaction, refusal(504, 'Server Time-out', why));
  }

  /** Only a REGISTER that is not integrity-protected may go to another S-CSCF (TS 24.229 §5.3.1.3). */
  #canReselect(request: SipPacket, tried: readonly string[]): boolean {
    const isProtected = request.directive('Authorization', 'integrity-protected') === 'yes';
    return request.method === 'REGISTER' && !isProtected && tried.length < this.#network.scscf.length;
  }

  /** Other requests go where the HSS says the user is served (TS 24.229 §5.3.2). */
  #locate(io: Io, transaction: ServerTransaction): void {
    const { hss, homeDomain } = this.#network;
    const impu = transaction.request.requestUri ?? '';
    this.#cx.request(
      io,
      302,
      { host: hss.host, realm: homeDomain },
      { 'Public-Identity': impu },
      (answer, reasons) => {
        const server = answer && avpText(answer.avps, 'Server-Name');
        if (server !== undefined) return this.#forwardUnchanged(io, transaction, server);
        const why = because('icscf-lia', 'TS 24.229 §5.3.2.1', `The HSS knows no S-CSCF for "${impu}".`);
        this.#refuse(io, transaction, refusal(404, 'Not Found', why), reasons);
      },
      {},
      { clause: 'TS 29.228 §6.1.4' },
    );
  }

  /** Keeps the Request-URI, which is the user's; the S-CSCF is only the next hop. */
  #forwardUnchanged(io: Io, transaction: ServerTransaction, server: string): void {
    const match = /^sips?:(?:[^@]*@)?([^:;?]+)(?::(\d+))?/i.exec(server);
    this.#resolver.resolve(io, match?.[1] ?? '', match?.[2] === undefined ? undefined : Number(match[2]), resolved => {
      const { request, path } = transaction;
      if (resolved.endpoint === undefined) {
        const why = because('icscf-no-route', 'TS 24.229 §5.3.2.1', `${server} cannot be found (${resolved.reason}).`);
        return this.#refuse(io, transaction, refusal(480, 'Temporarily Unavailable', why));
      }
      const { icscf } = this.#network;
      const copy = request.copy();
      const source = { address: icscf.address, port: icscf.port };
      const via = `SIP/2.0/UDP ${icscf.address}:${icscf.port};branch=z9hG4bK-${io.random('branch').hex(16)}`;
      const headers = withTopVia(
        oneHopLess(markSource(copy.headers, request.vias()[0]?.host, path.source), request),
        via,
      );
      const handlers = {
        response: (response: SipPacket) =>
          this.#transactions.respond(io, transaction, returnedResponse(response), responsePath(request, path)),
        timeout: () => {
          const why = because('icscf-scscf-silent', 'TS 24.229 §5.3.2.1', `${server} does not answer.`);
          this.#refuse(io, transaction, refusal(504, 'Server Time-out', why));
        },
      };
      const forward = { protocol: 'UDP', source, destination: resolved.endpoint } as const;
      this.#transactions.request(io, { ...copy, headers }, forward, CORE_TIMERS, handlers, {
        clause: 'TS 24.229 §5.3.2.1',
      });
    });
  }

  state(): StateValue {
    return { servers: this.#network.scscf.map(scscf => ({ name: scscf.name, capabilities: scscf.capabilities })) };
  }
}
