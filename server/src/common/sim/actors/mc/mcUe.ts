/** MC service UE: in the older version its user is authenticated before it registers (TS 23.280 §10.1.6.2). */
import type { Actor, Io, SimEvent } from '../../actor.ts';
import { because } from '../../origin.ts';
import type { FlowOutcome, StateValue } from '../../result.ts';
import type { Ue } from '../ue.ts';

export class McUe implements Actor {
  readonly id = 'ue';
  readonly label = 'MC service UE';
  readonly addresses: readonly string[];
  readonly #ue: Ue;
  readonly #authenticatesFirst: boolean;
  #state: 'idle' | 'authenticating' | 'refused' | 'ready' = 'idle';

  constructor(ue: Ue, authenticatesFirst: boolean) {
    this.#ue = ue;
    this.#authenticatesFirst = authenticatesFirst;
    this.addresses = ue.addresses;
  }

  get outcome(): FlowOutcome {
    if (this.#state === 'ready') return this.#ue.outcome;
    const why = because(
      'mc-user',
      'TS 23.280 §10.1.6.2, TS 33.180',
      'Without MC service user authentication there is no registration.',
    );
    return { status: 'failed', reason: 'The MC service user is not authenticated', because: [why] };
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'stimulus' && event.name === 'start' && this.#authenticatesFirst) {
      this.#state = 'authenticating';
      io.abstract('idms', { name: 'MC service user authentication', elements: {} }, { clause: 'TS 33.180' });
    } else if (event.type === 'stimulus' && event.name === 'start') {
      this.#start(io);
    } else if (event.type === 'abstract') {
      if (event.message.name === 'MC service user authenticated') this.#start(io);
      else this.#state = 'refused';
    } else {
      this.#ue.on(event, io);
    }
  }

  #start(io: Io): void {
    this.#state = 'ready';
    this.#ue.on({ type: 'stimulus', name: 'start', value: '' }, io);
  }

  state(now: number): StateValue {
    return { user: this.#state, sip: this.#ue.state(now) };
  }
}
