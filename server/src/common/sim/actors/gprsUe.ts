/** A terminal that has to get its bearer and its P-CSCF before it can register (TS 24.229 Annex B.2, §5.1.1.1). */
import type { Configuration } from '../../config/configuration.ts';
import type { AbstractMessage, Actor, Io, SimEvent } from '../actor.ts';
import { Resolver } from '../resolver.ts';
import type { FlowOutcome, StateValue } from '../result.ts';
import { noBearer } from './gprs.ts';
import { Ue, type UeOptions } from './ue.ts';

type Bearer = 'detached' | 'attaching' | 'attached' | 'activating' | 'active' | 'refused';

export class GprsUe implements Actor {
  readonly id = 'ue';
  readonly label = 'UE';
  readonly addresses: readonly string[];
  readonly #configuration: Configuration;
  readonly #options: UeOptions;
  readonly #resolver = new Resolver();
  #bearer: Bearer = 'detached';
  #pcscf: string | undefined;
  #ue: Ue | undefined;
  #phase = 3;

  constructor(configuration: Configuration, options: UeOptions) {
    this.#configuration = configuration;
    this.#options = options;
    this.addresses = [options.address];
  }

  get outcome(): FlowOutcome {
    if (this.#ue !== undefined) return this.#ue.outcome;
    const reason = this.#bearer === 'refused' ? 'The access network refused the terminal' : 'No bearer and no P-CSCF';
    return { status: 'failed', reason, because: [noBearer(`${reason}, so no REGISTER was sent.`)] };
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'abstract') this.#onAbstract(io, event.message);
    else if (event.type === 'dns') this.#resolver.onAnswer(io, event);
    else if (event.type === 'timer' && this.#resolver.onTimer(io, event)) return;
    else this.#ue?.on(event, this.#withPhases(io));
  }

  #onAbstract(io: Io, message: AbstractMessage): void {
    const { elements } = message;
    switch (message.name) {
      case 'Power on': {
        io.note('Phase 1: GPRS attach', { phase: true });
        this.#bearer = 'attaching';
        const imsi = this.#options.subscriber?.imsi ?? 'unknown';
        io.abstract('sgsn', { name: 'GMM Attach Request', elements: { IMSI: imsi } }, { clause: 'TS 23.060 §6.5' });
        return;
      }
      case 'GMM Attach Accept':
        this.#bearer = 'attached';
        io.abstract('sgsn', { name: 'GMM Attach Complete', elements: {} }, { clause: 'TS 23.060 §6.5' });
        this.#activate(io);
        return;
      case 'Activate PDP Context Accept':
        this.#bearer = 'active';
        this.#discover(io, elements['P-CSCF address']);
        return;
      case 'Identities':
        this.#register(io, elements);
        return;
      case 'GMM Attach Reject':
      case 'Activate PDP Context Reject':
        this.#bearer = 'refused';
    }
  }

  /** The options ask for the P-CSCF's address (TS 24.229 Annex B.2.2.1). */
  #activate(io: Io): void {
    io.note('Phase 2: PDP context activation', { phase: true });
    this.#bearer = 'activating';
    const elements = { APN: 'ims', options: 'P-CSCF address request' };
    io.abstract('sgsn', { name: 'Activate PDP Context Request', elements }, { clause: 'TS 23.060 §9.2.2' });
  }

  /** From the options of the context; else by name, which the UE has in its configuration (TS 24.229 §9.2.1). */
  #discover(io: Io, address: string | undefined): void {
    io.note('Phase 3: unauthenticated registration attempt', { phase: true });
    if (address !== undefined) {
      this.#found(io, address, 'the PDP context');
      return;
    }
    const { host } = this.#configuration.network.pcscf;
    this.#resolver.resolve(io, host, 5060, resolved => {
      if (resolved.endpoint === undefined) io.note(`No P-CSCF: ${resolved.reason}`, { failed: true });
      else this.#found(io, resolved.endpoint.address, 'DNS');
    });
  }

  #found(io: Io, address: string, origin: string): void {
    this.#pcscf = address;
    io.note(`P-CSCF address ${address} stored (from ${origin})`, { clause: 'TS 24.229 §9.2.1' });
    io.abstract('isim', { name: 'Read identities', elements: {} }, { clause: 'TS 24.229 §5.1.1.1A' });
  }

  #register(io: Io, files: AbstractMessage['elements']): void {
    io.note(`Public identity ${files['EF_IMPU'] ?? '?'} taken from the ISIM`, { clause: 'TS 24.229 §5.1.1.1A' });
    io.note('Protected client and server ports allocated', { clause: 'TS 33.203 §7.1' });
    const { network } = this.#configuration;
    const pcscf = { ...network.pcscf, address: this.#pcscf ?? network.pcscf.address };
    this.#ue = new Ue({ ...this.#configuration, network: { ...network, pcscf } }, this.#options);
    this.#ue.on({ type: 'stimulus', name: 'start', value: '' }, this.#withPhases(io));
  }

  /** Marks the beginning of the last two phases: the first association, and the first message inside one. */
  #withPhases(io: Io): Io {
    const enter = (phase: number, title: string): void => {
      if (this.#phase >= phase) return;
      this.#phase = phase;
      io.note(`Phase ${phase}: ${title}`, { phase: true });
    };
    return {
      ...io,
      get now() {
        return io.now;
      },
      note: (label, shown) => {
        if (shown?.kind === 'ipsec') enter(4, 'IPsec security association establishment');
        io.note(label, shown);
      },
      sip: (message, path, shown) => {
        if (path.association !== undefined) enter(5, 'authenticated IMS registration');
        io.sip(message, path, shown);
      },
    };
  }

  state(now: number): StateValue {
    return { bearer: this.#bearer, pcscf: this.#pcscf ?? null, ims: this.#ue?.state(now) ?? null };
  }
}
