/** HTTP Digest as SIP uses it (RFC 3261 §22.4, RFC 7616, RFC 8760), with the passwords of AKA (RFC 3310, RFC 4169). */
import { type AkaResult, akav1Password, akav2Password } from './aka.ts';
import { type DigestAlgorithm, type DigestHash, hashFunction, hashHex } from './digestAlgorithm.ts';
import { bytesFromLatin1, bytesFromUtf8, concatBytes, hexFromBytes } from './encoding.ts';
import { MASK, Secret } from './secret.ts';

export type Qop = 'auth' | 'auth-int';

/** What the two sides share; none of it is ever printed. */
export type DigestSecret =
  | { readonly kind: 'password'; readonly value: Secret<string> }
  | { readonly kind: 'octets'; readonly value: Secret<Uint8Array> }
  | { readonly kind: 'aka'; readonly value: Secret<AkaResult> }
  /** H(username ":" realm ":" password) in LHEX, which is what an HSS hands out (TS 29.228 §6.3). */
  | { readonly kind: 'ha1'; readonly value: Secret<string> };

/** The values of one set of credentials, unquoted and unescaped, exactly as they stand in the message. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  readonly username: string;
  readonly realm: string;
  readonly secret: DigestSecret;
  /** The method of the request line. */
  readonly method: string;
  /** The `uri` directive, not the Request-URI. */
  readonly uri: string;
  /** The text of the directive; an AKA nonce is not decoded for this. */
  readonly nonce: string;
  readonly qop?: Qop | undefined;
  readonly nc?: string | undefined;
  readonly cnonce?: string | undefined;
  /** The body's octets as on the wire, for auth-int; none counts as empty. */
  readonly body?: Uint8Array | undefined;
  /** How username, realm and password become octets; UTF-8 unless a peer is known to differ (RFC 7616 §4). */
  readonly charset?: 'utf-8' | 'latin-1' | undefined;
  /** Some stacks hash the raw octets of the inner hash for -sess, as the sample code of RFC 2617 §5 does. */
  readonly rawSessionHash?: boolean | undefined;
}

/** Every step of the computation (RFC 7616 §3.4). What equals the password in worth is boxed; masked twins are shown. */
export interface DigestChain {
  /** Undefined when only HA1 is known. */
  readonly a1: Secret<Uint8Array> | undefined;
  readonly a1Masked: string;
  readonly ha1: Secret<string>;
  readonly a2: string;
  readonly ha2: string;
  /** The text that the response is the hash of. */
  readonly kd: Secret<string>;
  readonly kdMasked: string;
  readonly response: string;
}

export type DigestDirective = 'cnonce' | 'nc';

/** The chain, or what is missing to compute it: nothing is guessed. */
export type DigestResult =
  | { readonly ok: true; readonly chain: DigestChain }
  | { readonly ok: false; readonly missing: readonly DigestDirective[]; readonly message: string };

export function computeDigest(input: DigestInput): DigestResult {
  const missing = missingDirectives(input);
  if (missing.length > 0) {
    const why = input.qop === undefined ? `algorithm=${input.algorithm.name}` : `qop=${input.qop}`;
    const message = `${why} needs ${missing.join(' and ')} (RFC 7616 §3.4).`;
    return { ok: false, missing, message };
  }
  const { hash } = input.algorithm;
  const first = stepA1(input);
  const a2 = composeA2(input);
  const ha2 = hashHex(hash, bytesFromUtf8(a2));
  const ha1 = first.ha1.reveal();
  const middle = input.qop === undefined ? input.nonce : `${input.nonce}:${input.nc}:${input.cnonce}:${input.qop}`;
  const kd = `${ha1}:${middle}:${ha2}`;
  const response = hashHex(hash, bytesFromUtf8(kd));
  const chain = { ...first, a2, ha2, kd: new Secret(kd), kdMasked: `${MASK}:${middle}:${ha2}`, response };
  return { ok: true, chain };
}

function missingDirectives(input: DigestInput): DigestDirective[] {
  const missing: DigestDirective[] = [];
  if (input.qop !== undefined && input.nc === undefined) missing.push('nc');
  if ((input.qop !== undefined || input.algorithm.session) && input.cnonce === undefined) missing.push('cnonce');
  return missing;
}

/** A1 = username ":" realm ":" password; -sess: LHEX of its hash ":" nonce ":" cnonce (RFC 7616 §3.4.2). */
function stepA1(input: DigestInput): Pick<DigestChain, 'a1' | 'a1Masked' | 'ha1'> {
  const { hash, session } = input.algorithm;
  const masked = `${input.username}:${input.realm}:${MASK}`;
  const own = ownA1(input);
  const digest = own === undefined ? undefined : hashFunction(hash)(own);
  const ha1 = digest === undefined ? givenHa1(input.secret) : hexFromBytes(digest);
  if (!session) return { a1: own && new Secret(own), a1Masked: masked, ha1: new Secret(ha1) };
  const tail = `:${input.nonce}:${input.cnonce}`;
  const head = input.rawSessionHash && digest !== undefined ? digest : bytesFromUtf8(ha1);
  const a1 = concatBytes(head, bytesFromUtf8(tail));
  return { a1: new Secret(a1), a1Masked: `H(${masked})${tail}`, ha1: new Secret(hashHex(hash, a1)) };
}

function ownA1(input: DigestInput): Uint8Array | undefined {
  const password = passwordOctets(input);
  return password && concatBytes(octets(`${input.username}:${input.realm}:`, input.charset), password);
}

function givenHa1(secret: DigestSecret): string {
  return secret.kind === 'ha1' ? secret.value.reveal().toLowerCase() : '';
}

/** The octets of the password; undefined when the secret is HA1. */
function passwordOctets(input: DigestInput): Uint8Array | undefined {
  const { secret, algorithm } = input;
  switch (secret.kind) {
    case 'password':
      return octets(secret.value.reveal(), input.charset);
    case 'octets':
      return secret.value.reveal();
    case 'aka':
      return algorithm.aka === 2
        ? akav2Password(algorithm.hash, secret.value.reveal())
        : akav1Password(secret.value.reveal());
    case 'ha1':
      return undefined;
  }
}

function octets(text: string, charset: DigestInput['charset']): Uint8Array {
  return (charset === 'latin-1' ? bytesFromLatin1(text) : undefined) ?? bytesFromUtf8(text);
}

/** A2 = method ":" uri, for auth-int also ":" H(body) (RFC 7616 §3.4.3). */
function composeA2(input: DigestInput): string {
  const short = `${input.method}:${input.uri}`;
  if (input.qop !== 'auth-int') return short;
  return `${short}:${hashHex(input.algorithm.hash, input.body ?? new Uint8Array(0))}`;
}

/** `rspauth`: the same chain with no method in A2, over the body of the response (RFC 7616 §3.5). */
export function computeRspauth(input: DigestInput, responseBody?: Uint8Array): DigestResult {
  return computeDigest({ ...input, method: '', body: responseBody });
}

/** `username` under userhash=true: H(username ":" realm) (RFC 7616 §3.4.4). */
export function computeUserhash(hash: DigestHash, username: string, realm: string): string {
  return hashHex(hash, bytesFromUtf8(`${username}:${realm}`));
}

/** The options of a `qop` value in a challenge, in their order. */
export function parseQopOptions(value: string): string[] {
  return value
    .split(',')
    .map(option => option.trim().toLowerCase())
    .filter(option => option !== '');
}

/** The option a client takes; undefined if it knows none of them. */
export function chooseQop(options: readonly string[], preferred: Qop = 'auth'): Qop | undefined {
  const order: readonly Qop[] = preferred === 'auth' ? ['auth', 'auth-int'] : ['auth-int', 'auth'];
  return order.find(qop => options.includes(qop));
}

/** nc = 8LHEX (RFC 7616 §3.4); undefined for any other text. */
export function parseNonceCount(text: string): number | undefined {
  return /^[0-9a-fA-F]{8}$/.test(text) ? Number.parseInt(text, 16) : undefined;
}

export function formatNonceCount(count: number): string {
  return count.toString(16).padStart(8, '0').slice(-8);
}

/** A server's view of a nonce count after `last` with the same nonce; `last` is 0 for a nonce not used yet. */
export function judgeNonceCount(last: number, count: number): 'next' | 'reused' | 'skipped' {
  if (count <= last) return 'reused';
  return count === last + 1 ? 'next' : 'skipped';
}

/** What a client sends next: a `nextnonce` starts its own count (RFC 7616 §3.5). */
export function nextNonce(
  current: { readonly nonce: string; readonly count: number },
  nextnonce: string | undefined,
): { nonce: string; count: number } {
  if (nextnonce === undefined) return { nonce: current.nonce, count: current.count + 1 };
  return { nonce: nextnonce, count: 1 };
}
