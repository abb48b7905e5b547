import type { DialogRule } from './rule.ts';
import { transactionsIn } from './shared/transactions.ts';

export const unsupportedNotRequired: DialogRule = {
  id: 'unsupported-not-required',
  scope: 'dialog',
  headers: ['Unsupported'],
  severity: 'warning',
  spec: 'RFC 3261 §8.2.2.3',
  doc: 'A 420 lists in Unsupported the option tags of Require or Proxy-Require that it does not know; one that was not required cannot be the reason.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Require: gruu

SIP/2.0 420 Bad Extension
Call-ID: 1@a
CSeq: 1 REGISTER
Unsupported: gruu

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Require: gruu

SIP/2.0 420 Bad Extension
Call-ID: 1@a
CSeq: 1 REGISTER
Unsupported: path
             ^^^^

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      if (requests.length === 0) continue;
      const required = new Set(
        requests.flatMap(request =>
          ['Require', 'Proxy-Require'].flatMap(name => request.items(name)).map(item => item.value.toLowerCase()),
        ),
      );
      for (const response of responses) {
        if (response.status?.code !== 420) continue;
        for (const tag of response.items('Unsupported')) {
          if (required.has(tag.value.toLowerCase())) continue;
          report(response.message, tag, 'The request did not require this extension; expected only what it required.');
        }
      }
    }
  },
};
