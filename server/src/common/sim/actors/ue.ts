/** User equipment: sends the author's REGISTER and does what TS 24.229 §5.1.1 asks of it from there. */
import { formatNonceCount } from '../../auth/digest.ts';
import type { Configuration, Network, Subscriber } from '../../config/configuration.ts';
import type { Actor, Io, Shown, SimEvent, TransportPath } from '../actor.ts';
import type { AssociationSet } from '../associations.ts';
import type { UeFaults } from '../faults.ts';
import { isEmergency } from '../identities.ts';
import type { OutgoingMessage, SipPacket } from '../message.ts';
import { because } from '../origin.ts';
import { type QuirkPolicy, quirkPolicy } from '../quirks.ts';
import { accessNetworkInfo, type RegisterChanges, RegisterWriter } from '../registerRequests.ts';
import { requestedExpiry } from '../requestChecks.ts';
import type { Because, FlowOutcome, StateValue } from '../result.ts';
import { ACCESS_TIMERS, type ServerTransaction, Transactions } from '../transactions.ts';
import {
  type AnswerInput,
  answerValue,
  askCard,
  type Card,
  type CardVerdict,
  type Challenge,
  cardOf,
  digestIdentity,
  readChallenge,
  refusalValue,
  resynchronisationValue,
} from '../ueChallenge.ts';
import { UeDigest } from '../ueDigest.ts';
import { autsFault, faultyAnswer, faultyRefresh } from '../ueFaults.ts';
import { UeReasons } from '../ueReasons.ts';
import { beginsAnew, UeRetry } from '../ueRetry.ts';
import { registerPath, UeSecurity } from '../ueSecurity.ts';
import { contactIn, hostsOf, type Registered, UeWatcher } from '../ueWatcher.ts';

export interface UeOptions {
  readonly subscriber: Subscriber | undefined;
  readonly authored: SipPacket;
  readonly address: string;
  /** Its only port, as the network is another program, maybe on the same host and no IMS. */
  readonly livePort?: number;
  /** Subscribes to its registration state also without security associations. */
  readonly watches?: boolean;
  /** Does not refresh its registration: it is to run out. */
  readonly isLazy?: boolean;
  /** Tries again when a registration has failed; otherwise the run ends with the failure. */
  readonly retries?: boolean;
  /** What this UE does wrong. */
  readonly faults?: UeFaults;
}

type Phase = 'idle' | 'unprotected-sent' | 'protected-sent' | 'refreshing' | FlowOutcome['status'];

/** Consecutive challenges that a UE may find bad before it gives up (TS 24.229 §5.1.1.5.3). */
const BAD_CHALLENGES = 2;
/** Challenges of any kind after which a UE gives up (policy; no standard sets a bound). */
const CHALLENGES = 5;

export class Ue implements Actor {
  readonly id = 'ue';
  readonly label = 'UE';
  readonly addresses: readonly string[];
  readonly port?: number;
  readonly #network: Network;
  readonly #policy: QuirkPolicy;
  readonly #options: UeOptions;
  readonly #faults: UeFaults;
  readonly #transactions = new Transactions();
  readonly #card: Card | undefined;
  readonly #security: UeSecurity;
  readonly #watcher: UeWatcher;
  readonly #writer: RegisterWriter;
  readonly #why: UeReasons;
  readonly #digest: UeDigest | undefined;
  readonly #retry = new UeRetry();
  /** A TLS session to the P-CSCF stands. */
  #hasTls: boolean;
  #phase: Phase = 'idle';
  #badChallenges = 0;
  /** Challenges since the last success. */
  #challenges = 0;
  /** Registrations begun anew because the security agreement failed. */
  #restarts = 0;
  /** Authorization of the last answer, which refreshes repeat (TS 24.229 §5.1.1.4.2). */
  #authorization: string | undefined;
  #registered: Registered | undefined;
  /** What the UE found on its way to a failure. */
  #reasons: Because[] = [];
  #outcome: FlowOutcome = { status: 'failed', reason: 'The run ended before the UE got a final answer.', because: [] };

  constructor(configuration: Configuration, options: UeOptions) {
    this.#network = configuration.network;
    this.#policy = quirkPolicy(configuration.network.quirks);
    this.#options = options;
    this.#faults = options.faults ?? {};
    this.addresses = [options.address];
    if (options.livePort !== undefined) this.port = options.livePort;
    this.#writer = new RegisterWriter(options.authored, options.address);
    this.#watcher = new UeWatcher(this.#transactions);
    this.#why = new UeReasons(configuration, options.subscriber);
    this.#hasTls = options.authored.vias()[0]?.transport === 'TLS';
    this.#digest =
      options.subscriber?.password &&
      new UeDigest(options.subscriber.password, this.#faults.repeatsCount !== undefined);
    this.#card = options.subscriber && cardOf(options.subscriber, configuration.network);
    const offer = options.authored.values('Security-Client').join(', ');
    this.#security = new UeSecurity(options.address, configuration.network.pcscf.address, offer || undefined);
  }

  /** How it ended for the UE. */
  get outcome(): FlowOutcome {
    return this.#outcome;
  }

  /** Waits for no answer to a REGISTER, and for no first NOTIFY. */
  get hasEnded(): boolean {
    return ['registered', 'rejected', 'failed', 'deregistered'].includes(this.#phase) && !this.#watcher.isPending;
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'stimulus') this.#onStimulus(io, event);
    if (event.type === 'timer') this.#onTimer(io, event);
    if (event.type === 'sip') this.#onSip(io, event);
    if (event.type === 'refused') this.#transactions.onRefused(io, event);
  }

  #onStimulus(io: Io, { name, value }: SimEvent & { type: 'stimulus' }): void {
    if (name === 'start') this.#sendFirst(io);
    // A user who does not wait for the first registration to end.
    if (name === 'restart') this.#startAgain(io);
    if (name === 're-register') this.#refresh(io, undefined);
    if (name === 'register-identity') {
      this.#writer.about = { identity: value };
      this.#refresh(io, undefined);
    }
    if (name === 'open-flow') {
      this.#writer.about = { flow: { regId: 2, port: Number(value) } };
      this.#startAgain(io);
    }
    if (name === 'deregister') this.#refresh(io, 0);
  }

  #onTimer(io: Io, event: SimEvent & { type: 'timer' }): void {
    if (this.#transactions.onTimer(io, event)) return;
    this.#security.onTimer(io, event.name);
    if (event.name === 're-register' && !this.#options.isLazy) this.#refresh(io, undefined);
    if (event.name === 'retry' && this.#options.retries) this.#startAgain(io);
  }

  #onSip(io: Io, event: SimEvent & { type: 'sip' }): void {
    if (!this.#security.admits(io, event.path)) return;
    const transaction = this.#transactions.receive(io, event);
    if (transaction !== undefined) this.#onRequest(io, transaction);
  }

  /** The author's message as it stands; only Content-Length is counted anew. */
  #sendFirst(io: Io): void {
    this.#phase = 'unprotected-sent';
    this.#send(io, this.#options.authored.copy(), undefined, { clause: 'TS 24.229 §5.1.1.2.1' });
  }

  /** A new registration from the beginning: new Call-ID, no association (TS 24.229 §5.1.1.2.1). */
  #startAgain(io: Io): void {
    this.#transactions.abandonAll(io);
    this.#security.release(io);
    this.#watcher.forget();
    this.#authorization = undefined;
    this.#writer.begin(io);
    this.#phase = 'unprotected-sent';
    const message = this.#writer.next(io, { securityClient: this.#security.renewOffer(io) });
    this.#send(io, message, undefined, { clause: 'TS 24.229 §5.1.1.2.1' });
  }

  /** Refresh, or with 0 removal, of a standing registration (TS 24.229 §5.1.1.4.2, §5.1.1.6.2). */
  #refresh(io: Io, expires: number | undefined): void {
    if (this.#registered === undefined) return;
    io.stopTimer('re-register', '');
    const set = this.#security.current;
    if (set !== undefined) this.#security.renewOffer(io);
    const inside = this.#security.inside(set, this.#network);
    const authorization = this.#digest?.next(io, this.#identity()) ?? this.#authorization;
    this.#phase = 'refreshing';
    this.#writer.isRemoving = expires === 0;
    const clause = expires === 0 ? 'TS 24.229 §5.1.1.6.2' : 'TS 24.229 §5.1.1.4.2';
    const next = this.#writer.next(io, { authorization, ...inside, ...this.#overTls() });
    const { message, because: reasons } = faultyRefresh(next, this.#faults);
    this.#reasons.push(...reasons);
    this.#send(io, message, set, { clause, because: reasons });
  }

  #pathFor(set: AssociationSet | undefined): TransportPath {
    const { authored, address } = this.#options;
    const port = this.#writer.about.flow?.port;
    const { pcscf } = this.#network;
    return registerPath(set, { via: authored.vias()[0], port, address, pcscf, hasTls: this.#hasTls });
  }

  #send(io: Io, message: OutgoingMessage, set: AssociationSet | undefined, shown: Shown): void {
    const handlers = {
      response: (response: SipPacket) => this.#onResponse(io, response),
      timeout: () => this.#onSilence(io),
      refused: (reasons: readonly Because[]) => {
        this.#end('failed', undefined, 'No connection', [this.#why.noConnection(this.#options.authored), ...reasons]);
        this.#security.dropTemporary(io);
      },
    };
    this.#transactions.request(io, message, this.#pathFor(set), ACCESS_TIMERS, handlers, shown);
  }

  #onSilence(io: Io): void {
    const why = this.#why.silence();
    const wasRefresh = this.#isRefresh;
    this.#end('failed', undefined, 'No answer', [why]);
    io.note('Timer F: no answer to REGISTER', { kind: 'timer', failed: true, clause: why.spec, because: [why] });
    this.#security.dropTemporary(io);
    if (wasRefresh) this.#beginAnew(io, [why]);
    else this.#retry.later(io);
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
    this.#security.dropTemporary(io);
    if (status === 423) {
      this.#onTooBrief(io, response);
      return;
    }
    const wasRefresh = this.#isRefresh;
    this.#end('rejected', status, response.reason, response.because);
    if (wasRefresh && beginsAnew(status)) this.#beginAnew(io, response.because);
    else if (!wasRefresh) this.#retry.later(io, response);
  }

  /** A refresh of what is registered; not its removal. */
  get #isRefresh(): boolean {
    return this.#registered !== undefined && !this.#writer.isRemoving;
  }

  /** The network has lost the registration or cannot refresh it: an initial one (TS 24.229 §5.1.1.4.1). */
  #beginAnew(io: Io, reasons: readonly Because[]): void {
    this.#reasons.push(...reasons);
    this.#registered = undefined;
    io.note('The refresh has failed: registers anew', { clause: 'TS 24.229 §5.1.1.4.1', because: reasons });
    this.#startAgain(io);
  }

  /** 423: once more with the expiry that the registrar wants (TS 24.229 §5.1.1.2.1). */
  #onTooBrief(io: Io, response: SipPacket): void {
    const minimum = response.integer('Min-Expires');
    if (minimum === undefined || (this.#writer.expires ?? 0) >= minimum) {
      this.#end('rejected', 423, response.reason, response.because);
      return;
    }
    this.#reasons.push(...response.because);
    this.#writer.expires = minimum;
    const clause = 'TS 24.229 §5.1.1.2.1';
    io.note(`Asks again for ${minimum} s`, { clause, because: response.because });
    this.#phase = 'unprotected-sent';
    this.#send(io, this.#writer.next(io, {}), this.#security.current, { clause });
  }

  #onChallenge(io: Io, response: SipPacket): void {
    this.#reasons.push(...response.because);
    const reading = readChallenge(response);
    const unusable = (rule: string, spec: string, message: string): void =>
      this.#end('failed', 401, 'Challenge not usable', [because(rule, spec, message)]);
    if (!reading.ok) {
      unusable(reading.rule, 'TS 24.229 §5.1.1.5.1', reading.message);
      return;
    }
    const { challenge } = reading;
    if (challenge.algorithm.aka === 0 && this.#digest !== undefined) {
      this.#answerDigest(io, response, challenge, this.#digest);
      return;
    }
    if (this.#card === undefined) {
      this.#end('failed', 401, 'No keys', [this.#why.noKeys()]);
      return;
    }
    const checks = { mac: this.#faults.ignoresMac === undefined, sqn: this.#policy.checksSqn };
    const verdict = askCard(this.#card, this.#network, challenge, checks);
    this.#challenges++;
    if (this.#challenges > CHALLENGES) {
      this.#end('failed', 401, 'Challenged again and again', [this.#why.endless(this.#challenges)]);
    } else if (verdict.kind === 'accepted') {
      this.#badChallenges = 0;
      this.#answer(io, response, challenge, verdict);
    } else if (verdict.kind === 'unreadable') {
      unusable('ue-nonce', 'RFC 3310 §3.2', verdict.message);
    } else {
      this.#refuseChallenge(io, challenge, verdict.kind === 'mac-failure' ? undefined : verdict);
    }
  }

  /** SIP Digest; TLS is set up first when both sides have agreed on it (TS 33.203 Annexes N and O). */
  #answerDigest(io: Io, response: SipPacket, challenge: Challenge, digest: UeDigest): void {
    this.#badChallenges++;
    if (this.#badChallenges > BAD_CHALLENGES) {
      this.#end('failed', 401, 'Challenged again and again', [this.#why.endless(this.#badChallenges)]);
      return;
    }
    const server = response.values('Security-Server').join(', ');
    if (!this.#hasTls && /(?:^|,)\s*tls\b/i.test(server)) {
      this.#hasTls = true;
      const shown = { kind: 'ipsec', clause: 'TS 33.203 Annex O.2', between: { from: 'ue', to: 'pcscf' } } as const;
      io.note('TLS session set up, certificate of the P-CSCF checked', shown);
    }
    this.#authorization = digest.answer(io, challenge, this.#identity());
    const agreed = server === '' ? {} : { securityVerify: server };
    this.#phase = 'protected-sent';
    this.#sendAnswer(io, { authorization: this.#authorization, ...agreed, ...this.#overTls() }, undefined);
  }

  #overTls(): Partial<RegisterChanges> {
    return this.#hasTls ? { transport: 'TLS' } : {};
  }

  /** A bad MAC is answered with nothing, a bad SQN with AUTS; neither sets up associations (TS 24.229 §5.1.1.5.3). */
  #refuseChallenge(io: Io, challenge: Challenge, resynchronise: { auts: string; reason: string } | undefined): void {
    const why = resynchronise === undefined ? this.#why.mac() : this.#why.sqn(resynchronise.reason);
    this.#reasons.push(why);
    this.#badChallenges++;
    const label = resynchronise === undefined ? 'AUTN: MAC is wrong' : 'AUTN: SQN is out of range';
    io.note(label, { failed: true, because: [why], clause: why.spec });
    if (this.#badChallenges > BAD_CHALLENGES) {
      this.#end('failed', 401, 'Network not authentic', []);
      return;
    }
    const authorization =
      resynchronise === undefined
        ? refusalValue(challenge, this.#identity())
        : resynchronisationValue(challenge, this.#answerInput(io), resynchronise.auts);
    this.#phase = 'unprotected-sent';
    const set = this.#security.current;
    const securityClient = this.#security.renewOffer(io);
    const securityVerify = set && this.#security.verifyValue(set);
    const refused = faultyAnswer(
      this.#writer.next(io, { authorization, securityClient, securityVerify }),
      autsFault(this.#faults),
    );
    this.#send(io, refused.message, set, { clause: 'TS 24.229 §5.1.1.5.3', because: refused.because });
  }

  #identity(): { username: string; uri: string } {
    return digestIdentity(this.#options.authored, this.#options.subscriber, this.#network);
  }

  #answerInput(io: Io): Omit<AnswerInput, 'secret'> {
    const { body } = this.#options.authored;
    return { ...this.#identity(), cnonce: io.random('cnonce').hex(16), nonceCount: formatNonceCount(1), body };
  }

  #answer(io: Io, response: SipPacket, challenge: Challenge, keys: CardVerdict & { kind: 'accepted' }): void {
    io.note('AUTN verified, RES computed', { clause: 'TS 33.203 §6.1.1' });
    const set = this.#security.agree(io, response.values('Security-Server').join(', '), keys);
    if (set !== undefined && 'rule' in set) {
      this.#onNoAgreement(io, set);
      return;
    }
    this.#authorization = answerValue(challenge, { ...this.#answerInput(io), secret: keys.secret });
    const inside = this.#security.inside(set, this.#network);
    this.#phase = 'protected-sent';
    const unprotected = this.#faults.answersUnprotected;
    if (unprotected !== undefined) this.#reasons.push(unprotected);
    if (unprotected === undefined) this.#sendAnswer(io, { authorization: this.#authorization, ...inside }, set);
    else this.#sendAnswer(io, { authorization: this.#authorization }, undefined);
  }

  /** Security-Server missing or of no use: once more from the beginning, then give up (TS 24.229 §5.1.1.5.1). */
  #onNoAgreement(io: Io, why: Because): void {
    this.#reasons.push(why);
    this.#restarts++;
    if (this.#restarts > 1) {
      this.#end('failed', 401, 'Security agreement failed', []);
      return;
    }
    io.note('Begins again with a new Call-ID', { failed: true, because: [why], clause: why.spec });
    this.#startAgain(io);
  }

  /** The answer to a challenge, with what a fault makes of it. */
  #sendAnswer(io: Io, changes: Partial<RegisterChanges>, set: AssociationSet | undefined): void {
    const message = this.#writer.next(io, changes);
    const { message: sent, because: reasons } = faultyAnswer(message, this.#faults);
    this.#reasons.push(...reasons);
    this.#send(io, sent, set, { clause: 'TS 24.229 §5.1.1.5.1', because: reasons });
  }

  #onRegistered(io: Io, response: SipPacket): void {
    const contacts = response.addresses('Contact');
    const isProtected = (this.#security.temporary ?? this.#security.current) !== undefined;
    const hosts = isProtected ? [this.#options.address] : hostsOf(this.#options.authored);
    const port = this.#writer.about.flow?.port;
    const mine = contacts.findIndex(
      ({ uri }) => hosts.includes(uri?.host ?? '?') && (port === undefined || uri?.port === port),
    );
    const granted = mine < 0 ? undefined : (requestedExpiry(response, mine).seconds ?? 0);
    if (granted === 0 || (granted === undefined && this.#writer.isRemoving)) {
      this.#onDeregistered(io, response.reason, response.because, response.status);
      return;
    }
    if (granted === undefined) {
      const why = this.#why.foreignContact(contacts, this.#options.authored);
      this.#end('failed', response.status, 'Contact not registered', [why]);
      return;
    }
    const impostor = this.#digest?.checkServer(response, this.#options.livePort === undefined);
    if (impostor !== undefined) {
      this.#end('failed', response.status, 'The network has not proved itself', [impostor]);
      io.note('The UE gives up; the network thinks that it is registered', { failed: true, because: [impostor] });
      return;
    }
    this.#badChallenges = 0;
    this.#challenges = 0;
    this.#retry.reset(io);
    this.#security.establish(io, granted);
    this.#registered = {
      contact: contacts[mine]?.uri?.text ?? '',
      until: io.now + granted * 1000,
      associated: response.addresses('P-Associated-URI').flatMap(address => address.uri?.text ?? []),
      serviceRoute: response.addresses('Service-Route').flatMap(address => address.uri?.text ?? []),
    };
    // TS 24.229 §5.1.1.4.1: 600 s before the end, or at half of a short registration.
    io.startTimer('re-register', '', (granted > 1200 ? granted - 600 : granted / 2) * 1000);
    io.note(`Registered for ${granted} s`, { clause: 'TS 24.229 §5.1.1.2.1' });
    this.#end('registered', response.status, response.reason, response.because);
    this.#subscribe(io);
  }

  /** Nothing is registered any more: associations and subscription go with it (TS 24.229 §5.1.1.6.2). */
  #onDeregistered(io: Io, reason: string, why: readonly Because[], code?: number): void {
    this.#registered = undefined;
    this.#writer.isRemoving = false;
    this.#watcher.forget();
    this.#security.release(io);
    io.stopTimer('re-register', '');
    this.#end('deregistered', code, reason, why);
  }

  /** SUBSCRIBE to the own registration; not for emergency registrations (TS 24.229 §5.1.1.3, §5.1.6). */
  #subscribe(io: Io): void {
    const set = this.#security.current;
    const watches = set !== undefined || this.#options.watches === true;
    if (!watches || this.#registered === undefined || isEmergency(this.#options.authored)) return;
    const agreed = set && {
      own: { address: set.agreement.ue.address, port: set.agreement.ue.portS },
      securityVerify: this.#security.verifyValue(set) ?? '',
      accessNetworkInfo: accessNetworkInfo(this.#network),
    };
    this.#watcher.subscribe(io, this.#registered, this.#pathFor(set), agreed);
  }

  #onRequest(io: Io, transaction: ServerTransaction): void {
    const document = this.#watcher.answer(io, transaction, this.#security.current);
    const own = document && contactIn(document, this.#registered);
    if (own?.event === 'shortened') {
      io.note('The network asks for a new authentication', { clause: 'TS 24.229 §5.1.1.5A' });
      this.#refresh(io, undefined);
    } else if (own?.event === 'deactivated') {
      io.note('The network asks for a new registration', { clause: 'TS 24.229 §5.1.1.7' });
      this.#registered = undefined;
      io.stopTimer('re-register', '');
      this.#startAgain(io);
    } else if (own?.state === 'terminated') {
      io.note(`The network has ended the registration (${own.event})`, { clause: 'TS 24.229 §5.1.1.7' });
      this.#onDeregistered(io, `Deregistered by the network (${own.event})`, transaction.request.because);
    }
  }

  state(now: number): StateValue {
    return {
      phase: this.#phase,
      subscriber: this.#options.subscriber?.name ?? null,
      cseq: this.#writer.cseq,
      highestSqn: (this.#card?.usim.highest ?? 0).toString(16).padStart(12, '0'),
      contact: this.#registered?.contact ?? null,
      registered: (this.#registered?.until ?? 0) > now,
      associated: this.#registered?.associated ?? [],
      serviceRoute: this.#registered?.serviceRoute ?? [],
      securityAssociations: this.#security.state(),
      reg: this.#watcher.state(),
    };
  }
}
