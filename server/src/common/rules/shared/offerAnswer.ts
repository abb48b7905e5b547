/** Offers and answers as far as one transaction shows them: offer in the INVITE or UPDATE, answer in its 2xx (RFC 3264). */

import type { SdpDescription } from '../../bodies/sdp/parse.ts';
import type { SipMessage } from '../../syntax/message.ts';
import type { Facts } from './facts.ts';
import { onceTogether } from './once.ts';
import { sdpOf } from './sdp.ts';
import { transactionsIn } from './transactions.ts';

export interface OfferAnswer {
  readonly request: Facts;
  readonly response: Facts;
  readonly offer: SdpDescription;
  readonly answer: SdpDescription;
}

/** The first answer to each offer that stands in a request; several hops show the same one again. */
export const answeredOffers = onceTogether(collect);

function collect(messages: readonly SipMessage[]): readonly OfferAnswer[] {
  return transactionsIn(messages).flatMap(({ method, requests, responses }) => {
    const request = requests.find(one => sdpOf(one.message) !== undefined);
    const offer = request && sdpOf(request.message);
    if ((method !== 'INVITE' && method !== 'UPDATE') || request === undefined || offer === undefined) return [];
    const response = responses.find(one => sdpOf(one.message) !== undefined && (one.status?.code ?? 0) < 300);
    const answer = response && sdpOf(response.message);
    return response === undefined || answer === undefined ? [] : [{ request, response, offer, answer }];
  });
}
