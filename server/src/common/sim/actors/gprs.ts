/** GPRS access as stage 2 describes it (TS 23.060 §6.5, §9.2): attach, PDP context, P-CSCF address; no octets. */
import type { Configuration } from '../../config/configuration.ts';
import type { AbstractMessage, Actor, Io, SimEvent } from '../actor.ts';
import { because } from '../origin.ts';
import type { Because, StateValue } from '../result.ts';

const ATTACH = 'TS 23.060 §6.5';
const ACTIVATION = 'TS 23.060 §9.2.2';

/** The person, who switches the terminal on. */
export class Person implements Actor {
  readonly id = 'subscriber';
  readonly label = 'Subscriber';
  readonly addresses: readonly string[] = [];

  on(event: SimEvent, io: Io): void {
    if (event.type === 'stimulus' && event.name === 'start') io.abstract('ue', { name: 'Power on', elements: {} });
  }

  state(): StateValue {
    return {};
  }
}

/** The card: hands out identities (TS 31.103 §4.2). */
export class Isim implements Actor {
  readonly id = 'isim';
  readonly label = 'ISIM';
  readonly addresses: readonly string[] = [];
  readonly #files: { readonly [name: string]: string };

  constructor(files: { readonly [name: string]: string }) {
    this.#files = files;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract' || event.message.name !== 'Read identities') return;
    io.abstract(event.from, { name: 'Identities', elements: this.#files }, { clause: 'TS 31.103 §4.2' });
  }

  state(): StateValue {
    return { files: Object.keys(this.#files) };
  }
}

/** Settings that a fault changes. */
export interface AccessFaults {
  /** The network refuses the attach. */
  readonly attachRejected?: Because;
  /** The PDP context comes without a P-CSCF address. */
  readonly noPcscfAddress?: Because;
  /** Address of the bearer that the HSS has on record, in place of the real one. */
  readonly bearerAddress?: string;
  /** Line over which the user comes, in place of the one of the subscription. */
  readonly line?: string;
  /** The edge does not keep flows apart. */
  readonly noOutbound?: Because;
}

export class Sgsn implements Actor {
  readonly id = 'sgsn';
  readonly label = 'SGSN';
  readonly addresses: readonly string[] = [];
  readonly #faults: AccessFaults;
  #attached = false;

  constructor(faults: AccessFaults) {
    this.#faults = faults;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract') return;
    const { name, elements } = event.message;
    switch (name) {
      case 'GMM Attach Request':
        io.abstract(
          'hlr',
          { name: 'Update GPRS Location', elements: { IMSI: elements['IMSI'] ?? '' } },
          { clause: ATTACH },
        );
        return;
      case 'Update GPRS Location ack':
        this.#answerAttach(io);
        return;
      case 'GMM Attach Complete':
        this.#attached = true;
        return;
      case 'Activate PDP Context Request':
        this.#activate(io, elements);
        return;
      case 'Create PDP Context Response':
        io.abstract('ue', { name: 'Activate PDP Context Accept', elements }, { clause: ACTIVATION });
    }
  }

  #answerAttach(io: Io): void {
    const rejected = this.#faults.attachRejected;
    const name = rejected === undefined ? 'GMM Attach Accept' : 'GMM Attach Reject';
    io.abstract(
      'ue',
      { name, elements: {} },
      { clause: ATTACH, failed: rejected !== undefined, because: rejected && [rejected] },
    );
  }

  /** Only who is attached gets a context (TS 23.060 §9.2.2.1). */
  #activate(io: Io, elements: AbstractMessage['elements']): void {
    if (this.#attached) io.abstract('ggsn', { name: 'Create PDP Context Request', elements }, { clause: ACTIVATION });
    else
      io.abstract(
        'ue',
        { name: 'Activate PDP Context Reject', elements: { cause: 'not attached' } },
        { clause: ACTIVATION, failed: true },
      );
  }

  state(): StateValue {
    return { attached: this.#attached };
  }
}

/** Gateway: gives the address of the terminal and, in the protocol configuration options, that of the P-CSCF. */
export class Ggsn implements Actor {
  readonly id = 'ggsn';
  readonly label = 'GGSN';
  readonly addresses: readonly string[] = [];
  readonly #configuration: Configuration;
  readonly #address: string;
  readonly #faults: AccessFaults;
  #contexts = 0;

  constructor(configuration: Configuration, address: string, faults: AccessFaults) {
    this.#configuration = configuration;
    this.#address = address;
    this.#faults = faults;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract' || event.message.name !== 'Create PDP Context Request') return;
    this.#contexts++;
    const missing = this.#faults.noPcscfAddress;
    const pcscf = missing === undefined ? { 'P-CSCF address': this.#configuration.network.pcscf.address } : {};
    const elements = { 'IP address': this.#address, ...pcscf };
    const shown = { clause: ACTIVATION, because: missing && [missing] };
    io.abstract(event.from, { name: 'Create PDP Context Response', elements }, shown);
  }

  state(): StateValue {
    return { contexts: this.#contexts };
  }
}

/** Home location register: lets the subscriber in (TS 23.060 §6.5). */
export class Hlr implements Actor {
  readonly id = 'hlr';
  readonly label = 'HLR';
  readonly addresses: readonly string[] = [];
  #locations = 0;

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract' || event.message.name !== 'Update GPRS Location') return;
    this.#locations++;
    io.abstract(event.from, { name: 'Update GPRS Location ack', elements: event.message.elements }, { clause: ATTACH });
  }

  state(): StateValue {
    return { locations: this.#locations };
  }
}

/** Why a terminal without a bearer cannot register. */
export function noBearer(sentence: string): Because {
  return because('ue-no-bearer', 'TS 24.229 §5.1.1.1, Annex B.2', sentence);
}
