/** User equipment: sends the author's REGISTER and does what TS 24.229 §5.1.1 asks of it from there. */

import { formatNonceCount } from '../../auth/digest.ts';
import type { Configuration, Network, Subscriber } from '../../config/configuration.ts';
import type { Actor, Io, Shown, SimEvent, TransportPath } from '../actor.ts';
import {
  type AssociationSet,
  association,
  associationText,
  createSet,
  judgePacket,
  LIFE_MARGIN,
  setState,
} from '../associations.ts';
import type { OutgoingMessage, SipPacket } from '../message.ts';
import { because } from '../origin.ts';
import { type QuirkPolicy, quirkPolicy } from '../quirks.ts';
import { changedRegister, corrupted, type RegisterChanges } from '../registerRequests.ts';
import { requestedExpiry } from '../requestChecks.ts';
import type { Because, FlowOutcome, StateValue } from '../result.ts';
import { type IpsecMechanism, ipsecMechanism, mechanismFault, mechanismsOf } from '../securityAgreement.ts';
import { ACCESS_TIMERS, Transactions } from '../transactions.ts';
import {
  answerValue,
  askCard,
  type Card,
  type Challenge,
  cardOf,
  readChallenge,
  refusalValue,
} from '../ueChallenge.ts';

export interface UeOptions {
  readonly subscriber: Subscriber | undefined;
  readonly authored: SipPacket;
  readonly address: string;
  /** A directive or parameter that this UE gets wrong in its answer: `Authorization`, `response`. */
  readonly corrupt?: { readonly header: string; readonly parameter: string | undefined; readonly because: Because };
}

type Phase = 'idle' | 'unprotected-sent' | 'protected-sent' | 'registered' | 'rejected' | 'failed' | 'deregistered';

/** Consecutive challenges that a UE may find bad before it gives up (TS 24.229 §5.1.1.5.3). */
const BAD_CHALLENGES = 2;

export class Ue implements Actor {
  readonly id = 'ue';
  readonly label = 'UE';
  readonly addresses: readonly string[];
  readonly #configuration: Configuration;
  readonly #network: Network;
  readonly #policy: QuirkPolicy;
  readonly #options: UeOptions;
  readonly #transactions = new Transactions();
  readonly #card: Card | undefined;
  #phase: Phase = 'idle';
  #cseq: number;
  #badChallenges = 0;
  #expires: number | undefined;
  #temporary: AssociationSet | undefined;
  #current: AssociationSet | undefined;
  #registered: { contact: string; until: number; associated: string[]; serviceRoute: string[] } | undefined;
  /** What the UE found on its way to a failure. */
  #reasons: Because[] = [];
  #outcome: FlowOutcome = { status: 'failed', reason: 'The run ended before the UE got a final answer.', because: [] };

  constructor(configuration: Configuration, options: UeOptions) {
    this.#configuration = configuration;
    this.#network = configuration.network;
    this.#policy = quirkPolicy(configuration.network.quirks);
    this.#options = options;
    this.addresses = [options.address];
    this.#cseq = options.authored.cseq?.number ?? 1;
    this.#card = options.subscriber && cardOf(options.subscriber, configuration.network);
  }

  /** How it ended for the UE. */
  get outcome(): FlowOutcome {
    return this.#outcome;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'stimulus' && event.name === 'start') this.#sendFirst(io);
    if (event.type === 'timer') this.#onTimer(io, event);
    if (event.type === 'sip') this.#onSip(io, event);
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event)) return;
    if (event.name === 'temporary-sa') this.#temporary = undefined;
    if (event.name === 'sa-life') this.#current = undefined;
  }

  #onSip(io: Io, event: SimEvent & { type: 'sip' }): void {
    if (event.path.association !== undefined) {
      const verdict = judgePacket(
        [this.#temporary, this.#current].flatMap(set => set ?? []),
        event.path,
      );
      if (!verdict.ok) {
        const why = because('ue-ipsec', 'TS 33.203 §7.1', `IPsec drops the packet: ${verdict.reason}.`);
        io.note('ESP packet dropped', { kind: 'ipsec', failed: true, because: [why] });
        return;
      }
    }
    this.#transactions.receive(io, event);
  }

  /** The author's message as it stands; only Content-Length is counted anew. */
  #sendFirst(io: Io): void {
    this.#phase = 'unprotected-sent';
    this.#send(io, this.#options.authored.copy(), undefined, { clause: 'TS 24.229 §5.1.1.2.1' });
  }

  #send(io: Io, message: OutgoingMessage, set: AssociationSet | undefined, shown: Shown): void {
    const { authored, address } = this.#options;
    const { pcscf } = this.#network;
    const via = authored.vias()[0];
    const protocol = via?.transport === 'TCP' ? 'TCP' : 'UDP';
    const protectedBy = set && association(set, 1);
    const path: TransportPath =
      protectedBy === undefined
        ? {
            protocol,
            source: { address, port: via?.port ?? 5060 },
            destination: { address: pcscf.address, port: pcscf.port },
          }
        : { protocol, source: protectedBy.source, destination: protectedBy.destination, association: protectedBy };
    const handlers = {
      response: (response: SipPacket) => this.#onResponse(io, response),
      timeout: () => {
        const sentence = 'No final answer came within 128 s.';
        this.#end('failed', undefined, 'No answer', [
          because('ue-timer-f', 'TS 24.229 table 7.7.1, RFC 3261 §17.1.2.2', sentence),
        ]);
        io.note('Timer F: no answer to REGISTER', { kind: 'timer', failed: true });
        if (set === this.#temporary) this.#dropTemporary(io);
      },
    };
    this.#transactions.request(io, message, path, ACCESS_TIMERS, handlers, shown);
  }

  #end(status: FlowOutcome['status'], code: number | undefined, reason: string, reasons: readonly Because[]): void {
    this.#phase = status;
    const all = [...this.#reasons, ...reasons];
    this.#outcome = { status, ...(code === undefined ? {} : { code }), reason, because: all };
  }

  #onResponse(io: Io, response: SipPacket): void {
    const status = response.status ?? 0;
    if (status === 401) {
      this.#onChallenge(io, response);
      return;
    }
    if (status >= 200 && status < 300) {
      this.#onRegistered(io, response);
      return;
    }
    this.#dropTemporary(io);
    if (status === 423) {
      this.#onTooBrief(io, response);
      return;
    }
    this.#end('rejected', status, response.reason, response.because);
  }

  #dropTemporary(io: Io): void {
    if (this.#temporary === undefined) return;
    this.#temporary = undefined;
    io.stopTimer('temporary-sa', '');
  }

  /** 423: once more with the expiry that the registrar wants (TS 24.229 §5.1.1.2.1). */
  #onTooBrief(io: Io, response: SipPacket): void {
    const minimum = response.integer('Min-Expires');
    if (minimum === undefined || (this.#expires ?? 0) >= minimum) {
      this.#end('rejected', 423, response.reason, response.because);
      return;
    }
    this.#reasons.push(...response.because);
    this.#expires = minimum;
    io.note(`Asks again for ${minimum} s`, { clause: 'TS 24.229 §5.1.1.2.1', because: response.because });
    this.#phase = 'unprotected-sent';
    this.#send(io, this.#next(io, {}), undefined, { clause: 'TS 24.229 §5.1.1.2.1' });
  }

  /** The author's REGISTER as a new request of the same Call-ID. */
  #next(io: Io, changes: Partial<RegisterChanges>): OutgoingMessage {
    this.#cseq++;
    const branch = `z9hG4bK-${io.random('branch').hex(16)}`;
    return changedRegister(this.#options.authored, { cseq: this.#cseq, branch, expires: this.#expires, ...changes });
  }

  #onChallenge(io: Io, response: SipPacket): void {
    const reading = readChallenge(response);
    if (!reading.ok) {
      this.#end('failed', 401, 'Challenge not usable', [
        because(reading.rule, 'TS 24.229 §5.1.1.5.1', reading.message),
      ]);
      return;
    }
    const { challenge } = reading;
    if (this.#card === undefined) {
      const sentence = 'The UE has no keys for this subscriber, so it cannot answer the challenge.';
      this.#end('failed', 401, 'No keys', [
        because('ue-no-keys', 'TS 33.203 §6.1', sentence, { config: 'subscribers' }),
      ]);
      return;
    }
    const verdict = askCard(this.#card, this.#network, challenge, this.#policy.checksSqn);
    if (verdict.kind === 'accepted') {
      this.#badChallenges = 0;
      this.#answer(io, response, challenge, verdict);
      return;
    }
    if (verdict.kind === 'unreadable') {
      this.#end('failed', 401, 'Challenge not usable', [because('ue-nonce', 'RFC 3310 §3.2', verdict.message)]);
      return;
    }
    this.#refuseChallenge(io, challenge, verdict.kind === 'mac-failure' ? undefined : verdict);
  }

  /** A bad MAC is answered with nothing, a bad SQN with AUTS; neither sets up associations (TS 24.229 §5.1.1.5.3). */
  #refuseChallenge(io: Io, challenge: Challenge, resynchronise: { auts: string; reason: string } | undefined): void {
    const why =
      resynchronise === undefined
        ? because(
            'ue-mac',
            'TS 33.102 §6.3.3, TS 33.203 §6.1.2.2',
            'MAC in AUTN is not what the card computes: K, OP or OPc of the HSS differ.',
            {
              config: this.#keyPath(),
            },
          )
        : because('ue-sqn', 'TS 33.102 §6.3.3, TS 33.203 §6.1.3', `SQN in AUTN is refused: ${resynchronise.reason}.`, {
            config: this.#subscriberPath('sqn'),
          });
    this.#reasons.push(why);
    this.#badChallenges++;
    const label = resynchronise === undefined ? 'AUTN: MAC is wrong' : 'AUTN: SQN is out of range';
    io.note(label, { failed: true, because: [why], clause: why.spec });
    if (this.#badChallenges > BAD_CHALLENGES) {
      this.#end('failed', 401, 'Network not authentic', []);
      return;
    }
    const authorization = refusalValue(challenge, this.#identity(), resynchronise?.auts);
    this.#phase = 'unprotected-sent';
    this.#send(io, this.#next(io, { authorization }), this.#current, { clause: 'TS 24.229 §5.1.1.5.3' });
  }

  #subscriberPath(member: string): string {
    const { subscriber } = this.#options;
    const index = subscriber === undefined ? 0 : this.#configuration.subscribers.indexOf(subscriber);
    return `subscribers.${index}.${member}`;
  }

  /** The configuration of the HSS's copy when there is one, else that of the key. */
  #keyPath(): string {
    const own = this.#subscriberPath('hss');
    const isConfigured = this.#configuration.sources.has(`/${own.replaceAll('.', '/')}`);
    return isConfigured ? own : this.#subscriberPath('k');
  }

  /** What the author wrote as credentials goes into the digest as it stands. */
  #identity(): { username: string; uri: string } {
    const { authored } = this.#options;
    return {
      username: authored.directive('Authorization', 'username') ?? this.#options.subscriber?.impi ?? '',
      uri: authored.directive('Authorization', 'uri') ?? authored.requestUri ?? '',
    };
  }

  #answer(
    io: Io,
    response: SipPacket,
    challenge: Challenge,
    keys: { secret: Parameters<typeof answerValue>[1]['secret']; ck: Uint8Array; ik: Uint8Array },
  ): void {
    const agreed = this.#agree(io, response, keys);
    if (agreed === 'failed') return;
    const authorization = answerValue(challenge, {
      ...this.#identity(),
      cnonce: io.random('cnonce').hex(16),
      nonceCount: formatNonceCount(1),
      secret: keys.secret,
      body: this.#options.authored.body,
    });
    const message = this.#next(io, {
      authorization,
      ...(agreed && {
        serverPort: agreed.agreement.ue.portS,
        address: this.#options.address,
        securityVerify: response.values('Security-Server').join(', '),
        accessNetworkInfo: accessNetworkInfo(this.#network),
      }),
    });
    const { corrupt } = this.#options;
    if (corrupt !== undefined) this.#reasons.push(corrupt.because);
    const sent = corrupt === undefined ? message : corrupted(message, corrupt.header, corrupt.parameter);
    this.#phase = 'protected-sent';
    this.#send(io, sent, agreed, { clause: 'TS 24.229 §5.1.1.5.1', because: corrupt && [corrupt.because] });
  }

  /** Sets up the temporary associations; undefined when the access is not protected (TS 33.203 §7.2). */
  #agree(io: Io, response: SipPacket, keys: { ck: Uint8Array; ik: Uint8Array }): AssociationSet | undefined | 'failed' {
    const { authored, address } = this.#options;
    const offers = mechanismsOf(authored, 'Security-Client').flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
    if (offers.length === 0) return undefined;
    const answers = mechanismsOf(response, 'Security-Server');
    const usable = answers.flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
    const chosen = chooseAgreed(usable, offers);
    if (chosen === undefined) {
      const fault = answers.map(mechanismFault).find(one => one !== undefined);
      const sentence =
        answers.length === 0
          ? 'The 401 has no Security-Server.'
          : `Security-Server cannot be used: ${fault ?? 'it names nothing that the UE offered'}.`;
      this.#end('failed', 401, 'Security agreement failed', [
        because('ue-security-server', 'TS 24.229 §5.1.1.5.1, TS 33.203 §7.2', sentence),
      ]);
      return 'failed';
    }
    const { server, client } = chosen;
    const set = createSet(
      {
        ue: { address, ...client },
        pcscf: { address: this.#network.pcscf.address, ...server },
        alg: client.alg,
        ealg: client.ealg,
        ck: keys.ck,
        ik: keys.ik,
      },
      io.now,
    );
    this.#temporary = set;
    io.startTimer('temporary-sa', '', set.expires - io.now);
    for (const one of set.associations) {
      const between = one.from === 'UE' ? { from: 'ue', to: 'pcscf' } : { from: 'pcscf', to: 'ue' };
      io.note(associationText(one), { kind: 'ipsec', clause: 'TS 33.203 §7.1', text: one.purpose, between });
    }
    return set;
  }

  #onRegistered(io: Io, response: SipPacket): void {
    const own = this.#temporary ?? this.#current;
    if (this.#temporary !== undefined) {
      this.#current = this.#temporary;
      this.#dropTemporary(io);
    }
    const contacts = response.addresses('Contact');
    const mine = contacts.findIndex(contact => this.#isOwnContact(contact.uri?.host, own));
    if (mine < 0) {
      const found = contacts.map(contact => contact.uri?.text).join(', ');
      const sentence = `No Contact of the 200 is the one that was registered (${found || 'there is none'}).`;
      this.#end('failed', response.status, 'Contact not registered', [
        because('ue-contact', 'TS 24.229 §5.1.1.2.1', sentence),
      ]);
      return;
    }
    const granted = requestedExpiry(response, mine).seconds ?? 0;
    this.#registered = {
      contact: contacts[mine]?.uri?.text ?? '',
      until: io.now + granted * 1000,
      associated: response.addresses('P-Associated-URI').flatMap(address => address.uri?.text ?? []),
      serviceRoute: response.values('Service-Route'),
    };
    if (this.#current !== undefined) {
      this.#current.state = 'established';
      this.#current.expires = io.now + granted * 1000 + LIFE_MARGIN;
      io.startTimer('sa-life', '', this.#current.expires - io.now);
    }
    // TS 24.229 §5.1.1.4.1: 600 s before the end, or at half of a short registration.
    io.startTimer('re-register', '', (granted > 1200 ? granted - 600 : granted / 2) * 1000);
    io.note(`Registered for ${granted} s`, { clause: 'TS 24.229 §5.1.1.2.1' });
    this.#end('registered', response.status, response.reason, response.because);
  }

  #isOwnContact(host: string | undefined, set: AssociationSet | undefined): boolean {
    const authored = this.#options.authored.addresses('Contact').map(contact => contact.uri?.host);
    return host !== undefined && (set === undefined ? authored.includes(host) : host === this.#options.address);
  }

  state(now: number): StateValue {
    return {
      phase: this.#phase,
      subscriber: this.#options.subscriber?.name ?? null,
      cseq: this.#cseq,
      highestSqn: (this.#card?.usim.highest ?? 0).toString(16).padStart(12, '0'),
      contact: this.#registered?.contact ?? null,
      registered: (this.#registered?.until ?? 0) > now,
      associated: this.#registered?.associated ?? [],
      serviceRoute: this.#registered?.serviceRoute ?? [],
      securityAssociations: [this.#temporary, this.#current].flatMap(set => (set === undefined ? [] : setState(set))),
    };
  }
}

/** The answer of highest preference that one of the offers fits, with that offer. */
function chooseAgreed(
  answers: readonly IpsecMechanism[],
  offers: readonly IpsecMechanism[],
): { readonly server: IpsecMechanism; readonly client: IpsecMechanism } | undefined {
  const sorted = [...answers].sort((a, b) => b.preference - a.preference);
  for (const server of sorted) {
    const client = offers.find(offer => offer.alg === server.alg && offer.ealg === server.ealg);
    if (client !== undefined) return { server, client };
  }
  return undefined;
}

/** A cell of the serving network: MCC and MNC from its name, an invented tracking area and cell (TS 24.229 §7.2A.4). */
function accessNetworkInfo(network: Network): string {
  const match = /mnc(\d+)\.mcc(\d+)/i.exec(network.visitedNetwork);
  const mcc = match?.[2] ?? '001';
  const mnc = (match?.[1] ?? '001').replace(/^0(?=\d\d$)/, '');
  return `3GPP-NR-TDD;utran-cell-id-3gpp=${mcc}${mnc}0000010000000A1`;
}
