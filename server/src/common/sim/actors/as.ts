/** Application server: takes the third-party REGISTER (TS 24.229 §5.7.1.1). */
import type { ApplicationServer as ServerConfiguration } from '../../config/configuration.ts';
import type { Actor, Io, SimEvent } from '../actor.ts';
import { header, responseTo } from '../message.ts';
import type { StateValue } from '../result.ts';
import { responsePath, Transactions } from '../transactions.ts';

export class ApplicationServer implements Actor {
  readonly id: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly #isDead: boolean;
  readonly #transactions = new Transactions();
  readonly #users = new Map<string, number>();

  constructor(configuration: ServerConfiguration, isDead = false) {
    this.id = configuration.name;
    this.label = configuration.name.toUpperCase();
    this.addresses = [configuration.address];
    this.#isDead = isDead;
  }

  on(event: SimEvent, io: Io): void {
    if (this.#isDead) return;
    if (event.type === 'timer') {
      this.#transactions.onTimer(io, event);
      return;
    }
    if (event.type !== 'sip') return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction === undefined) return;
    const { request, path } = transaction;
    const tag = io.random('tag').hex(8);
    const back = responsePath(request, path);
    if (request.method !== 'REGISTER') {
      const refusal = responseTo(request, 405, 'Method Not Allowed', [header('Allow', 'REGISTER')], [], tag);
      this.#transactions.respond(io, transaction, refusal, back);
      return;
    }
    const expires = request.integer('Expires') ?? 0;
    const user = request.addresses('To')[0]?.uri?.text ?? '';
    if (expires > 0) this.#users.set(user, expires);
    else this.#users.delete(user);
    const contact = request.value('Contact');
    const lines = contact === undefined ? [] : [header('Contact', `${contact};expires=${expires}`)];
    const answer = responseTo(request, 200, 'OK', lines, [], tag);
    this.#transactions.respond(io, transaction, answer, back, { clause: 'TS 24.229 §5.7.1.1' });
  }

  state(): StateValue {
    return { users: [...this.#users].map(([identity, expires]) => ({ identity, expires })) };
  }
}
