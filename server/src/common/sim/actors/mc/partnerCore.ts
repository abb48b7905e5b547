/** SIP core of the partner MC system: challenges and registers with what its migration server brings (TS 23.280 §10.1.6.2). */
import { parseAuts } from '../../../auth/aka.ts';
import { hexFromBytes } from '../../../auth/encoding.ts';
import { Secret } from '../../../auth/secret.ts';
import type { AbstractMessage, Actor, Endpoint, HiddenVector, Io, SimEvent } from '../../actor.ts';
import { judgeAnswer, type PendingChallenge } from '../../challenge.ts';
import { header, type OutgoingMessage, responseTo } from '../../message.ts';
import { because } from '../../origin.ts';
import { checkRequest, type Refusal, refusal, refuse, requestedExpiry } from '../../requestChecks.ts';
import type { Because, StateValue } from '../../result.ts';
import { responsePath, type ServerTransaction, Transactions } from '../../transactions.ts';
import { CLAUSE, PARTNER_DOMAIN, REQUEST, RESPONSE } from './migration.ts';

export const PARTNER_CORE: Endpoint = { address: '10.0.4.10', port: 5060 };

/** Resynchronisations in one authentication (policy; the standards set no bound). */
const RESYNCHRONISATIONS = 1;

export class PartnerCore implements Actor {
  readonly id = 'partner';
  readonly label = 'Partner SIP core';
  readonly addresses = [PARTNER_CORE.address];
  readonly #transactions = new Transactions();
  readonly #pending = new Map<string, PendingChallenge>();
  readonly #bindings = new Map<string, string>();
  #waiting: { readonly transaction: ServerTransaction; readonly resynchronisations: number } | undefined;

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#onTimer(io, event);
    if (event.type === 'abstract' && event.message.name === RESPONSE) this.#onVector(io, event.message);
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction !== undefined) this.#register(io, transaction);
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event) || event.name !== 'vector' || this.#waiting === undefined) return;
    const { transaction } = this.#waiting;
    this.#waiting = undefined;
    const why = because('partner-no-vector', CLAUSE, 'No authentication information comes from the primary system.');
    this.#refuse(io, transaction, refusal(504, 'Server Time-out', why));
  }

  #respond(io: Io, transaction: ServerTransaction, message: OutgoingMessage): void {
    const { request, path } = transaction;
    this.#transactions.respond(io, transaction, message, responsePath(request, path), { clause: CLAUSE });
  }

  #refuse(io: Io, transaction: ServerTransaction, refused: Refusal, inherited: readonly Because[] = []): void {
    this.#respond(io, transaction, refuse(transaction.request, refused, io.random('tag').hex(8), inherited));
  }

  #register(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const refused = checkRequest('partner', request);
    if (refused !== undefined) {
      this.#refuse(io, transaction, refused);
      return;
    }
    const impi = request.directive('Authorization', 'username') ?? '';
    const pending = this.#pending.get(impi);
    const nonce = request.directive('Authorization', 'nonce') ?? '';
    if (pending === undefined || nonce !== pending.nonce) {
      this.#ask(io, transaction, {}, 0);
      return;
    }
    this.#pending.delete(impi);
    const auts = request.directive('Authorization', 'auts');
    if (auts !== undefined) this.#resynchronise(io, transaction, pending, auts);
    else this.#verify(io, transaction, pending);
  }

  #ask(
    io: Io,
    transaction: ServerTransaction,
    extra: { readonly [name: string]: string },
    resynchronisations: number,
  ): void {
    const { request } = transaction;
    const elements = {
      'private identity': request.directive('Authorization', 'username') ?? '',
      'public identity': request.addresses('To')[0]?.uri?.text ?? '',
      ...extra,
    };
    this.#waiting = { transaction, resynchronisations };
    io.startTimer('vector', '', 5000);
    io.abstract('mmsp', { name: REQUEST, elements }, { clause: CLAUSE });
  }

  /** RAND and AUTS go the whole way back to who made the vector (TS 33.102 §6.3.5). */
  #resynchronise(io: Io, transaction: ServerTransaction, pending: PendingChallenge, auts: string): void {
    const parsed = parseAuts(auts);
    if (!parsed.ok || pending.resynchronisations >= RESYNCHRONISATIONS) {
      const why = because(
        'partner-resynchronisation',
        'TS 33.102 §6.3.5',
        'The AUTS cannot be used, or came once too often.',
      );
      this.#refuse(io, transaction, refusal(403, 'Forbidden', why));
      return;
    }
    const extra = { RAND: hexFromBytes(pending.rand), AUTS: hexFromBytes(parsed.auts) };
    this.#ask(io, transaction, extra, pending.resynchronisations + 1);
  }

  #onVector(io: Io, message: AbstractMessage): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    io.stopTimer('vector', '');
    const { transaction, resynchronisations } = waiting;
    const { nonce, failure } = message.elements;
    if (failure !== undefined || nonce === undefined || message.hidden === undefined) {
      const { request } = transaction;
      const identity = request.directive('Authorization', 'username');
      const sentence = `The primary system gives no authentication information: ${failure ?? 'nothing in the answer'}.`;
      const why = because('partner-refused', CLAUSE, sentence, request.place('Authorization', identity));
      this.#refuse(io, transaction, refusal(403, 'Forbidden', why));
      return;
    }
    this.#challenge(io, transaction, nonce, message.hidden, resynchronisations);
  }

  #challenge(
    io: Io,
    transaction: ServerTransaction,
    nonce: string,
    vector: HiddenVector,
    resynchronisations: number,
  ): void {
    const { request } = transaction;
    const impi = request.directive('Authorization', 'username') ?? '';
    this.#pending.set(impi, {
      nonce,
      rand: vector.rand,
      algorithm: 'AKAv1-MD5',
      realm: PARTNER_DOMAIN,
      secret: { kind: 'aka', value: new Secret({ res: vector.res, ck: vector.ck, ik: vector.ik }) },
      callId: request.callId,
      impi,
      impu: request.addresses('To')[0]?.uri?.text ?? '',
      resynchronisations,
    });
    const value = `Digest realm="${PARTNER_DOMAIN}",nonce="${nonce}",algorithm=AKAv1-MD5,qop="auth"`;
    this.#respond(
      io,
      transaction,
      responseTo(request, 401, 'Unauthorized', [header('WWW-Authenticate', value)], [], io.random('tag').hex(8)),
    );
  }

  #verify(io: Io, transaction: ServerTransaction, pending: PendingChallenge): void {
    const { request } = transaction;
    const verdict = judgeAnswer(request, pending);
    if (verdict.kind !== 'right') {
      const fragment = request.directive('Authorization', 'response');
      const sentence =
        verdict.kind === 'empty'
          ? 'The UE did not accept the network.'
          : 'The response is not the digest of these credentials and XRES.';
      const why = because('partner-response', CLAUSE, sentence, request.place('Authorization', fragment));
      this.#refuse(io, transaction, refusal(403, 'Forbidden', why));
      return;
    }
    const contact = request.addresses('Contact')[0]?.uri?.text ?? '';
    const seconds = requestedExpiry(request).seconds ?? 3600;
    this.#bindings.set(pending.impu, contact);
    const lines = [
      header('Contact', `<${contact}>;expires=${seconds}`, request.origin('Contact')),
      header('P-Associated-URI', `<${pending.impu}>`),
      header('Service-Route', `<sip:orig@${PARTNER_CORE.address}:${PARTNER_CORE.port};lr>`),
    ];
    this.#respond(io, transaction, responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8)));
  }

  state(): StateValue {
    return { bindings: [...this.#bindings].map(([identity, contact]) => ({ identity, contact })) };
  }
}
