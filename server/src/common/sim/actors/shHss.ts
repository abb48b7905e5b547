/** An HSS that also answers Sh and keeps the MME informed (TS 29.328 §6.1, TS 23.237 §6.1.2). */
import type { Actor, Io, SimEvent } from '../actor.ts';
import type { StateValue } from '../result.ts';
import type { Hss } from './hss.ts';

const CLAUSE = 'TS 23.237 §6.1.2';

export class HssWithSh implements Actor {
  readonly id = 'hss';
  readonly label = 'HSS';
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly #hss: Hss;
  readonly #mme: string;
  readonly #numbers = new Map<string, string>();

  constructor(hss: Hss, mme: string) {
    this.#hss = hss;
    this.#mme = mme;
    this.addresses = hss.addresses;
    this.diameterHosts = hss.diameterHosts;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'abstract') this.#onAbstract(io, event.message.name, event.message.elements, event.from);
    else this.#hss.on(event, io);
  }

  #onAbstract(io: Io, name: string, elements: { readonly [name: string]: string }, from: string): void {
    const user = elements['Public-Identity'] ?? '';
    if (name === 'Sh-Pull') {
      const answer = { 'STN-SR': this.#numbers.get(user) ?? 'none', 'UE SRVCC capability': 'yes' };
      io.abstract(
        from,
        { name: 'Sh-Pull answer', elements: { 'Public-Identity': user, ...answer } },
        { clause: CLAUSE },
      );
    } else if (name === 'Sh-Update') {
      const number = elements['STN-SR'] ?? '';
      this.#numbers.set(user, number);
      io.abstract(from, { name: 'Sh-Update answer', elements: { 'Public-Identity': user } }, { clause: CLAUSE });
      io.abstract(this.#mme, { name: 'Insert Subscriber Data', elements: { 'STN-SR': number } }, { clause: CLAUSE });
    }
  }

  state(): StateValue {
    const sessionTransferNumbers = [...this.#numbers].map(([user, number]) => ({ user, number }));
    return { cx: this.#hss.state(), sessionTransferNumbers };
  }
}

/** MME or SGSN: keeps the STN-SR for a handover (TS 23.216 §5.2). */
export class Mme implements Actor {
  readonly id = 'mme';
  readonly label = 'MME';
  readonly addresses: readonly string[] = [];
  #number: string | undefined;

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract' || event.message.name !== 'Insert Subscriber Data') return;
    this.#number = event.message.elements['STN-SR'];
    io.abstract(event.from, { name: 'Insert Subscriber Data ack', elements: {} }, { clause: CLAUSE });
  }

  state(): StateValue {
    return { sessionTransferNumber: this.#number ?? null };
  }
}
