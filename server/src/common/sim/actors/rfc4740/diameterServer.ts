/** The Diameter server of RFC 4740: users, credentials, and which SIP server serves whom (§8, §9). */
import { canonicalImpu } from '../../../auth/identities.ts';
import type { Configuration, Subscriber } from '../../../config/configuration.ts';
import { type AvpValues, avpMembers, avpNumber, avpText } from '../../../diameter/message.ts';
import { SIP_APPLICATION } from '../../../diameter/rfc4740.ts';
import type { DiameterMessage } from '../../../diameter/types.ts';
import type { Actor, DiameterSidecar, Io, SimEvent } from '../../actor.ts';
import { answerTo, type DiameterNode, DiameterPeer } from '../../diameterPeer.ts';
import { ha1Of } from '../../ha1.ts';
import { because, placeOf } from '../../origin.ts';
import type { Because, StateValue } from '../../result.ts';
import { digestInput, isRightResponse, responseAuth } from './digest.ts';
import type { SipDomain } from './names.ts';

/** Who checks the response: the Diameter server itself (§6.2), or the SIP server with H(A1) (§6.3). */
export type FinalCheck = 'server' | 'delegated';

interface Result {
  readonly code: number;
  readonly avps?: AvpValues;
  readonly because?: readonly Because[];
}

interface Served {
  readonly subscriber: Subscriber;
  server?: string;
  host?: string;
  /** Session of the registration, where the SIP server keeps one (RFC 4740 §6.7). */
  session?: string | undefined;
  state: 'not registered' | 'authentication pending' | 'registered';
}

const PROFILE_TYPE = 'profile.v1';

export class SipDiameterServer implements Actor {
  readonly id = 'diam';
  readonly label = 'Diameter';
  readonly addresses: readonly string[] = ['10.0.2.30'];
  readonly diameterHosts: readonly string[];
  readonly #names: SipDomain;
  readonly #check: FinalCheck;
  readonly #node: DiameterNode;
  readonly #peer: DiameterPeer;
  readonly #users: readonly Served[];
  readonly #nonces = new Map<Subscriber, string>();
  #profileVersion = 1;

  constructor(configuration: Configuration, names: SipDomain, check: FinalCheck) {
    this.#names = names;
    this.#check = check;
    this.#node = { host: names.diameterHost, realm: names.domain };
    this.#peer = new DiameterPeer(this.#node, SIP_APPLICATION);
    this.diameterHosts = [names.diameterHost];
    this.#users = configuration.subscribers.map(subscriber => ({ subscriber, state: 'not registered' }));
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#peer.onTimer(io, event);
    if (event.type === 'stimulus') this.#onStimulus(io, event.name);
    if (event.type !== 'diameter') return;
    const { message, sidecar, from } = event;
    if (!message.request) {
      this.#peer.onAnswer(io, event);
      return;
    }
    const result = message.command === 275 ? this.#endSession(message) : this.#handle(io, message, sidecar, from);
    const answer = answerTo(message, this.#node, { code: result.code, experimental: false }, result.avps);
    io.diameter(from, answer, { because: result.because ?? [] }, { failed: result.because !== undefined });
  }

  /** PPR and RTR to the servers of everybody who is registered (RFC 4740 §6.6, §6.7). */
  #onStimulus(io: Io, name: string): void {
    for (const user of this.#users) {
      if (user.host === undefined || user.state !== 'registered') continue;
      const peer = { host: user.host, realm: this.#names.domain, named: true };
      const identity = { 'User-Name': user.subscriber.impi, 'SIP-AOR': user.subscriber.impus.map(canonicalImpu) };
      if (name === 'update-profile') {
        this.#profileVersion++;
        this.#peer.request(
          io,
          288,
          peer,
          { ...identity, ...this.#profile(user) },
          () => undefined,
          {},
          { clause: 'RFC 4740 §6.6' },
        );
      }
      if (name === 'terminate' && user.session !== undefined) {
        const avps = { 'Session-Id': user.session, 'Auth-Session-State': 0 };
        this.#peer.request(io, 274, peer, avps, () => undefined, {}, { clause: 'RFC 4740 §6.7, RFC 6733 §8.5' });
      } else if (name === 'terminate') {
        const reason = { 'SIP-Reason-Code': 0, 'SIP-Reason-Info': 'account closed' };
        user.state = 'not registered';
        delete user.server;
        delete user.host;
        const avps = { ...identity, 'SIP-Deregistration-Reason': reason };
        this.#peer.request(io, 287, peer, avps, () => undefined, {}, { clause: 'RFC 4740 §6.7' });
      }
    }
  }

  /** STR: the registration ends with its session (RFC 4740 §6.7). */
  #endSession(message: DiameterMessage): Result {
    const session = avpText(message.avps, 'Session-Id');
    const user = this.#users.find(one => one.session !== undefined && one.session === session);
    if (user === undefined) return { code: 5002 };
    user.state = 'not registered';
    for (const member of ['server', 'host', 'session'] as const) delete user[member];
    return { code: 2001, avps: { 'Auth-Session-State': 0 } };
  }

  #profile(user: Served): AvpValues {
    const contents = `<profile aor="${user.subscriber.impus[0] ?? ''}" version="${this.#profileVersion}"/>`;
    return { 'SIP-User-Data': { 'SIP-User-Data-Type': PROFILE_TYPE, 'SIP-User-Data-Contents': contents } };
  }

  #handle(io: Io, message: DiameterMessage, sidecar: DiameterSidecar, from: string): Result {
    const found = this.#find(message, sidecar);
    if ('refused' in found) return found.refused;
    switch (message.command) {
      case 283:
        return this.#userAuthorization(found.user);
      case 284:
        return this.#serverAssignment(message, found.user, from);
      case 285:
        return this.#locationInfo(message, found.user);
      case 286:
        return this.#multimediaAuth(io, message, found.user, from);
      default:
        return { code: 3001 };
    }
  }

  /** The user of SIP-AOR; a User-Name, when there is one, must be the same user's (RFC 4740 §8.1). */
  #find(message: DiameterMessage, sidecar: DiameterSidecar): { user: Served } | { refused: Result } {
    const aor = avpText(message.avps, 'SIP-AOR') ?? '';
    const name = avpText(message.avps, 'User-Name');
    const user = this.#users.find(({ subscriber }) =>
      subscriber.impus.some(impu => canonicalImpu(impu) === canonicalImpu(aor)),
    );
    const refuse = (code: number, rule: string, sentence: string, avp: string, value: string): { refused: Result } => {
      const place = placeOf(sidecar.origins?.[avp], value);
      return { refused: { code, because: [because(rule, 'RFC 4740 §8.2', sentence, place)] } };
    };
    if (user === undefined)
      return refuse(5032, 'diam-user-unknown', `No user has the address of record "${aor}".`, 'SIP-AOR', aor);
    if (name !== undefined && name !== user.subscriber.impi) {
      return refuse(5033, 'diam-identities-match', `"${name}" is not the user of "${aor}".`, 'User-Name', name);
    }
    return { user };
  }

  /** UAA: first, subsequent, with the capabilities or the server (RFC 4740 §8.2). */
  #userAuthorization(user: Served): Result {
    if (user.server !== undefined) return { code: 2004, avps: { 'SIP-Server-URI': user.server } };
    return { code: 2003, avps: { 'SIP-Server-Capabilities': { 'SIP-Mandatory-Capability': [1] } } };
  }

  #locationInfo(message: DiameterMessage, user: Served): Result {
    if (user.server !== undefined && user.state === 'registered')
      return { code: 2001, avps: { 'SIP-Server-URI': user.server } };
    const aor = avpText(message.avps, 'SIP-AOR') ?? '';
    return { code: 5034, because: [because('diam-not-registered', 'RFC 4740 §8.6', `"${aor}" is not registered.`)] };
  }

  /** MAA: a challenge, or the verdict on credentials (RFC 4740 §8.8). */
  #multimediaAuth(io: Io, message: DiameterMessage, user: Served, from: string): Result {
    const { subscriber } = user;
    const { avps } = message;
    if (subscriber.password === undefined) {
      const sentence = `"${subscriber.name}" has no password, so the scheme DIGEST cannot be used.`;
      return { code: 5037, because: [because('diam-scheme', 'RFC 4740 §8.8', sentence)] };
    }
    const server = avpText(avps, 'SIP-Server-URI');
    // A proxy that only authenticates names no server and is not stored (RFC 4740 §6.4).
    if (server !== undefined && user.state !== 'registered')
      Object.assign(user, { server, host: from, state: 'authentication pending' });
    const authorization = avpMembers(avpMembers(avps, 'SIP-Auth-Data-Item'), 'SIP-Authorization');
    const common = { 'User-Name': subscriber.impi, 'SIP-AOR': avpText(avps, 'SIP-AOR') };
    if (authorization.length > 0) return this.#verdict(user, authorization, common, server === undefined);
    const nonce = io.random('nonce').hex(32);
    this.#nonces.set(subscriber, nonce);
    const ha1 =
      this.#check === 'delegated' ? ha1Of(subscriber.impi, this.#names.domain, subscriber.password) : undefined;
    if (ha1 !== undefined)
      io.note('H(A1) leaves the Diameter server: the connection must be protected', { clause: 'RFC 4740 §14.1' });
    const authenticate = {
      'Digest-Realm': this.#names.domain,
      'Digest-Nonce': nonce,
      'Digest-Algorithm': 'MD5',
      'Digest-Qop': 'auth',
      'Digest-HA1': ha1?.reveal(),
    };
    const item = { 'SIP-Authentication-Scheme': 0, 'SIP-Authenticate': authenticate };
    const challengeCode = server === undefined ? 2008 : 1001;
    return {
      code: ha1 === undefined ? challengeCode : 2001,
      avps: { ...common, 'SIP-Number-Auth-Items': 1, 'SIP-Auth-Data-Item': item },
    };
  }

  #verdict(
    user: Served,
    authorization: Parameters<typeof digestInput>[0],
    common: AvpValues,
    isProxy: boolean,
  ): Result {
    const { password } = user.subscriber;
    const isExpected = avpText(authorization, 'Digest-Nonce') === this.#nonces.get(user.subscriber);
    const input = password && digestInput(authorization, { kind: 'password', value: password });
    if (input === undefined || !isExpected || !isRightResponse(input, avpText(authorization, 'Digest-Response'))) {
      const sentence = isExpected
        ? 'The response is not the digest of these credentials.'
        : 'The nonce is not the one of the challenge.';
      return { code: 4001, because: [because('diam-response', 'RFC 4740 §8.8', sentence)] };
    }
    const info = {
      'Digest-Qop': avpText(authorization, 'Digest-Qop'),
      'Digest-Response-Auth': responseAuth(input),
      'Digest-CNonce': avpText(authorization, 'Digest-CNonce'),
      'Digest-Nonce-Count': avpText(authorization, 'Digest-Nonce-Count'),
    };
    const item = { 'SIP-Authentication-Scheme': 0, 'SIP-Authentication-Info': info };
    return { code: isProxy ? 2006 : 2001, avps: { ...common, 'SIP-Auth-Data-Item': item } };
  }

  /** SAA: the assignment confirmed, with the profile (RFC 4740 §8.4). */
  #serverAssignment(message: DiameterMessage, user: Served, from: string): Result {
    const type = avpNumber(message.avps, 'SIP-Server-Assignment-Type');
    const isRegistration = type === 1 || type === 2;
    if (isRegistration)
      Object.assign(user, { server: avpText(message.avps, 'SIP-Server-URI'), host: from, state: 'registered' });
    else if (user.state !== 'registered' || (type !== 9 && type !== 10)) {
      user.state = 'not registered';
      delete user.server;
      delete user.host;
    }
    const keepsSession = isRegistration && avpNumber(message.avps, 'Auth-Session-State') === 0;
    user.session = keepsSession ? avpText(message.avps, 'Session-Id') : undefined;
    const state = keepsSession ? { 'Auth-Session-State': 0 } : {};
    const name = { ...state, 'User-Name': user.subscriber.impi };
    return { code: 2001, avps: isRegistration ? { ...this.#profile(user), ...name } : name };
  }

  state(): StateValue {
    return this.#users.map(({ subscriber, server, state }) => ({
      user: subscriber.name,
      server: server ?? null,
      state,
    }));
  }
}

/** Diameter subscriber locator: says which Diameter server has the user (RFC 4740 §6.8). */
export class SubscriberLocator implements Actor {
  readonly id = 'sl';
  readonly label = 'SL';
  readonly addresses: readonly string[] = ['10.0.2.40'];
  readonly diameterHosts: readonly string[];
  readonly #names: SipDomain;

  constructor(names: SipDomain) {
    this.#names = names;
    this.diameterHosts = [names.locatorHost];
  }

  on(event: SimEvent, io: Io): void {
    if (event.type !== 'diameter' || !event.message.request) return;
    const node = { host: this.#names.locatorHost, realm: this.#names.domain };
    const avps = { 'Redirect-Host': `aaa://${this.#names.diameterHost}:3868`, 'Redirect-Host-Usage': 6 };
    const answer = answerTo(event.message, node, { code: 3006, experimental: false }, avps);
    io.diameter(event.from, answer, {}, { clause: 'RFC 4740 §6.8' });
  }

  state(): StateValue {
    return { redirectsTo: this.#names.diameterHost };
  }
}
