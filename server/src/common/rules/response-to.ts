import type { Uri } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { related, transactionsIn } from './shared/transactions.ts';
import { sameAddress } from './shared/uriCompare.ts';

export const responseTo: DialogRule = {
  id: 'response-to',
  scope: 'dialog',
  severity: 'error',
  spec: 'RFC 3261 §8.2.6.2',
  doc: 'To of a response equals To of the request; the server only adds a tag where there was none.',
  good: `
REGISTER sip:home.net SIP/2.0
To: <sip:alice@home.net>
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
To: <sip:alice@home.net>;tag=2
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
To: <sip:alice@home.net>
Call-ID: 1@a
CSeq: 1 REGISTER

SIP/2.0 200 OK
To: <sip:bob@home.net>;tag=2
     ^^^^^^^^^^^^^^^^
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      const request = requests[0];
      const wanted = request?.address('To')?.uri;
      if (request === undefined || wanted === undefined) continue;
      for (const response of responses) {
        const uri = response.address('To')?.uri;
        if (uri === undefined || requests.some(one => isSame(one.address('To')?.uri, uri))) continue;
        report(response.message, uri, 'To is not that of the request; expected it unchanged, but for the tag.', {
          related: [related(request, wanted, 'To of the request.')],
        });
      }
    }
  },
};

function isSame(a: Uri | undefined, b: Uri): boolean {
  return a !== undefined && sameAddress(a, b);
}
