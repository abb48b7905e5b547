/** Hover on Digest headers: the directives about which something was computed, and the challenge as a whole. */

import type { SolverResult } from '../auth/solver.ts';
import type { Configuration } from '../config/configuration.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { param, paramListOf } from '../syntax/values.ts';
import type { Header } from '../syntax/views.ts';
import { startLineOf } from '../syntax/views.ts';
import { describeNextNonce, describeRspauth, verifyRspauth } from './authenticationInfo.ts';
import { describeChallenge } from './challenges.ts';
import type { DigestHeader } from './credentials.ts';
import { challengeAbove, digestHeaders, nonceOf, verifyResponse } from './credentials.ts';
import { describeNonce, describeResponse } from './describeCredentials.ts';
import { autsOf, describeAuts, describeSessionKey, sessionKeyChecks } from './keyChecks.ts';
import { positionOf } from './locate.ts';
import { code, escapeMarkdown, heading, paragraphs } from './markdown.ts';
import { solveCredentials } from './solveCredentials.ts';

export interface CredentialPlace {
  readonly document: SipDocument;
  readonly index: number;
  readonly message: SipMessage;
  readonly configuration: Configuration;
  readonly header: Header;
  /** Asked before each attempt of the solver. */
  readonly cancelled?: (() => boolean) | undefined;
}

type Describer = (digest: DigestHeader, place: CredentialPlace) => string | undefined;

const DIRECTIVES: Readonly<Record<string, Describer>> = {
  nonce(digest, place) {
    const nonce = nonceOf(digest, place.configuration);
    return nonce && paragraphs(describeNonce(nonce), digest.role === 'answer' && nonceHistory(place, digest));
  },
  response(digest, place) {
    const verdict = verifyResponse(place.message, digest);
    return describeResponse(verdict, verdict.kind === 'differs' ? solved(digest, place) : undefined);
  },
  username({ subscriber, role }) {
    if (!subscriber || role !== 'answer') return undefined;
    return paragraphs(
      heading('username', `private identity of ${escapeMarkdown(subscriber.name)}`, 'TS 23.003 §13.3'),
      `Public identities: ${subscriber.impus.map(code).join(', ')}`,
    );
  },
  auts(digest) {
    const auts = autsOf(digest);
    return auts && describeAuts(auts);
  },
  ck: digest => sessionKey(digest, 'ck'),
  ik: digest => sessionKey(digest, 'ik'),
};

function sessionKey(digest: DigestHeader, name: 'ck' | 'ik'): string | undefined {
  const check = sessionKeyChecks(digest).find(each => each.name === name);
  return check && describeSessionKey(check);
}

function solved(digest: DigestHeader, { document, index, configuration, cancelled }: CredentialPlace): SolverResult {
  return solveCredentials(document, index, digest, configuration, cancelled);
}

/** A directive of a Digest header; undefined where nothing is known beyond the registry. */
export function describeDirective(place: CredentialPlace, name: string): string | undefined {
  const { message, header, configuration } = place;
  const key = name.toLowerCase();
  if (header.name.endsWith('Authentication-Info')) return describeInfo(place, key);
  const describer = Object.hasOwn(DIRECTIVES, key) ? DIRECTIVES[key] : undefined;
  const digest = describer && digestHeaders(message, configuration).find(each => each.header.start === header.start);
  return digest && describer?.(digest, place);
}

function describeInfo(
  { document, index, message, header, configuration }: CredentialPlace,
  name: string,
): string | undefined {
  if (name === 'nextnonce') {
    const nonce = param(paramListOf(message, header), name)?.value;
    return nonce ? describeNextNonce(document, index, nonce) : undefined;
  }
  const verdict = name === 'rspauth' ? verifyRspauth(document, index, header, configuration) : undefined;
  return verdict && describeRspauth(verdict);
}

/** The word `Digest` of a challenge. */
export function describeScheme(place: CredentialPlace): string | undefined {
  const { message, header, configuration } = place;
  const digest = digestHeaders(message, configuration).find(each => each.header.start === header.start);
  return digest?.role === 'challenge' ? describeChallenge(message, digest, configuration) : undefined;
}

/** Where the nonce of an answer comes from; nothing when the document shows no challenge to compare with. */
function nonceHistory({ document, index }: CredentialPlace, digest: DigestHeader): string {
  const above = challengeAbove(document, index, param(digest.params, 'nonce')?.value ?? '');
  if (above.message === undefined) return above.sameCall ? '✗ No challenge above has this nonce.' : '';
  const challenge = document.messages[above.message];
  const start = challenge && startLineOf(challenge)?.start;
  return `From the challenge in line ${positionOf(document, above.message, start ?? 0).line + 1}.`;
}
