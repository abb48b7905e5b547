/** Digest between SIP headers and the grouped AVPs of RFC 4740 §9.5. */
import { computeDigest, computeRspauth, type DigestInput } from '../../../auth/digest.ts';
import { findAlgorithm } from '../../../auth/digestAlgorithm.ts';
import { type AvpValues, avpText } from '../../../diameter/message.ts';
import type { Avp } from '../../../diameter/types.ts';
import type { SipPacket } from '../../message.ts';

/** Header and directive names of a challenge and its answer: 401 or 407. */
export type CredentialsHeader = 'Authorization' | 'Proxy-Authorization';

/** WWW-Authenticate or Proxy-Authenticate out of a SIP-Authenticate AVP. */
export function challengeOf(authenticate: readonly Avp[]): string {
  const realm = avpText(authenticate, 'Digest-Realm') ?? '';
  const nonce = avpText(authenticate, 'Digest-Nonce') ?? '';
  const algorithm = avpText(authenticate, 'Digest-Algorithm') ?? 'MD5';
  const qop = avpText(authenticate, 'Digest-Qop');
  const parts = [`Digest realm="${realm}"`, `nonce="${nonce}"`, `algorithm=${algorithm}`];
  return [...parts, ...(qop === undefined ? [] : [`qop="${qop}"`])].join(', ');
}

const AVP_OF_DIRECTIVE: readonly (readonly [string, string])[] = [
  ['username', 'Digest-Username'],
  ['realm', 'Digest-Realm'],
  ['nonce', 'Digest-Nonce'],
  ['uri', 'Digest-URI'],
  ['response', 'Digest-Response'],
  ['algorithm', 'Digest-Algorithm'],
  ['cnonce', 'Digest-CNonce'],
  ['qop', 'Digest-Qop'],
  ['nc', 'Digest-Nonce-Count'],
];

/** SIP-Authorization (RFC 4740 §9.5.4) out of the credentials of a request. */
export function authorizationAvps(request: SipPacket, header: CredentialsHeader): AvpValues {
  const values: { [avp: string]: string } = {};
  for (const [directive, avp] of AVP_OF_DIRECTIVE) {
    const value = request.directive(header, directive);
    if (value !== undefined) values[avp] = value;
  }
  return { ...values, 'Digest-Method': request.method ?? '' };
}

/** What is hashed, out of a SIP-Authorization AVP. */
export function digestInput(authorization: readonly Avp[], secret: DigestInput['secret']): DigestInput | undefined {
  const text = (name: string): string => avpText(authorization, name) ?? '';
  const algorithm = findAlgorithm(avpText(authorization, 'Digest-Algorithm'));
  const qop = avpText(authorization, 'Digest-Qop');
  if (algorithm === undefined) return undefined;
  const isKnownQop = qop === 'auth' || qop === 'auth-int';
  return {
    algorithm,
    secret,
    username: text('Digest-Username'),
    realm: text('Digest-Realm'),
    method: text('Digest-Method'),
    uri: text('Digest-URI'),
    nonce: text('Digest-Nonce'),
    ...(isKnownQop ? { qop, nc: text('Digest-Nonce-Count'), cnonce: text('Digest-CNonce') } : {}),
  };
}

export function isRightResponse(input: DigestInput | undefined, response: string | undefined): boolean {
  const result = input && computeDigest(input);
  return result?.ok === true && result.chain.response === response?.toLowerCase();
}

export function responseAuth(input: DigestInput): string | undefined {
  const result = computeRspauth(input);
  return result.ok ? result.chain.response : undefined;
}
