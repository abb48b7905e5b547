import type { Uri } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { tagOf } from './shared/legacy.ts';
import { related, transactionsIn } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const responseFrom: DialogRule = {
  id: 'response-from',
  scope: 'dialog',
  severity: 'error',
  spec: 'RFC 3261 §8.2.6.2',
  doc: 'From of a response equals From of the request, tag included.',
  good: `
REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
From: <sip:alice@home.net>;tag=2
      ^^^^^^^^^^^^^^^^^^^^^^^^^^
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      const froms = requests.map(request => request.address('From')).filter(from => from !== undefined);
      const first = froms[0];
      const request = requests[0];
      if (first === undefined || request === undefined) continue;
      for (const response of responses) {
        const from = response.address('From');
        const tag = tagOf(response, 'From');
        if (
          from?.uri === undefined ||
          requests.some(one => tagOf(one, 'From') === tag && isSame(one.address('From')?.uri, from.uri))
        )
          continue;
        report(response.message, from, 'From is not that of the request; expected it unchanged.', {
          related: [related(request, first, 'From of the request.')],
        });
      }
    }
  },
};

function isSame(a: Uri | undefined, b: Uri | undefined): boolean {
  return a !== undefined && b !== undefined && sameAddress(a, b);
}
