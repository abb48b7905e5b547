import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { challengesIn, credentialsIn, paramValue } from './shared/digest.ts';
import { exchangesIn, related, transactionsIn } from './shared/transactions.ts';

export const staleWithoutCredentials: DialogRule = {
  id: 'stale-without-credentials',
  scope: 'dialog',
  headers: ['WWW-Authenticate', 'Proxy-Authenticate'],
  severity: 'warning',
  spec: 'RFC 7616 §3.3',
  doc: 'With stale=true a server says that the nonce of the request was too old and the password right. To a request that answered no nonce it says nothing.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="old", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"

SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="new", stale=true

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 401 Unauthorized
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="new", stale=true
                                                        ^^^^^^^^^^

`,
  check(messages, report) {
    for (const transaction of transactionsIn(messages)) {
      for (const { request, response } of exchangesIn(transaction)) {
        if (credentialsIn(request).some(one => (paramValue(one, 'nonce') ?? '') !== '')) continue;
        if (
          ['Authorization', 'Proxy-Authorization'].some(name => request.every(name).length > request.named(name).length)
        )
          continue;
        for (const challenge of challengesIn(response)) {
          const stale = param(challenge.params, 'stale');
          if (stale?.value?.toLowerCase() !== 'true') continue;
          report(response.message, stale, 'The request answered no nonce, so none can be stale.', {
            related: [related(request, request.subject, 'The request.')],
          });
        }
      }
    }
  },
};
