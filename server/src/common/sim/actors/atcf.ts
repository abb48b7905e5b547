/** Access transfer control function: stands behind the P-CSCF and offers itself for SRVCC (TS 24.237 §6.2, TS 23.237 §6.1.2). */
import type { Configuration } from '../../config/configuration.ts';
import type { Actor, Endpoint, Io, SimEvent } from '../actor.ts';
import { header, markSource, type SipPacket, withHeadersAfter, withTopVia } from '../message.ts';
import { because } from '../origin.ts';
import { oneHopLess, returnedResponse } from '../registerForwarding.ts';
import { checkProxied, checkRequest, refusal, refuse } from '../requestChecks.ts';
import { Resolver } from '../resolver.ts';
import type { StateValue } from '../result.ts';
import { CORE_TIMERS, responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

export const ATCF_ENDPOINT: Endpoint = { address: '10.0.1.15', port: 5060 };

const CLAUSE = 'TS 24.237 §6.2.3';

export class Atcf implements Actor {
  readonly id = 'atcf';
  readonly label = 'ATCF';
  readonly addresses = [ATCF_ENDPOINT.address];
  readonly #host: string;
  readonly #transactions = new Transactions();
  readonly #resolver = new Resolver();
  /** Session transfer number for SRVCC, one per user (TS 23.237 §4.2.1). */
  readonly #numbers = new Map<string, string>();

  constructor(configuration: Configuration) {
    this.#host = `atcf.${configuration.network.visitedNetwork}`;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'dns') this.#resolver.onAnswer(io, event);
    if (event.type === 'timer') this.#transactions.onTimer(io, event) || this.#resolver.onTimer(io, event);
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction !== undefined) this.#onRequest(io, transaction);
  }

  #onRequest(io: Io, transaction: ServerTransaction): void {
    const { request, path } = transaction;
    const refused = checkRequest('atcf', request) ?? checkProxied('atcf', request, ['path', 'sec-agree']);
    const refuseWith = (why: Parameters<typeof refuse>[1]): void => {
      const message = refuse(request, why, io.random('tag').hex(8));
      this.#transactions.respond(io, transaction, message, responsePath(request, path));
    };
    if (refused !== undefined) {
      refuseWith(refused);
      return;
    }
    const uri = request.requestUriView;
    this.#resolver.resolve(io, uri?.host ?? '', uri?.port, resolved => {
      if (resolved.endpoint !== undefined) {
        this.#forward(io, transaction, resolved.endpoint);
        return;
      }
      const sentence = `No I-CSCF can be found for "${uri?.host}" (${resolved.reason}).`;
      refuseWith(
        refusal(504, 'Server Time-out', because('atcf-no-route', CLAUSE, sentence, request.startPlace(uri?.host))),
      );
    });
  }

  #forward(io: Io, transaction: ServerTransaction, destination: Endpoint): void {
    const { request, path } = transaction;
    const copy = request.copy();
    const { address, port } = ATCF_ENDPOINT;
    const via = `SIP/2.0/UDP ${address}:${port};branch=z9hG4bK-${io.random('branch').hex(16)}`;
    const own = `sip:${this.#host}:${port}`;
    const isRegister = request.method === 'REGISTER';
    const marked = markSource(copy.headers, request.vias()[0]?.host, path.source);
    // The newest Path stands first (RFC 3327 §5.2).
    const withPath = isRegister ? copyWithPath(marked, `<sip:pcscf@${this.#host}:${port};lr>`) : marked;
    const lines = isRegister ? [header('Feature-Caps', this.#featureCaps(io, request, own))] : [];
    const headers = withTopVia(oneHopLess(withHeadersAfter(withPath, 'Supported', lines), request), via);
    const handlers = {
      response: (response: SipPacket) =>
        this.#transactions.respond(io, transaction, returnedResponse(response), responsePath(request, path), {
          clause: CLAUSE,
        }),
      timeout: () => {
        const why = because('atcf-no-answer', 'RFC 3261 §16.8', 'The home network does not answer.');
        const message = refuse(request, refusal(504, 'Server Time-out', why), io.random('tag').hex(8));
        this.#transactions.respond(io, transaction, message, responsePath(request, path));
      },
    };
    const forward = { protocol: 'UDP', source: ATCF_ENDPOINT, destination } as const;
    this.#transactions.request(io, { ...copy, headers }, forward, CORE_TIMERS, handlers, { clause: CLAUSE });
  }

  /** STN-SR, management URI and path, and what else the ATCF can do (TS 24.237 Annex C). */
  #featureCaps(io: Io, request: SipPacket, own: string): string {
    const user = request.addresses('To')[0]?.uri?.text ?? '';
    const number = this.#numbers.get(user) ?? `+1234${io.random('stn-sr').integer(1_000_000, 9_999_999)}`;
    this.#numbers.set(user, number);
    return [
      '*',
      `+g.3gpp.atcf="<tel:${number}>"`,
      `+g.3gpp.atcf-mgmt-uri="<${own}>"`,
      `+g.3gpp.atcf-path="<sip:pcscf@${this.#host}:${ATCF_ENDPOINT.port};lr>"`,
      '+g.3gpp.mid-call',
      '+g.3gpp.srvcc-alerting',
    ].join(';');
  }

  state(): StateValue {
    return { sessionTransferNumbers: [...this.#numbers].map(([user, number]) => ({ user, number })) };
  }
}

function copyWithPath(headers: ReturnType<typeof markSource>, path: string): ReturnType<typeof markSource> {
  const at = headers.findIndex(line => line.name === 'Path');
  const line = header('Path', path);
  return at < 0 ? [...headers, line] : [...headers.slice(0, at), line, ...headers.slice(at)];
}
