import type { DialogRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';

export const pathChangedInRetry: DialogRule = {
  id: 'path-changed-in-retry',
  scope: 'dialog',
  headers: ['Path'],
  severity: 'hint',
  spec: 'RFC 3327 §5.2',
  doc: 'Between two REGISTERs of one registration only the charging identifier has to change. A Path or Service-Route that changes with each message is legal but makes traces hard to compare.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Path: <sip:pcscf.home.net;lr>

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 2 REGISTER
Path: <sip:pcscf.home.net;lr>

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Path: <sip:pcscf.home.net;lr;key=1>

REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 2 REGISTER
Path: <sip:pcscf.home.net;lr;key=2>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    let before: Facts | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      if (facts.request?.method !== 'REGISTER') continue;
      const path = facts.address('Path');
      const other = before?.address('Path');
      // Only copies of one hop are compared.
      const sameHop = before !== undefined && before.vias().length === facts.vias().length;
      if (
        before !== undefined &&
        path !== undefined &&
        other !== undefined &&
        sameHop &&
        path.uri?.text !== other.uri?.text
      ) {
        report(message, path, 'Path differs from that of the REGISTER before.', {
          related: [related(before, other, 'Path before.')],
        });
      }
      before = facts;
    }
  },
};
