/** SCC AS: anchors sessions for access transfer and tells the HSS the number under which (TS 23.237 §6.1.2, TS 29.328). */
import type { ApplicationServer as ServerConfiguration } from '../../config/configuration.ts';
import { parseMessage } from '../../syntax/message.ts';
import type { Actor, Io, SimEvent } from '../actor.ts';
import { header, responseTo, SipPacket } from '../message.ts';
import type { StateValue } from '../result.ts';
import { responsePath, type ServerTransaction, Transactions } from '../transactions.ts';

const CLAUSE = 'TS 23.237 §6.1.2';

export class SccAs implements Actor {
  readonly id: string;
  readonly label = 'SCC AS';
  readonly addresses: readonly string[];
  readonly #transactions = new Transactions();
  #waiting: { readonly transaction: ServerTransaction; readonly user: string; readonly number: string } | undefined;
  readonly #numbers = new Map<string, string>();

  constructor(configuration: ServerConfiguration) {
    this.id = configuration.name;
    this.addresses = [configuration.address];
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#transactions.onTimer(io, event);
    if (event.type === 'abstract') this.#onSh(io, event.message.name, event.message.elements);
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction !== undefined) this.#onRegister(io, transaction);
  }

  /** The registration of the UE comes as a copy in the body (TS 24.229 §5.4.1.7A). */
  #onRegister(io: Io, transaction: ServerTransaction): void {
    const { request } = transaction;
    const user = request.addresses('To')[0]?.uri?.text ?? '';
    const number = sessionTransferNumber(request);
    if (request.method !== 'REGISTER' || number === undefined || (request.integer('Expires') ?? 0) === 0) {
      this.#finish(io, transaction);
      return;
    }
    this.#waiting = { transaction, user, number };
    this.#numbers.set(user, number);
    io.note(`STN-SR ${number} comes with the registration`, { clause: 'TS 24.237 Annex C' });
    io.abstract(
      'hss',
      { name: 'Sh-Pull', elements: { 'Public-Identity': user, wants: 'STN-SR, UE SRVCC capability' } },
      { clause: CLAUSE },
    );
  }

  #onSh(io: Io, name: string, elements: { readonly [name: string]: string }): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    const { transaction, user, number } = waiting;
    if (name === 'Sh-Pull answer' && elements['UE SRVCC capability'] === 'yes' && elements['STN-SR'] !== number) {
      io.abstract(
        'hss',
        { name: 'Sh-Update', elements: { 'Public-Identity': user, 'STN-SR': number } },
        { clause: CLAUSE },
      );
      return;
    }
    this.#waiting = undefined;
    this.#finish(io, transaction);
  }

  #finish(io: Io, transaction: ServerTransaction): void {
    const { request, path } = transaction;
    const contact = request.value('Contact');
    const expires = request.integer('Expires') ?? 0;
    const lines = contact === undefined ? [] : [header('Contact', `${contact};expires=${expires}`)];
    const answer = responseTo(request, 200, 'OK', lines, [], io.random('tag').hex(8));
    this.#transactions.respond(io, transaction, answer, responsePath(request, path), { clause: CLAUSE });
  }

  state(): StateValue {
    return { sessionTransferNumbers: [...this.#numbers].map(([user, number]) => ({ user, number })) };
  }
}

/** g.3gpp.atcf in the Feature-Caps of the REGISTER that the body carries. */
function sessionTransferNumber(request: SipPacket): string | undefined {
  const { body } = request;
  const start = body.indexOf('REGISTER ');
  if (start < 0) return undefined;
  const inner = SipPacket.author(parseMessage(body.slice(start)));
  const features = inner.items('Feature-Caps').flatMap(item => item.params);
  const value = features.find(one => one.nameLower === '+g.3gpp.atcf')?.value;
  return value?.replace(/^<tel:|>$/g, '');
}
