import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const minExpiresNotAbove: DialogRule = {
  id: 'min-expires-not-above',
  scope: 'dialog',
  headers: ['Min-Expires'],
  severity: 'warning',
  spec: 'RFC 3261 §10.3',
  doc: 'A 423 says that the interval is too brief and names the shortest one in Min-Expires, which therefore is above what was asked for.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Expires: 30

SIP/2.0 423 Interval Too Brief
Call-ID: 1@a
CSeq: 1 REGISTER
Min-Expires: 60

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Expires: 3600

SIP/2.0 423 Interval Too Brief
Call-ID: 1@a
CSeq: 1 REGISTER
Min-Expires: 60
             ^^

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      const request = requests[0];
      const asked = request?.integer('Expires');
      if (request === undefined || asked === undefined) continue;
      // Expiries of single contacts may be shorter.
      if (request.addresses('Contact').some(contact => param(contact.params, 'expires') !== undefined)) continue;
      for (const response of responses) {
        const minimum = response.integer('Min-Expires');
        if (response.status?.code !== 423 || minimum === undefined || minimum.value > asked.value) continue;
        report(
          response.message,
          minimum.node,
          `The request asked for ${asked.value} seconds, which is not below this minimum.`,
          {
            related: [related(request, asked.node, 'What was asked for.')],
          },
        );
      }
    }
  },
};
