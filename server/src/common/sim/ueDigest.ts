/** SIP Digest at the UE: one password, one nonce at a time, and the proof of the server (TS 33.203 Annex N, RFC 7616). */
import { computeRspauth, formatNonceCount } from '../auth/digest.ts';
import type { Secret } from '../auth/secret.ts';
import type { Io } from './actor.ts';
import type { SipPacket } from './message.ts';
import { because } from './origin.ts';
import type { Because } from './result.ts';
import { answerValue, type Challenge } from './ueChallenge.ts';

interface Identity {
  readonly username: string;
  readonly uri: string;
}

export class UeDigest {
  readonly #password: Secret<string>;
  readonly #repeatsCount: boolean;
  #challenge: Challenge | undefined;
  #count = 0;
  #last: { readonly identity: Identity; readonly cnonce: string; readonly count: string } | undefined;

  /** `repeatsCount` is a fault: the count then stays at one. */
  constructor(password: Secret<string>, repeatsCount = false) {
    this.#password = password;
    this.#repeatsCount = repeatsCount;
  }

  /** Credentials for a new challenge. */
  answer(io: Io, challenge: Challenge, identity: Identity): string | undefined {
    this.#challenge = challenge;
    this.#count = 0;
    return this.next(io, identity);
  }

  /** Credentials for one more request with the nonce that stands; the count rises (RFC 7616 §3.4). */
  next(io: Io, identity: Identity): string | undefined {
    if (this.#challenge === undefined) return undefined;
    this.#count = this.#repeatsCount ? 1 : this.#count + 1;
    const cnonce = io.random('cnonce').hex(16);
    const count = formatNonceCount(this.#count);
    this.#last = { identity, cnonce, count };
    const secret = { kind: 'password', value: this.#password } as const;
    return answerValue(this.#challenge, { ...identity, cnonce, nonceCount: count, secret, body: '' });
  }

  /** The 200 must prove that the network knows H(A1), or the UE gives up (TS 33.203 §N.2.1.1); RFC 7616 §3.5 lets it do without. */
  checkServer(response: SipPacket, isRequired: boolean): Because | undefined {
    if (this.#challenge === undefined || this.#last === undefined) return undefined;
    const { identity, cnonce, count } = this.#last;
    const line = response.header('Authentication-Info');
    const found = line && response.params('Authentication-Info').find(param => param.nameLower === 'rspauth')?.value;
    if (found === undefined && !isRequired) return undefined;
    const result = computeRspauth({
      algorithm: this.#challenge.algorithm,
      ...identity,
      realm: this.#challenge.realm,
      secret: { kind: 'password', value: this.#password },
      method: '',
      nonce: this.#challenge.nonce,
      ...(this.#challenge.qop.length === 0 ? {} : { qop: 'auth' as const, nc: count, cnonce }),
    });
    if (result.ok && found === result.chain.response) return undefined;
    const sentence =
      found === undefined
        ? 'The 200 has no rspauth: the network has not proved itself.'
        : 'rspauth in the 200 is wrong.';
    return because('ue-rspauth', 'TS 33.203 §N.2.1.1', sentence);
  }
}
