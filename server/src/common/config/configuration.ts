/** What `sipwright.json` says once it is read: typed, complete, with every default filled in. */
import type { AkaMaterial } from '../auth/akaFunctions.ts';
import { canonicalImpu } from '../auth/identities.ts';
import type { EncryptionAlgorithm, IntegrityAlgorithm } from '../auth/ipsecKeys.ts';
import type { Secret } from '../auth/secret.ts';
import { SQN_PROFILE, type SqnPolicy, type SqnProfile } from '../auth/sqn.ts';

export interface Configuration {
  readonly subscribers: readonly Subscriber[];
  readonly network: Network;
  /** By rule id; a rule that is not named has the severity of the profile. */
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  readonly profile: Profile;
  /** Other rules and profiles for some of the files; the last one that names a rule decides. See `overrides.ts`. */
  readonly overrides: readonly Override[];
  /** Whether messages of one Call-ID in several files of a folder are checked together. */
  readonly dialogsAcrossFiles: boolean;
  readonly seed: number;
  /**
   * Where a value was written, by JSON pointer (`/subscribers/0/k`, `/network/roaming`); nothing for what is a default.
   * The numbers are positions in this configuration's lists.
   */
  readonly sources: ReadonlyMap<string, SourceRange>;
}

export type RuleSeverity = 'off' | 'hint' | 'info' | 'warning' | 'error';

/**
 * Which network the files come from: which rules run, with what severity, and the hop of a message that has no `# @hop`.
 * `auto` takes both from each message.
 */
export const PROFILES = ['auto', 'rfc3261', '3gpp-gm', '3gpp-core', 'roaming'] as const;
export type Profile = (typeof PROFILES)[number];

/** What holds for some files besides what holds for all. */
export interface Override {
  /** Globs of paths relative to the folder of the configuration. */
  readonly files: readonly string[];
  readonly rules: Configuration['rules'];
  readonly profile: Profile | undefined;
}

/** `sipwright.json`, or `sipwright.private.json` beside it. */
export type ConfigurationFile = 'public' | 'private';

/** UTF-16 offsets in the text of one of the files. */
export interface SourceRange {
  readonly file: ConfigurationFile;
  readonly start: number;
  readonly end: number;
}

export interface Subscriber {
  readonly name: string;
  /** Private identity, `user@domain`, no scheme. */
  readonly impi: string;
  /** Public identities; the first one that is not barred is the default. */
  readonly impus: readonly string[];
  /** Those of `impus` that are barred (TS 23.228 §5.2.1a). */
  readonly barred: readonly string[];
  /** Groups of `impus` that register together (TS 23.228 §5.2.1a); all in one group unless configured. */
  readonly implicitSets: readonly (readonly string[])[];
  readonly imsi: string | undefined;
  readonly mncLength: 2 | 3 | undefined;
  readonly imei: string | undefined;
  /** The domain of the IMPI. */
  readonly homeDomain: string;
  /** What the USIM or ISIM holds; undefined when no usable key material was given. */
  readonly usim: AkaCredentials | undefined;
  /** What the HSS holds: the same, but for what `hss` overrides. */
  readonly hss: AkaCredentials | undefined;
  /** For SIP Digest. */
  readonly password: Secret<string> | undefined;
  /** What an S-CSCF must and may offer for this user (TS 29.228 §6.7). */
  readonly capabilities: { readonly mandatory: readonly number[]; readonly optional: readonly number[] };
  /** Visited networks this user may use besides home; undefined means those of the network. */
  readonly roaming: readonly string[] | undefined;
}

/** One copy of a subscriber's AKA secrets and counters. */
export interface AkaCredentials {
  readonly material: AkaMaterial;
  /** 2 octets. */
  readonly amf: Uint8Array;
  /** The SQN of the HSS's next vector. */
  readonly sqn: number;
  /** The highest SQN that the USIM has accepted; unless configured, one SEQ behind `sqn`. */
  readonly sqnMs: number;
  /** False when the operator sends SQN in the clear (AK and AK* taken as zero, TS 33.102 §6.3.2). */
  readonly concealSqn: boolean;
}

export interface Network {
  readonly homeDomain: string;
  /** The network of the P-CSCF, as P-Visited-Network-ID names it. */
  readonly visitedNetwork: string;
  readonly pcscf: NetworkElement & { readonly securityAlgorithms: readonly SecurityAlgorithms[] };
  readonly icscf: NetworkElement;
  readonly scscf: readonly Scscf[];
  readonly hss: NetworkElement;
  readonly as: readonly ApplicationServer[];
  /** Visited networks in which subscribers may register; the home network always counts. */
  readonly roaming: readonly string[];
  /** Seconds. */
  readonly minExpires: number;
  readonly maxExpires: number;
  readonly quirks: Quirks;
  readonly sqnPolicy: SqnPolicy;
  readonly sqnProfile: SqnProfile;
  /** Charging functions for P-Charging-Function-Addresses. */
  readonly ccf: readonly string[];
  readonly ecf: readonly string[];
}

export interface NetworkElement {
  readonly name: string;
  /** Fully qualified domain name. */
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** One of the pairs that the P-CSCF accepts, best first. */
export interface SecurityAlgorithms {
  readonly alg: IntegrityAlgorithm;
  readonly ealg: EncryptionAlgorithm;
}

export interface Scscf extends NetworkElement {
  readonly capabilities: readonly number[];
}

/** An application server with the one initial filter criterion that leads to it (TS 23.218 §5.2). */
export interface ApplicationServer extends NetworkElement {
  readonly uri: string;
  /** Lower goes first. */
  readonly priority: number;
  /** Methods that trigger it; empty means every request. */
  readonly methods: readonly string[];
  readonly registrationTypes: readonly RegistrationType[];
  /** What the S-CSCF does when the server fails (TS 29.228 Annex B). */
  readonly defaultHandling: 'continue' | 'terminate';
  readonly includeRegisterRequest: boolean;
  readonly includeRegisterResponse: boolean;
  readonly serviceInfo: string | undefined;
}

export type RegistrationType = 'initial' | 'reRegistration' | 'deRegistration';

/** Whose habits the network elements have where the standards leave a choice; `spec` follows the text. */
export const QUIRKS = ['spec', 'kamailio', 'pyhss', 'open5gs', 'fhoss', 'sipp', 'pjsip', 'ella'] as const;
export type Quirks = (typeof QUIRKS)[number];

/** The test network of 3GPP (TS 34.108 §8.3.2.2): MCC 001, MNC 001. */
export const DEFAULT_HOME_DOMAIN = 'ims.mnc001.mcc001.3gppnetwork.org';

/** Network elements of a home domain, where the file says nothing else. */
export function defaultNetwork(homeDomain: string): Network {
  const element = (name: string, address: string, port: number): NetworkElement => ({
    name,
    host: `${name}.${homeDomain}`,
    address,
    port,
  });
  return {
    homeDomain,
    visitedNetwork: homeDomain,
    pcscf: { ...element('pcscf', '10.0.1.10', 5060), securityAlgorithms: [{ alg: 'hmac-sha-1-96', ealg: 'aes-cbc' }] },
    icscf: element('icscf', '10.0.1.20', 4060),
    scscf: [{ ...element('scscf1', '10.0.1.30', 6060), capabilities: [] }],
    hss: element('hss', '10.0.1.40', 3868),
    as: [],
    roaming: [],
    minExpires: 60,
    maxExpires: 600_000,
    quirks: 'spec',
    sqnPolicy: 'annexC',
    sqnProfile: SQN_PROFILE,
    ccf: [],
    ecf: [],
  };
}

/** What holds without any file: no subscriber, so nothing is claimed about any credentials. */
export const DEFAULT_CONFIGURATION: Configuration = {
  subscribers: [],
  network: defaultNetwork(DEFAULT_HOME_DOMAIN),
  rules: {},
  profile: 'auto',
  overrides: [],
  dialogsAcrossFiles: true,
  seed: 1,
  sources: new Map(),
};

/**
 * The subscriber behind a set of credentials. `username` decides where it is given: it is the IMPI, or the part before
 * the `@` when `realm` is the rest; without it `impu` is looked up (TS 24.229 §5.4.1.2.1).
 */
export function findSubscriber(
  configuration: Configuration,
  wanted: {
    readonly username?: string | undefined;
    readonly impu?: string | undefined;
    readonly realm?: string | undefined;
  },
): Subscriber | undefined {
  const { username, impu, realm } = wanted;
  if (username !== undefined && username !== '') {
    const impi = canonicalImpi(username);
    const joined = realm === undefined ? undefined : canonicalImpi(`${username}@${realm}`);
    return configuration.subscribers.find(one => {
      const own = canonicalImpi(one.impi);
      return own === impi || (!username.includes('@') && own === joined);
    });
  }
  if (impu === undefined) return undefined;
  const key = canonicalImpu(impu);
  return configuration.subscribers.find(one => one.impus.some(other => canonicalImpu(other) === key));
}

/** The user part keeps its case, the domain has none. */
function canonicalImpi(impi: string): string {
  const at = impi.lastIndexOf('@');
  return at < 0 ? impi : impi.slice(0, at) + impi.slice(at).toLowerCase();
}
