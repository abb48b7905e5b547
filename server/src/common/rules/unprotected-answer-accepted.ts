import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { credentialsIn, isAnswer } from './shared/digest.ts';
import { replaceFix } from './shared/fixes.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const unprotectedAnswerAccepted: DialogRule = {
  id: 'unprotected-answer-accepted',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'TS 24.229 §5.4.1.1',
  doc: 'With integrity-protected="no" the S-CSCF treats a REGISTER as a first one and challenges it, even when it has a response; a 2xx cannot follow.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", integrity-protected="yes"

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1", integrity-protected="no"
                                                                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  check(messages, report) {
    for (const { method, requests, responses } of transactionsIn(messages)) {
      const success = responses.find(one => Math.floor((one.status?.code ?? 0) / 100) === 2);
      if (method !== 'REGISTER' || success === undefined) continue;
      for (const request of requests) {
        for (const digest of credentialsIn(request)) {
          const flag = param(digest.params, 'integrity-protected');
          if (flag?.value?.toLowerCase() !== 'no' || !isAnswer(digest)) continue;
          report(
            request.message,
            flag,
            'This answer came unprotected, so the S-CSCF has to challenge again and cannot accept it.',
            {
              related: [related(success, success.subject, 'It was accepted here.')],
              suggestion: replaceFix('Change to "yes"', flag, 'integrity-protected="yes"'),
            },
          );
        }
      }
    }
  },
};
