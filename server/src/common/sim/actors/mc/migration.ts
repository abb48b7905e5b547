/**
 * The servers of MC service migration (TS 23.280 §10.1.6.2). Stage 3 has no protocol for what they exchange, so their
 * messages are the information elements of stage 2 and nothing else.
 */
import { buildNonce } from '../../../auth/aka.ts';
import { bytesFromHex } from '../../../auth/encoding.ts';
import type { Configuration, Subscriber } from '../../../config/configuration.ts';
import type { AbstractMessage, Actor, Io, SimEvent } from '../../actor.ts';
import type { McFaults } from '../../faults.ts';
import { HssData } from '../../hssData.ts';
import { because } from '../../origin.ts';
import type { Because, StateValue } from '../../result.ts';

export const REQUEST = 'Get SIP authentication information request';
export const RESPONSE = 'Get SIP authentication information response';
export const CLAUSE = 'TS 23.280 §10.1.6.2';

/** Identities of one subscriber in the two systems. */
export interface Binding {
  readonly partner: { readonly impi: string; readonly impu: string };
  readonly primary: { readonly impi: string; readonly impu: string };
}

export const PARTNER_DOMAIN = 'partner.example';

/** What the migration management server of the partner is configured with (precondition 4). */
export function bindingsOf(configuration: Configuration): Binding[] {
  return configuration.subscribers
    .filter(subscriber => subscriber.usim !== undefined)
    .map(subscriber => ({
      partner: partnerIdentities(subscriber),
      primary: { impi: subscriber.impi, impu: subscriber.impus[0] ?? '' },
    }));
}

export function partnerIdentities(subscriber: Subscriber): Binding['partner'] {
  const user = `mc-${subscriber.name.replace(/[^\w-]/g, '')}`;
  return { impi: `${user}@${PARTNER_DOMAIN}`, impu: `sip:${user}@${PARTNER_DOMAIN}` };
}

type Elements = AbstractMessage['elements'];

/** Identities replaced, everything else as it came. */
function withIdentities(message: AbstractMessage, identities: Binding['partner']): AbstractMessage {
  const elements = { ...message.elements, 'private identity': identities.impi, 'public identity': identities.impu };
  return { ...message, elements };
}

function refusalOf(request: AbstractMessage, reason: string): AbstractMessage {
  return { name: RESPONSE, elements: { ...request.elements, failure: reason } };
}

/** Migration management server of the partner system: knows the binding (steps 3 and 8). */
export class PartnerMigrationServer implements Actor {
  readonly id = 'mmsp';
  readonly label = 'MMS partner';
  readonly addresses: readonly string[] = [];
  readonly #bindings: readonly Binding[];

  constructor(bindings: readonly Binding[]) {
    this.#bindings = bindings;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract') return;
    const { message } = event;
    if (message.name === REQUEST) this.#ask(io, message);
    if (message.name === RESPONSE) this.#answer(io, message);
  }

  #ask(io: Io, request: AbstractMessage): void {
    const binding = this.#bindings.find(one => one.partner.impi === request.elements['private identity']);
    if (binding === undefined) {
      const sentence = `No binding is configured for the partner identity "${request.elements['private identity']}".`;
      const why = because('mmsp-binding', CLAUSE, sentence);
      io.abstract('partner', refusalOf(request, 'unknown identities'), {
        clause: CLAUSE,
        failed: true,
        because: [why],
      });
      return;
    }
    io.note('Partner identities mapped to primary ones', { clause: CLAUSE });
    io.abstract('mmsh', withIdentities(request, binding.primary), { clause: CLAUSE });
  }

  #answer(io: Io, response: AbstractMessage): void {
    const binding = this.#bindings.find(one => one.primary.impi === response.elements['private identity']);
    if (binding === undefined) return;
    io.note('Primary identities mapped to partner ones', { clause: CLAUSE });
    io.abstract('partner', withIdentities(response, binding.partner), {
      clause: CLAUSE,
      failed: 'failure' in response.elements,
    });
  }

  state(): StateValue {
    return {
      bindings: this.#bindings.map(({ partner, primary }) => ({ partner: partner.impi, primary: primary.impi })),
    };
  }
}

/** Migration management server of the primary system: passes on, both ways (steps 5 and 7). */
export class PrimaryMigrationServer implements Actor {
  readonly id = 'mmsh';
  readonly label = 'MMS primary';
  readonly addresses: readonly string[] = [];
  #passed = 0;

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract') return;
    this.#passed++;
    const { message } = event;
    // Printed as a request in both versions of the text; it carries the answer, so it is one (drafting slip of step 7).
    const to = message.name === REQUEST ? 'sipdb' : 'mmsp';
    io.abstract(to, message, { clause: CLAUSE, failed: 'failure' in message.elements });
  }

  state(): StateValue {
    return { passed: this.#passed };
  }
}

/** SIP database of the primary system: makes the vectors (step 6). */
export class SipDatabase implements Actor {
  readonly id = 'sipdb';
  readonly label = 'SIP database';
  readonly addresses: readonly string[] = [];
  readonly #data: HssData;
  readonly #faults: McFaults;

  constructor(configuration: Configuration, faults: McFaults) {
    this.#data = new HssData(configuration);
    this.#faults = faults;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract' || event.message.name !== REQUEST) return;
    const { message, from } = event;
    const { elements } = message;
    const impi = elements['private identity'] ?? '';
    const { unknownInDatabase, noVectors } = this.#faults;
    const subscriber = unknownInDatabase === undefined ? this.#data.subscriberOf(impi) : undefined;
    const refuse = (rule: string, sentence: string, reason = 'no authentication vector'): void => {
      const why = unknownInDatabase ?? noVectors ?? because(rule, CLAUSE, sentence);
      io.abstract(from, refusalOf(message, reason), { clause: CLAUSE, failed: true, because: [why] });
    };
    if (subscriber === undefined) {
      refuse('sipdb-unknown', `The SIP database knows no private identity "${impi}".`, 'unknown identities');
      return;
    }
    const rand = bytesFromHex(elements['RAND'] ?? '');
    const auts = bytesFromHex(elements['AUTS'] ?? '');
    if (rand !== undefined && auts?.length === 14 && !this.#data.resynchronise(subscriber, rand, auts)) {
      refuse('sipdb-auts', 'MAC-S of AUTS is wrong.');
      return;
    }
    const vector = noVectors === undefined ? this.#data.nextVector(subscriber, io.random('rand').bytes(16)) : undefined;
    if (vector === undefined) {
      refuse('sipdb-vector', 'The SIP database has no keys for this identity.');
      return;
    }
    const answer: Elements = {
      'private identity': impi,
      'public identity': elements['public identity'] ?? '',
      nonce: buildNonce(vector.rand, vector.autn),
      'authentication vector': 'XRES, CK and IK ***',
    };
    const hidden = { rand: vector.rand, res: vector.xres, ck: vector.ck, ik: vector.ik };
    io.abstract(from, { name: RESPONSE, elements: answer, hidden }, { clause: CLAUSE });
  }

  state(): StateValue {
    return { identities: this.#data.state() };
  }
}

/** Identity management server, for the user authentication that the older version asks first (TS 33.180). */
export class IdentityManagementServer implements Actor {
  readonly id = 'idms';
  readonly label = 'IdM server';
  readonly addresses: readonly string[] = [];
  readonly #refusal: Because | undefined;

  constructor(refusal: Because | undefined) {
    this.#refusal = refusal;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'abstract' || event.message.name !== 'MC service user authentication') return;
    const name = this.#refusal === undefined ? 'MC service user authenticated' : 'MC service user refused';
    const shown = {
      clause: 'TS 33.180',
      failed: this.#refusal !== undefined,
      because: this.#refusal && [this.#refusal],
    };
    io.abstract(event.from, { name, elements: {} }, shown);
  }

  state(): StateValue {
    return {};
  }
}
