import type { DialogRule } from './rule.ts';
import type { Facts } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { exchangesIn, related, transactionsIn } from './shared/transactions.ts';

export const requireNotSupportedByClient: DialogRule = {
  id: 'require-not-supported-by-client',
  scope: 'dialog',
  headers: ['Require'],
  severity: 'error',
  spec: 'RFC 3261 §8.2.4',
  doc: 'A server applies to a response only extensions that the request lists in Supported or Require; with any other the client cannot go on.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE
Supported: 100rel

SIP/2.0 183 Session Progress
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE
Require: 100rel
RSeq: 1

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE
Supported: timer

SIP/2.0 183 Session Progress
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 INVITE
Require: 100rel
         ^^^^^^
RSeq: 1

`,
  check(messages, report) {
    for (const transaction of transactionsIn(messages)) {
      for (const { request, response } of exchangesIn(transaction)) {
        // A 421 names what the request should have supported.
        if (response.status?.code === 421) continue;
        for (const tag of response.items('Require')) {
          if (['Supported', 'Require', 'Proxy-Require'].some(name => lists(request, name, tag.value))) continue;
          report(
            response.message,
            tag,
            `The request does not support ${quoted(tag.value)}, so no response may require it.`,
            {
              related: [related(request, request.first('Supported') ?? request.subject, 'The request.')],
            },
          );
        }
      }
    }
  },
};

/** A header field that cannot be read may list anything. */
function lists(request: Facts, name: string, tag: string): boolean {
  return request.item(name, tag) !== undefined || request.every(name).length > request.named(name).length;
}
