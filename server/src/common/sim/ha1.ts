/** H(A1), which a server that stores users hands to the server that checks them (RFC 7616 §3.4.2, TS 29.228 §6.3). */
import { computeDigest } from '../auth/digest.ts';
import { findAlgorithm } from '../auth/digestAlgorithm.ts';
import type { Secret } from '../auth/secret.ts';

/** LHEX of MD5 over username, realm and password; worth as much as the password itself. */
export function ha1Of(username: string, realm: string, password: Secret<string>): Secret<string> | undefined {
  const algorithm = findAlgorithm('MD5');
  if (algorithm === undefined) return undefined;
  const secret = { kind: 'password', value: password } as const;
  const result = computeDigest({ algorithm, username, realm, secret, method: '', uri: '', nonce: '' });
  return result.ok ? result.chain.ha1 : undefined;
}
