/** Why a UE gives up or refuses a challenge, with the configuration value that decides. */
import type { Configuration, Subscriber } from '../config/configuration.ts';
import type { Address } from '../syntax/valueTypes.ts';
import type { SipPacket } from './message.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';

export class UeReasons {
  readonly #configuration: Configuration;
  readonly #subscriber: Subscriber | undefined;

  constructor(configuration: Configuration, subscriber: Subscriber | undefined) {
    this.#configuration = configuration;
    this.#subscriber = subscriber;
  }

  silence(): Because {
    const clause = 'TS 24.229 table 7.7.1, RFC 3261 §17.1.2.2';
    return because('ue-timer-f', clause, 'No final answer came within 128 s.');
  }

  noConnection(authored: SipPacket): Because {
    const hasChosen = authored.vias()[0]?.transport === 'TCP';
    const cause = hasChosen ? '' : 'The REGISTER is too large for UDP, and ';
    const sentence = `${cause}${cause === '' ? 'The' : 'the'} P-CSCF takes no TCP connection.`;
    return because('ue-transport', 'RFC 3261 §18.1.1, §8.1.3.1', sentence);
  }

  endless(challenges: number): Because {
    return because('ue-challenges', 'RFC 3261 §22.1', `The UE was challenged ${challenges} times without an end.`);
  }

  foreignContact(found: readonly Address[], authored: SipPacket): Because {
    if (authored.header('Contact') === undefined) {
      const sentence = 'The REGISTER has no Contact, so it only asks what is registered.';
      return because('ue-contact', 'RFC 3261 §10.2.3', sentence, authored.place('To'));
    }
    const list = found.map(contact => contact.uri?.text ?? '*').join(', ') || 'there is none';
    const sentence = `No Contact of the 200 is the one that was registered (${list}).`;
    return because('ue-contact', 'TS 24.229 §5.1.1.2.1', sentence, authored.place('Contact'));
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
