/** Why a UE refuses a challenge, with the configuration value that decides. */
import type { Configuration, Subscriber } from '../config/configuration.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';

export class UeReasons {
  readonly #configuration: Configuration;
  readonly #subscriber: Subscriber | undefined;

  constructor(configuration: Configuration, subscriber: Subscriber | undefined) {
    this.#configuration = configuration;
    this.#subscriber = subscriber;
  }

  noKeys(): Because {
    const sentence = 'The UE has no keys for this subscriber, so it cannot answer the challenge.';
    return because('ue-no-keys', 'TS 33.203 §6.1', sentence, { config: this.#path('k') });
  }

  mac(): Because {
    const clause = 'TS 33.102 §6.3.3, TS 33.203 §6.1.2.2';
    const sentence = 'MAC in AUTN is not what the card computes: K, OP or OPc of the HSS differ.';
    return because('ue-mac', clause, sentence, { config: this.#keyPath() });
  }

  sqn(reason: string): Because {
    const clause = 'TS 33.102 §6.3.3, TS 33.203 §6.1.3';
    return because('ue-sqn', clause, `SQN in AUTN is refused: ${reason}.`, { config: this.#path('sqn') });
  }

  #path(member: string): string {
    const index = this.#configuration.subscribers.findIndex(one => one.impi === this.#subscriber?.impi);
    return `subscribers.${Math.max(0, index)}.${member}`;
  }

  /** The configuration of the HSS's copy when there is one, else that of the key. */
  #keyPath(): string {
    const own = this.#path('hss');
    return this.#configuration.sources.has(`/${own.replaceAll('.', '/')}`) ? own : this.#path('k');
  }
}
