/**
 * Who stands for whom in an anonymised trace. Two rounds: the first only collects what is to be replaced, so that no
 * stand-in is anybody's real name and free text can be searched for all of them; the second replaces.
 */

import { FakeAddresses } from './fakeAddresses.ts';
import { baseOf, FakeHosts, isRole, networkOf } from './fakeHosts.ts';
import { FakeNetworks } from './fakeNetworks.ts';
import { Fakes } from './fakes.ts';
import { WORDS_OF_THE_PROTOCOL } from './protocolWords.ts';

/** Kinds in the order in which they are reported, with the words for one and many. */
const KINDS = [
  ['IMSI', 'IMSI', 'IMSIs'],
  ['number', 'telephone number', 'telephone numbers'],
  ['IMEI', 'device identity', 'device identities'],
  ['name', 'name', 'names'],
  ['domain', 'domain', 'domains'],
  ['host', 'host name', 'host names'],
  ['cell', 'cell identity', 'cell identities'],
  ['token', 'tag, branch, Call-ID or other token', 'tags, branches, Call-IDs and other tokens'],
] as const;

/** Users that are services, and what SIP writes for nobody. */
const SERVICE =
  /^(?:anonymous|unavailable|unknown|restricted|term|orig|conference|mmtel|emergency|sos|ping|options|keepalive|health(?:check)?)\d*$/i;

/** Shorter tokens, words and extensions say nothing about anybody. */
const SHORTEST = 4;
/** In free text, where a shorter number may be anything. */
const SHORTEST_NUMBER = 7;

export class Disguise {
  readonly #originals = new Set<string>();
  readonly #words = new Set<string>();
  readonly #tokens = new Set<string>();
  readonly #domains = new Set<string>();
  readonly #fakes: Fakes;
  readonly #addresses = new FakeAddresses();
  readonly #networks: FakeNetworks;
  readonly #hosts: FakeHosts;
  #collecting = true;

  constructor(seed: number) {
    this.#fakes = new Fakes(seed, this.#originals);
    this.#networks = new FakeNetworks(this.#fakes);
    this.#hosts = new FakeHosts(this.#fakes, this.#addresses, this.#networks);
  }

  get collecting(): boolean {
    return this.#collecting;
  }

  /** Ends the first round. */
  replaceNow(): void {
    this.#collecting = false;
  }

  counts(): string[] {
    const text = (count: number, one: string, many: string): string[] =>
      count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
    return [
      ...KINDS.flatMap(([kind, one, many]) => text(this.#fakes.count(kind), one, many)),
      ...text(this.#addresses.count, 'IP address', 'IP addresses'),
    ];
  }

  host(host: string): string {
    if (!this.#collecting) return this.#hosts.of(host);
    const network = networkOf(host);
    if (network) this.#networks.note(network.mcc, network.mnc);
    if (/^[^\d:[]|[a-z]/i.test(host) && !host.includes(':')) this.#noteDomain(host);
    return host;
  }

  #noteDomain(host: string): void {
    if (host.includes('.')) this.#domains.add(baseOf(host).toLowerCase());
    for (const label of host.split('.')) {
      if (isRole(label)) continue;
      this.#originals.add(label.toLowerCase());
      if (!host.includes('.')) this.#noteWord(label);
    }
  }

  /** The host lies under a domain that was met as a host. */
  isKnownDomain(host: string): boolean {
    return this.#domains.has(baseOf(host).toLowerCase());
  }

  v6(address: string): string | undefined {
    return this.#collecting ? address : this.#addresses.v6(address);
  }

  /** The user part of a URI or of a private identity. */
  user(user: string): string {
    const digits = user.replace(/[-.()]/g, '');
    if (/^\+?\d+$/.test(digits)) return this.#separated(user, this.number(digits, SHORTEST));
    if (SERVICE.test(user) || isRole(user)) return user;
    if (isOpaque(user)) return this.token(user);
    return this.name(user);
  }

  /** Puts the digits back between the visual separators of a telephone number. */
  #separated(original: string, digits: string): string {
    let at = 0;
    return original.replace(/[+\d]/g, () => digits.charAt(at++));
  }

  /** Digits, perhaps after a plus sign. Short ones are services (112, 611) and stay. */
  number(text: string, shortest = SHORTEST_NUMBER): string {
    const plus = text.startsWith('+') ? '+' : '';
    const digits = text.slice(plus.length);
    if (digits.length < shortest) return text;
    if (this.#collecting) {
      this.#originals.add(digits);
      return text;
    }
    if (plus === '' && this.#networks.isImsi(digits)) return this.#networks.imsi(digits);
    // An IMSI with the digit that tells how EAP is used (TS 23.003 §19.3.2).
    if (digits.length === 16 && this.#networks.isImsi(digits.slice(1))) {
      return digits.charAt(0) + this.#networks.imsi(digits.slice(1));
    }
    const fake = this.#fakes.of('number', digits);
    // No country has the code 999 (ITU-T E.164 Annex D), so that nobody's telephone rings.
    return plus + (digits.length < 10 ? fake : `999${fake.slice(3)}`);
  }

  /** A name of one or several words; each word has its stand-in wherever it stands. */
  name(text: string): string {
    return text.replace(/%[\dA-Fa-f]{2}|[\p{L}\d]+/gu, word => (word.startsWith('%') ? word : this.#nameWord(word)));
  }

  #nameWord(word: string): string {
    if (/^\d+$/.test(word)) return this.number(word);
    if (SERVICE.test(word) || isRole(word)) return word;
    if (this.#collecting) {
      this.#noteWord(word);
      return word;
    }
    return inCaseOf(word, this.#fakes.of('name', word.toLowerCase()));
  }

  #noteWord(word: string): void {
    this.#originals.add(word.toLowerCase());
    if (word.length >= SHORTEST - 1 && !WORDS_OF_THE_PROTOCOL.has(word.toLowerCase()))
      this.#words.add(word.toLowerCase());
  }

  /** A tag, the rest of a branch, and whatever else is only compared. */
  token(text: string): string {
    if (text.length < SHORTEST) return text;
    if (!this.#collecting) return this.#fakes.of('token', text);
    this.#tokens.add(text);
    this.#originals.add(text);
    return text;
  }

  callId(text: string): string {
    const at = text.lastIndexOf('@');
    if (at < 0) return this.token(text);
    return `${this.token(text.slice(0, at))}@${this.host(text.slice(at + 1))}`;
  }

  /** Digits of a device; the hyphens and the spare digit at the end stay (RFC 7254 §4.2). */
  imei(text: string): string {
    if (this.#collecting) {
      this.#originals.add(text);
      return text;
    }
    const fake = this.#fakes.of('IMEI', text);
    const spare = /-\d$/.exec(text)?.[0] ?? '';
    // Type allocation codes that begin with 00 are of test devices (3GPP TS 23.003 §6.2.1).
    return `00${fake.slice(2, fake.length - spare.length)}${spare}`;
  }

  cell(id: string): string {
    return this.#collecting ? id : this.#networks.cell(id);
  }

  /** The stand-in of a word of free text; undefined when it is no name, token or number that was met. */
  known(word: string): string | undefined {
    if (this.#tokens.has(word)) return this.token(word);
    if (this.#words.has(word.toLowerCase())) return this.#nameWord(word);
    return undefined;
  }
}

/** A GRUU, UUID or number of some program's own: nothing that a person would call a name. */
function isOpaque(text: string): boolean {
  return text.length >= 12 && /\d/.test(text) && /^[0-9a-f-]+$/i.test(text);
}

function inCaseOf(original: string, fake: string): string {
  if (original === original.toLowerCase()) return fake;
  if (original === original.toUpperCase()) return fake.toUpperCase();
  return Array.from(fake, (character, index) => {
    const pattern = original.charAt(index);
    return pattern !== pattern.toLowerCase() ? character.toUpperCase() : character;
  }).join('');
}
