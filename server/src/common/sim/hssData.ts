/** What the HSS knows: subscriptions, registration states, sequence numbers (TS 29.228 §6, TS 33.102 §6.3). */
import { type AuthenticationVector, generateVector, openAuts } from '../auth/aka.ts';
import { type AkaFunctions, akaFunctions, withoutConcealment } from '../auth/akaFunctions.ts';
import { canonicalImpu } from '../auth/identities.ts';
import { joinSqn, nextSqn, resynchronisedSqn, splitSqn } from '../auth/sqn.ts';
import type { Configuration, Network, Subscriber } from '../config/configuration.ts';
import { quirkPolicy } from './quirks.ts';
import type { StateValue } from './result.ts';

export type RegistrationState = 'not-registered' | 'registered' | 'unregistered';

/** State of one implicit registration set: its members always change together (TS 29.228 §6.5). */
export interface SetRecord {
  readonly subscriber: Subscriber;
  readonly impus: readonly string[];
  state: RegistrationState;
  /** SIP URI of the assigned S-CSCF. */
  serverName: string | undefined;
  /** Diameter identity of the assigned S-CSCF, for RTR and PPR. */
  serverHost: string | undefined;
  /** A vector was handed out and the outcome is not known yet. */
  authenticationPending: boolean;
}

/** AKA state of one subscription. */
interface AkaState {
  readonly functions: AkaFunctions;
  readonly amf: Uint8Array;
  sqn: number;
}

/** The configuration with every HSS's copy one step behind the card. */
export function withSqnBehind(configuration: Configuration): Configuration {
  const profile = configuration.network.sqnProfile;
  const subscribers = configuration.subscribers.map(subscriber => {
    if (subscriber.hss === undefined) return subscriber;
    const { seq, ind } = splitSqn(profile, subscriber.usim?.sqnMs ?? subscriber.hss.sqn);
    return { ...subscriber, hss: { ...subscriber.hss, sqn: joinSqn(profile, Math.max(0, seq - 1), ind) } };
  });
  return { ...configuration, subscribers };
}

export class HssData {
  readonly sets: readonly SetRecord[];
  /** Set while an I-CSCF looks for another S-CSCF (TS 29.228 §6.1.1). */
  readonly reassignmentPending = new Set<Subscriber>();
  readonly #configuration: Configuration;
  readonly #aka = new Map<Subscriber, AkaState>();
  readonly #vectors = new Map<Subscriber, number>();

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
    this.sets = configuration.subscribers.flatMap(subscriber =>
      subscriber.implicitSets.map(impus => ({
        subscriber,
        impus,
        state: 'not-registered' as const,
        serverName: undefined,
        serverHost: undefined,
        authenticationPending: false,
      })),
    );
  }

  get network(): Network {
    return this.#configuration.network;
  }

  /** The subscription of a private identity. */
  subscriberOf(impi: string): Subscriber | undefined {
    return this.#configuration.subscribers.find(one => one.impi.toLowerCase() === impi.toLowerCase());
  }

  /** The implicit set of a public identity, whoever's it is. */
  setOf(impu: string): SetRecord | undefined {
    const key = canonicalImpu(impu);
    return this.sets.find(set => set.impus.some(member => canonicalImpu(member) === key));
  }

  /** The name of the S-CSCF that serves any identity of the subscription. */
  serverOfSubscription(subscriber: Subscriber): string | undefined {
    return this.sets.find(set => set.subscriber === subscriber && set.serverName !== undefined)?.serverName;
  }

  isBarred(set: SetRecord, impu: string): boolean {
    const key = canonicalImpu(impu);
    return set.subscriber.barred.some(barred => canonicalImpu(barred) === key);
  }

  #akaOf(subscriber: Subscriber): AkaState | undefined {
    const known = this.#aka.get(subscriber);
    if (known !== undefined || subscriber.hss === undefined) return known;
    const { material, amf, sqn, concealSqn } = subscriber.hss;
    const functions = akaFunctions(material);
    const conceals = concealSqn && quirkPolicy(this.network.quirks).concealsSqn;
    const state = { functions: conceals ? functions : withoutConcealment(functions), amf, sqn };
    this.#aka.set(subscriber, state);
    return state;
  }

  /** The next vector; the sequence number moves on. Undefined when the HSS holds no keys. */
  nextVector(subscriber: Subscriber, rand: Uint8Array): AuthenticationVector | undefined {
    const aka = this.#akaOf(subscriber);
    if (aka === undefined) return undefined;
    const vector = generateVector(aka.functions, { rand, sqn: aka.sqn, amf: aka.amf });
    aka.sqn = nextSqn(this.network.sqnPolicy, this.network.sqnProfile, aka.sqn);
    this.#vectors.set(subscriber, (this.#vectors.get(subscriber) ?? 0) + 1);
    return vector;
  }

  /** Takes AUTS (TS 33.102 §6.3.5). False when MAC-S is wrong: then nothing moves. */
  resynchronise(subscriber: Subscriber, rand: Uint8Array, auts: Uint8Array): boolean {
    const aka = this.#akaOf(subscriber);
    if (aka === undefined) return false;
    const opened = openAuts(aka.functions, rand, auts);
    if (!opened.macMatches) return false;
    const { sqnPolicy, sqnProfile } = this.network;
    aka.sqn = resynchronisedSqn(sqnPolicy, sqnProfile, aka.sqn, opened.sqnMs);
    return true;
  }

  state(): StateValue {
    return this.sets.map(set => ({
      subscriber: set.subscriber.name,
      identities: set.impus,
      state: set.state,
      server: set.serverName ?? null,
      authenticationPending: set.authenticationPending,
      vectors: this.#vectors.get(set.subscriber) ?? 0,
      sqn: (this.#akaOf(set.subscriber)?.sqn ?? 0).toString(16).padStart(12, '0'),
    }));
  }
}
