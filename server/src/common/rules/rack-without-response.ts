import type { DialogRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const rackWithoutResponse: DialogRule = {
  id: 'rack-without-response',
  scope: 'dialog',
  headers: ['RAck'],
  severity: 'error',
  spec: 'RFC 3262 §7.2',
  doc: 'RAck repeats RSeq and CSeq of the provisional response that the PRACK acknowledges; no response in the file has these numbers.',
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
SIP/2.0 183 Session Progress
Call-ID: 1@a
CSeq: 1 INVITE
Require: 100rel
RSeq: 7

PRACK sip:bob@10.0.0.2 SIP/2.0
Call-ID: 1@a
CSeq: 2 PRACK
RAck: 8 1 INVITE
      ^^^^^^^^^^

`,
  check(messages, report) {
    const sent = new Set<string>();
    for (const message of messages) {
      const facts = factsOf(message);
      const rseq = facts.integer('RSeq');
      const cseq = facts.cseq();
      if (facts.status !== undefined && rseq !== undefined && cseq !== undefined) {
        sent.add(`${rseq.value} ${cseq.number} ${cseq.method}`);
      }
      const rack = facts.first('RAck');
      if (rack === undefined || facts.request === undefined || sent.size === 0) continue;
      const key = rack.raw
        .split(/\s+/)
        .map(part => (/^\d+$/.test(part) ? String(Number(part)) : part))
        .join(' ');
      if (sent.has(key)) continue;
      report(message, rack.value, 'No provisional response with these numbers stands in the file.');
    }
  },
};
