/** Home subscriber server: answers Cx requests (TS 29.228 §6). */
import { concatBytes } from '../../auth/encoding.ts';
import type { Configuration, Subscriber } from '../../config/configuration.ts';
import { REASON_CODE, SERVER_ASSIGNMENT_TYPE, USER_AUTHORIZATION_TYPE } from '../../diameter/cx.ts';
import {
  type AvpValues,
  avpMembers,
  avpNumber,
  avpOctets,
  avpText,
  commandName,
  outcomeOf,
} from '../../diameter/message.ts';
import type { DiameterMessage } from '../../diameter/types.ts';
import type { Actor, DiameterSidecar, Io, SimEvent } from '../actor.ts';
import { type AnswerHandler, answerTo, type DiameterNode, DiameterPeer } from '../diameterPeer.ts';
import type { HssFaults } from '../faults.ts';
import { ha1Of } from '../ha1.ts';
import { HssData, type SetRecord, withSqnBehind } from '../hssData.ts';
import { because, type Place, placeOf } from '../origin.ts';
import { quirkPolicy } from '../quirks.ts';
import type { Because, StateValue } from '../result.ts';
import { scscfUri } from '../serverSelection.ts';
import { writeUserProfile } from '../userProfile.ts';

/** What the HSS knows from outside, and what a fault makes of it. */
export interface HssOptions {
  /** Address of the user's bearer, as the gateway reported it (TS 33.203 Annex T.2). */
  readonly bearerAddress?: string;
  /** Line of the subscription (TS 33.203 Annex R). */
  readonly line?: string;
  /** So many of the first vectors have a wrong MAC in AUTN. */
  readonly wrongMacs?: number;
  /** Begins with a sequence number that the card has seen. */
  readonly sqnBehind?: boolean;
  readonly faults?: HssFaults;
}

interface Result {
  readonly code: number;
  readonly experimental: boolean;
  readonly avps?: AvpValues;
  readonly because?: readonly Because[];
}

/** One request with what the HSS found for it. */
interface Request {
  readonly message: DiameterMessage;
  readonly sidecar: DiameterSidecar;
  readonly impi: string;
  readonly impu: string;
}

const success = (avps: AvpValues = {}): Result => ({ code: 2001, experimental: false, avps });

function refusal(code: number, experimental: boolean, ...reasons: readonly Because[]): Result {
  return { code, experimental, because: reasons };
}

/** What a person reads in RTR (TS 29.229 §6.3.17). */
const REASON_INFO = ['Subscription ended', 'Another S-CSCF serves the user', 'Register anew', 'Data no longer needed'];

export class Hss implements Actor {
  readonly id = 'hss';
  readonly label = 'HSS';
  readonly addresses: readonly string[];
  readonly diameterHosts: readonly string[];
  readonly data: HssData;
  readonly #configuration: Configuration;
  readonly #node: DiameterNode;
  readonly #peer: DiameterPeer;
  readonly #options: HssOptions;
  /** Servers of the filter criteria of every profile. */
  #servers: Configuration['network']['as'];
  #vectors = 0;

  constructor(configuration: Configuration, options: HssOptions = {}) {
    const { hss, homeDomain } = configuration.network;
    this.addresses = [hss.address];
    this.diameterHosts = [hss.host];
    this.#node = { host: hss.host, realm: homeDomain };
    this.#peer = new DiameterPeer(this.#node);
    this.#configuration = configuration;
    this.#options = options;
    this.#servers = configuration.network.as;
    this.data = new HssData(options.sqnBehind ? withSqnBehind(configuration) : configuration);
  }

  on(event: SimEvent, io: Io): void {
    if (event.type === 'timer') this.#peer.onTimer(io, event);
    if (event.type === 'stimulus' && event.name === 'terminate') this.#terminate(io, event.value);
    if (event.type === 'stimulus' && event.name === 'push-profile') this.#pushProfile(io);
    if (event.type !== 'diameter') return;
    if (!event.message.request) {
      this.#peer.onAnswer(io, event);
      return;
    }
    const { message, sidecar } = event;
    const request: Request = {
      message,
      sidecar,
      impi: avpText(message.avps, 'User-Name') ?? '',
      impu: avpText(message.avps, 'Public-Identity') ?? '',
    };
    const fault = this.#options.faults?.failure;
    const isHit = fault !== undefined && (fault.command === undefined || fault.command === commandName(message));
    const result = isHit ? refusal(fault.code, false, fault.because) : this.#handle(request, io, event.from);
    const answer = answerTo(message, this.#node, result, result.avps);
    io.diameter(event.from, answer, { because: result.because ?? [] }, { failed: result.because !== undefined });
  }

  /** RTR for everything that is registered (TS 29.228 §6.1.3); `value` is the Reason-Code. */
  #terminate(io: Io, value: string): void {
    const reason = Number(value) || 0;
    for (const set of this.data.sets) {
      if (set.serverHost === undefined || set.state === 'not-registered') continue;
      // An emergency registration may refuse; then it stands (TS 29.228 §6.1.3.1).
      this.#requestTermination(io, set, set.serverHost, reason, answer => {
        if (answer !== undefined && outcomeOf(answer)?.code !== 2001) return;
        Object.assign(set, { state: 'not-registered', serverName: undefined, serverHost: undefined });
      });
    }
  }

  /** PPR: the profile of everybody who is registered, from now on without filter criteria (TS 29.228 §6.2.2). */
  #pushProfile(io: Io): void {
    this.#servers = [];
    for (const set of this.data.sets) {
      if (set.serverHost === undefined || set.state !== 'registered') continue;
      const avps = { 'User-Name': set.subscriber.impi, 'User-Data': this.#userData(set) };
      const peer = { host: set.serverHost, realm: this.#configuration.network.homeDomain, named: true };
      this.#peer.request(io, 305, peer, avps, () => undefined, {}, { clause: 'TS 29.228 §6.2.2' });
    }
  }

  #requestTermination(io: Io, set: SetRecord, host: string, reason: number, onAnswer: AnswerHandler): void {
    const avps = {
      'User-Name': set.subscriber.impi,
      'Public-Identity': set.impus.filter(impu => !this.data.isBarred(set, impu)),
      'Deregistration-Reason': { 'Reason-Code': reason, 'Reason-Info': REASON_INFO[reason] },
    };
    const peer = { host, realm: this.#configuration.network.homeDomain, named: true };
    this.#peer.request(io, 304, peer, avps, onAnswer, {}, { clause: 'TS 29.228 §6.1.3' });
  }

  /** A vector is out: the S-CSCF is stored, and the one that had the user before is told (TS 29.228 §6.3.1 step 5, §8.1.1). */
  #remember(io: Io, request: Request, set: SetRecord, from: string): void {
    const before = set.state === 'not-registered' ? undefined : set.serverHost;
    remember(request, set, from);
    if (before !== undefined && before !== from)
      this.#requestTermination(io, set, before, REASON_CODE.NEW_SERVER_ASSIGNED, () => undefined);
  }

  #handle(request: Request, io: Io, from: string): Result {
    switch (request.message.command) {
      case 300:
        return this.#userAuthorization(request);
      case 301:
        return this.#serverAssignment(request);
      case 302:
        return this.#locationInfo(request);
      case 303:
        return this.#multimediaAuth(request, io, from);
      default:
        return { code: 3001, experimental: false };
    }
  }

  #place(request: Request, avp: string, value: string): Place {
    return placeOf(request.sidecar.origins?.[avp], value);
  }

  #path(subscriber: Subscriber, member: string): string {
    return `subscribers.${this.#configuration.subscribers.indexOf(subscriber)}.${member}`;
  }

  /** Steps 1 to 3 of UAR, MAR and SAR: both identities known, and of one subscription. */
  #identify(request: Request, clause: string): { set: SetRecord } | { refused: Result } {
    const { impi, impu } = request;
    const subscriber = this.data.subscriberOf(impi);
    if (subscriber === undefined) {
      const sentence = `The HSS knows no private identity "${impi}".`;
      return {
        refused: refusal(
          5001,
          true,
          because('hss-private-identity', clause, sentence, this.#place(request, 'User-Name', impi)),
        ),
      };
    }
    const set = this.data.setOf(impu);
    if (set === undefined) {
      const sentence = `The HSS knows no public identity "${impu}".`;
      return {
        refused: refusal(
          5001,
          true,
          because('hss-public-identity', clause, sentence, this.#place(request, 'Public-Identity', impu)),
        ),
      };
    }
    if (set.subscriber !== subscriber) {
      const sentence = `The private identity "${impi}" and the public identity "${impu}" belong to two subscriptions.`;
      return {
        refused: refusal(
          5002,
          true,
          because('hss-identities-match', clause, sentence, this.#place(request, 'Public-Identity', impu)),
        ),
      };
    }
    return { set };
  }

  /** UAR (TS 29.228 §6.1.1.1): the first failing step decides. */
  #userAuthorization(request: Request): Result {
    const clause = 'TS 29.228 §6.1.1.1';
    const found = this.#identify(request, clause);
    if ('refused' in found) return found.refused;
    const { set } = found;
    const { impu, message } = request;
    const isEmergency = ((avpNumber(message.avps, 'UAR-Flags') ?? 0) & 1) === 1;
    const type = avpNumber(message.avps, 'User-Authorization-Type') ?? USER_AUTHORIZATION_TYPE.REGISTRATION;
    if (!isEmergency && set.impus.every(member => this.data.isBarred(set, member))) {
      const place = { config: this.#path(set.subscriber, 'barred') };
      const sentence = `All public identities that register together with "${impu}" are barred.`;
      return refusal(5003, false, because('hss-barred', clause, sentence, place));
    }
    if (type !== USER_AUTHORIZATION_TYPE.DE_REGISTRATION && !isEmergency) {
      const roaming = this.#roamingRefusal(request, set.subscriber, clause);
      if (roaming !== undefined) return roaming;
    }
    if (type === USER_AUTHORIZATION_TYPE.REGISTRATION_AND_CAPABILITIES) {
      if (set.serverName !== undefined) this.data.reassignmentPending.add(set.subscriber);
      return success(capabilities(set.subscriber));
    }
    return this.#authorizationByState(set, type, clause, request);
  }

  #roamingRefusal(request: Request, subscriber: Subscriber, clause: string): Result | undefined {
    const visited = avpText(request.message.avps, 'Visited-Network-Identifier') ?? '';
    const { homeDomain, roaming } = this.data.network;
    const allowed = [homeDomain, ...(subscriber.roaming ?? roaming)].map(name => name.toLowerCase());
    if (allowed.includes(visited.toLowerCase())) return undefined;
    const config = subscriber.roaming === undefined ? 'network.roaming' : this.#path(subscriber, 'roaming');
    const network =
      visited === '' ? 'a network that no P-Visited-Network-ID names' : `the visited network "${visited}"`;
    const sentence = `The subscriber may not register in ${network}: allowed are ${allowed.join(', ')}.`;
    const place = { ...this.#place(request, 'Visited-Network-Identifier', visited), config };
    return refusal(5004, true, because('hss-roaming', clause, sentence, place));
  }

  #authorizationByState(set: SetRecord, type: number, clause: string, request: Request): Result {
    const isDeregistration = type === USER_AUTHORIZATION_TYPE.DE_REGISTRATION;
    if (set.state !== 'not-registered') {
      const avps = { 'Server-Name': set.serverName };
      return isDeregistration ? success(avps) : { code: 2002, experimental: true, avps };
    }
    if (isDeregistration) {
      if (set.authenticationPending) return success({ 'Server-Name': set.serverName });
      const { impu } = request;
      const sentence = `"${impu}" is not registered, so it cannot be deregistered.`;
      const place = this.#place(request, 'Public-Identity', impu);
      return refusal(5003, true, because('hss-not-registered', clause, sentence, place));
    }
    const serverName = this.data.serverOfSubscription(set.subscriber);
    if (serverName !== undefined) return { code: 2002, experimental: true, avps: { 'Server-Name': serverName } };
    // PyHSS names a server here, which the text forbids (TS 29.228 §6.1.1.1 step 6).
    const [first] = this.data.network.scscf;
    const named =
      quirkPolicy(this.data.network.quirks).namesServerAtFirst && first ? { 'Server-Name': scscfUri(first) } : {};
    return { code: 2001, experimental: true, avps: { ...named, ...capabilities(set.subscriber) } };
  }

  /** MAR (TS 29.228 §6.3.1): vectors, and the name of the S-CSCF that will authenticate. */
  #multimediaAuth(request: Request, io: Io, from: string): Result {
    const clause = 'TS 29.228 §6.3.1';
    const found = this.#identify(request, clause);
    if ('refused' in found) return found.refused;
    const { set } = found;
    const { avps } = request.message;
    const item = avpMembers(avps, 'SIP-Auth-Data-Item');
    const { subscriber } = set;
    const scheme = schemeFor(subscriber, avpText(item, 'SIP-Authentication-Scheme') ?? '');
    if (scheme === 'SIP Digest') return this.#digest(request, set, from);
    if (scheme === 'Early-IMS-Security' || scheme === 'NASS-Bundled')
      return this.#byNetwork(request, set, scheme, from);
    if (scheme !== 'Digest-AKAv1-MD5' || subscriber.hss === undefined) {
      const sentence = `The subscriber has no credentials for the scheme "${scheme}".`;
      const place = { config: this.#path(subscriber, 'impi') };
      return refusal(5006, true, because('hss-auth-scheme', clause, sentence, place));
    }
    const serverName = avpText(avps, 'Server-Name');
    const resynchronisation = avpOctets(item, 'SIP-Authorization');
    if (resynchronisation !== undefined && serverName === set.serverName) {
      const rand = resynchronisation.slice(0, 16);
      if (!this.data.resynchronise(subscriber, rand, resynchronisation.slice(16))) {
        // The vector that follows is an ordinary one (policy: TS 29.228 leaves the answer open).
        const clause = 'TS 33.102 §6.3.5';
        io.note('MAC-S of AUTS is wrong: the sequence number stays as it is', { failed: true, clause });
      }
    }
    const vector = this.data.nextVector(subscriber, io.random('rand').bytes(16));
    if (vector === undefined) return { code: 5012, experimental: false };
    this.#remember(io, request, set, from);
    return authenticationItem(request, {
      'SIP-Item-Number': 1,
      'SIP-Authentication-Scheme': scheme,
      'SIP-Authenticate': concatBytes(vector.rand, this.#autn(vector.autn)),
      'SIP-Authorization': vector.xres,
      'Confidentiality-Key': vector.ck,
      'Integrity-Key': vector.ik,
    });
  }

  /** SIP Digest: H(A1), which is worth as much as the password (TS 29.228 table 6.3.7). */
  #digest(request: Request, set: SetRecord, from: string): Result {
    const { subscriber } = set;
    const { homeDomain } = this.data.network;
    const ha1 = subscriber.password && ha1Of(request.impi, homeDomain, subscriber.password);
    if (ha1 === undefined) {
      const sentence = `"${subscriber.name}" has no password, so SIP Digest is not for this subscriber.`;
      return this.#wrongScheme(sentence, subscriber, 'password');
    }
    remember(request, set, from);
    const data = {
      'Digest-Realm': homeDomain,
      'Digest-Algorithm': 'MD5',
      'Digest-Qop': 'auth',
      'Digest-HA1': ha1.reveal(),
    };
    return authenticationItem(request, { 'SIP-Authentication-Scheme': 'SIP Digest', 'SIP-Digest-Authenticate': data });
  }

  /** AUTN, or one with a wrong MAC where the options ask for it. */
  #autn(autn: Uint8Array): Uint8Array {
    this.#vectors++;
    if (this.#vectors > (this.#options.wrongMacs ?? 0)) return autn;
    return autn.map((octet, i) => (i === autn.length - 1 ? octet ^ 1 : octet));
  }

  #wrongScheme(sentence: string, subscriber: Subscriber, member: string): Result {
    const place = { config: this.#path(subscriber, member) };
    return refusal(5006, true, because('hss-auth-scheme', 'TS 29.228 §6.3.1', sentence, place));
  }

  /** GIBA and NASS-bundled: what the access network knows of the user (TS 29.228 §6.3.1). */
  #byNetwork(request: Request, set: SetRecord, scheme: string, from: string): Result {
    const { bearerAddress, line } = this.#options;
    const known = scheme === 'NASS-Bundled' ? line : bearerAddress;
    if (known === undefined) {
      const sentence = `The HSS knows no bearer or line of "${set.subscriber.name}", so ${scheme} cannot be used.`;
      return this.#wrongScheme(sentence, set.subscriber, 'impi');
    }
    remember(request, set, from);
    const octets = Uint8Array.from(known.split('.').map(Number));
    const item = scheme === 'NASS-Bundled' ? { 'Line-Identifier': known } : { 'Framed-IP-Address': octets };
    return authenticationItem(request, { 'SIP-Authentication-Scheme': scheme, ...item });
  }

  /** SAR (TS 29.228 §6.1.2.1). */
  #serverAssignment(request: Request): Result {
    const clause = 'TS 29.228 §6.1.2.1';
    const found = this.#identify(request, clause);
    if ('refused' in found) return found.refused;
    const { set } = found;
    const { avps } = request.message;
    const type = avpNumber(avps, 'Server-Assignment-Type') ?? -1;
    const serverName = avpText(avps, 'Server-Name');
    const elsewhere = this.#options.faults?.assignedElsewhere;
    if (elsewhere !== undefined && type === SERVER_ASSIGNMENT_TYPE.REGISTRATION) {
      set.serverName = `sip:other.${this.data.network.homeDomain}:6060`;
    }
    const isOther = set.serverName !== undefined && set.serverName !== serverName;
    const types = SERVER_ASSIGNMENT_TYPE;
    switch (type) {
      case types.REGISTRATION:
      case types.RE_REGISTRATION: {
        if (isOther && !this.data.reassignmentPending.has(set.subscriber)) {
          const sentence = `"${request.impu}" is already assigned to ${set.serverName}.`;
          const refused = refusal(5005, true, because('hss-already-assigned', clause, sentence));
          return { ...refused, avps: { 'Server-Name': set.serverName } };
        }
        this.data.reassignmentPending.delete(set.subscriber);
        Object.assign(set, { state: 'registered', serverName, authenticationPending: false });
        return success(this.#profile(request, set));
      }
      case types.UNREGISTERED_USER:
        Object.assign(set, { state: 'unregistered', serverName });
        return success(this.#profile(request, set));
      case types.NO_ASSIGNMENT:
        return isOther ? { code: 5012, experimental: false } : success(this.#profile(request, set));
      case types.AUTHENTICATION_FAILURE:
      case types.AUTHENTICATION_TIMEOUT:
        // A registration that stands is not touched by a failed re-authentication.
        if (set.state === 'not-registered') set.serverName = undefined;
        set.authenticationPending = false;
        return success({ 'User-Name': request.impi });
      case types.TIMEOUT_DEREGISTRATION_STORE_SERVER_NAME:
      case types.USER_DEREGISTRATION_STORE_SERVER_NAME:
        Object.assign(set, { state: 'unregistered', serverName, authenticationPending: false });
        return success({ 'User-Name': request.impi });
      case types.TIMEOUT_DEREGISTRATION:
      case types.USER_DEREGISTRATION:
      case types.ADMINISTRATIVE_DEREGISTRATION:
      case types.DEREGISTRATION_TOO_MUCH_DATA:
        Object.assign(set, { state: 'not-registered', serverName: undefined, authenticationPending: false });
        return success({ 'User-Name': request.impi });
      default:
        return refusal(
          5007,
          true,
          because('hss-assignment-type', clause, `Server-Assignment-Type ${type} is not for Cx.`),
        );
    }
  }

  #profile(request: Request, set: SetRecord): AvpValues {
    const alreadyAvailable = avpNumber(request.message.avps, 'User-Data-Already-Available') === 1;
    const { network } = this.#configuration;
    const [primary, secondary] = network.ccf;
    const uri = (name: string): string => `aaa://${name}:3868;transport=sctp`;
    return {
      'User-Name': request.impi,
      'User-Data': alreadyAvailable ? undefined : this.#userData(set),
      'Charging-Information':
        primary === undefined
          ? undefined
          : {
              'Primary-Charging-Collection-Function-Name': uri(primary),
              'Secondary-Charging-Collection-Function-Name': secondary === undefined ? undefined : uri(secondary),
            },
    };
  }

  #userData(set: SetRecord): string {
    const xml = writeUserProfile(set.subscriber, set.impus, this.#servers);
    return this.#options.faults?.badProfile === undefined ? xml : xml.slice(0, -20);
  }

  /** LIR (TS 29.228 §6.1.4.1). */
  #locationInfo(request: Request): Result {
    const clause = 'TS 29.228 §6.1.4.1';
    const set = this.data.setOf(request.impu);
    if (set === undefined) {
      const sentence = `The HSS knows no public identity "${request.impu}".`;
      return refusal(
        5001,
        true,
        because('hss-public-identity', clause, sentence, this.#place(request, 'Public-Identity', request.impu)),
      );
    }
    if (set.serverName !== undefined) return success({ 'Server-Name': set.serverName });
    return refusal(5003, true, because('hss-not-registered', clause, `"${request.impu}" is not registered.`));
  }

  state(): StateValue {
    return { identities: this.data.state() };
  }
}

/** Unknown leaves the choice to the HSS: SIP Digest for whom it is for (TS 29.228 §6.3.1), else AKA (policy). */
function schemeFor(subscriber: Subscriber, asked: string): string {
  if (asked.toLowerCase() !== 'unknown') return asked;
  return subscriber.password === undefined && subscriber.hss !== undefined ? 'Digest-AKAv1-MD5' : 'SIP Digest';
}

/** A vector is out: the S-CSCF is stored and the outcome awaited (TS 29.228 §6.3.1 step 5). */
function remember(request: Request, set: SetRecord, from: string): void {
  set.serverName = avpText(request.message.avps, 'Server-Name');
  set.serverHost = from;
  set.authenticationPending = true;
}

/** A successful MAA with one item (TS 29.228 §6.3). */
function authenticationItem(request: Request, item: AvpValues): Result {
  return success({
    'User-Name': request.impi,
    'Public-Identity': request.impu,
    'SIP-Number-Auth-Items': 1,
    'SIP-Auth-Data-Item': item,
  });
}

/** Mandatory and optional capabilities of TS 29.228 §6.7; left out when the subscriber asks for none. */
function capabilities(subscriber: Subscriber): AvpValues {
  const { mandatory, optional } = subscriber.capabilities;
  if (mandatory.length + optional.length === 0) return {};
  return { 'Server-Capabilities': { 'Mandatory-Capability': mandatory, 'Optional-Capability': optional } };
}
