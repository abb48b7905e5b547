/** The REGISTER that answers the 401 in the file (TS 24.229 §5.1.1.5.1): credentials, Security-Verify, protected ports. */

import type { DigestSecret } from '../../auth/digest.ts';
import { formatNonceCount } from '../../auth/digest.ts';
import { type OutgoingMessage, type SipPacket, withoutHeaders } from '../../sim/message.ts';
import { accessNetworkInfo, changedRegister, type RegisterChanges } from '../../sim/registerRequests.ts';
import { ipsecMechanism, mechanismsOf } from '../../sim/securityAgreement.ts';
import { answerValue, type Challenge, readChallenge } from '../../sim/ueChallenge.ts';
import type { SipMessage } from '../../syntax/message.ts';
import { param } from '../../syntax/values.ts';
import { digestHeaders, secretFor } from '../credentials.ts';
import { newBranch, newCnonce } from '../templates.ts';
import { exchangeAt } from './dialogRequests.ts';
import { insertion } from './newMessages.ts';
import type { Refactor, RefactorPlace } from './refactoring.ts';

export const protectedRegister: Refactor = place => {
  const exchange = exchangeAt(place);
  if (exchange?.request.method !== 'REGISTER') return [];
  const { request, responses } = exchange;
  // Behind a proxy it is another's message, and the keys of the challenge are not the UE's to take.
  if (request.vias().length !== 1) return [];
  const given = responses.findLast(({ packet }) => packet.status === 401);
  const reading = given && readChallenge(given.packet);
  if (given === undefined || !reading?.ok || isAnswered(place, reading.challenge.nonce)) return [];
  const authorization = answer(place, request, given.packet.message, reading.challenge);
  if (authorization === undefined) return [];
  const changes = { ...protection(place, request, given.packet), authorization };
  const number = (request.cseq?.number ?? 0) + 1;
  const sent = changedRegister(request, { ...changes, cseq: number, branch: newBranch(place) });
  const title = 'Add the REGISTER that answers the challenge below';
  const added = { ...written(sent), ...(changes.securityVerify === undefined ? {} : { hop: 'Gm' }) };
  return insertion(place, given.at, request.message, { title, kind: 'refactor.request' }, added);
};

function written({ startLine, headers, body }: OutgoingMessage): Parameters<typeof insertion>[4] {
  const isSame = withoutHeaders(headers, 'Content-Length');
  return { title: 'REGISTER with the answer', startLine, headers: isSame, body, isBackwards: false };
}

/** Whether a message of the file has credentials for this nonce. */
function isAnswered({ document, configuration }: RefactorPlace, nonce: string): boolean {
  return document.messages.some(
    message =>
      nonce !== '' &&
      message.text.includes(nonce) &&
      digestHeaders(message, configuration).some(
        ({ role, params }) => role === 'answer' && param(params, 'nonce')?.value === nonce,
      ),
  );
}

/** Value of Authorization; undefined where the subscriber or its keys are not known. */
function answer(
  { configuration, random }: RefactorPlace,
  request: SipPacket,
  response: SipMessage,
  challenge: Challenge,
): string | undefined {
  const digest = digestHeaders(response, configuration).find(({ header }) => header.name === 'WWW-Authenticate');
  const own = digestHeaders(request.message, configuration).find(({ role }) => role === 'answer')?.subscriber;
  const subscriber = own ?? digest?.subscriber;
  if (digest === undefined || subscriber === undefined) return undefined;
  const secret = secretFor(digest, challenge.algorithm, subscriber, challenge.nonce);
  if (secret === undefined || 'message' in secret) return undefined;
  return answerValue(challenge, {
    username: request.directive('Authorization', 'username') ?? subscriber.impi,
    uri: request.directive('Authorization', 'uri') ?? request.requestUri ?? '',
    cnonce: newCnonce({ random }),
    nonceCount: formatNonceCount(1),
    secret: secret satisfies DigestSecret,
    body: request.body,
  });
}

/** With a security agreement the REGISTER goes through the association that it set up. */
function protection(place: RefactorPlace, request: SipPacket, response: SipPacket): Partial<RegisterChanges> {
  const offers = mechanismsOf(request, 'Security-Client').flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
  const chosen = mechanismsOf(response, 'Security-Server').flatMap(mechanism => ipsecMechanism(mechanism) ?? []);
  const agreed = offers.find(offer => chosen.some(({ alg, ealg }) => alg === offer.alg && ealg === offer.ealg));
  if (agreed === undefined) return {};
  const address = request.addresses('Contact')[0]?.uri?.host;
  return {
    serverPort: agreed.portS,
    address,
    securityVerify: response.values('Security-Server').join(', '),
    accessNetworkInfo: accessNetworkInfo(place.configuration.network),
  };
}
