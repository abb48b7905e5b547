import type { DialogRule } from './rule.ts';
import { credentialsIn, type Digest, isAnswer, paramValue } from './shared/digest.ts';
import { isThere } from './shared/misspelt.ts';
import { transactionsIn } from './shared/transactions.ts';

export const authenticationInfoMissing: DialogRule = {
  id: 'authentication-info-missing',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'hint',
  spec: 'RFC 3310 §3.5',
  doc: 'With Authentication-Info the server proves that it knows the secret too. It is optional with AKA and expected with SIP Digest.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 2 REGISTER
Authentication-Info: qop=auth, rspauth="6629fae49393a05397450978507c4ef1", cnonce="1", nc=00000001

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"

SIP/2.0 200 OK
        ^^^
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  check(messages, report) {
    for (const { method, requests, responses } of transactionsIn(messages)) {
      if (method !== 'REGISTER' || !requests.some(request => credentialsIn(request).some(isQopAnswer))) continue;
      for (const response of responses) {
        if (response.status?.code !== 200 || isThere(response, 'Authentication-Info')) continue;
        report(response.message, response.subject, 'The server does not prove itself; Authentication-Info is missing.');
      }
    }
  },
};

function isQopAnswer(digest: Digest): boolean {
  return isAnswer(digest) && paramValue(digest, 'qop') !== undefined;
}
