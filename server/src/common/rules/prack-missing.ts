import type { DialogRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const prackMissing: DialogRule = {
  id: 'prack-missing',
  scope: 'dialog',
  lone: true,
  headers: ['RSeq'],
  severity: 'info',
  spec: 'RFC 3262 §3',
  doc: 'A reliable provisional response is repeated until a PRACK comes; none stands in the file.',
  good: `
SIP/2.0 183 Session Progress
Call-ID: 1@a
CSeq: 1 INVITE
Require: 100rel
RSeq: 7

PRACK sip:bob@10.0.0.2 SIP/2.0
Call-ID: 1@a
CSeq: 2 PRACK
RAck: 7 1 INVITE

`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 INVITE

SIP/2.0 183 Session Progress
Call-ID: 1@a
CSeq: 1 INVITE
Require: 100rel
RSeq: 7
^^^^

`,
  check(messages, report) {
    const all = messages.map(factsOf);
    if (all.some(facts => facts.request?.method === 'PRACK')) return;
    const reliable = all.find(facts => facts.status !== undefined && facts.first('RSeq') !== undefined);
    const header = reliable?.first('RSeq');
    if (reliable === undefined || header === undefined) return;
    report(reliable.message, header.nameNode, 'No PRACK for this response stands in the file.');
  },
};
