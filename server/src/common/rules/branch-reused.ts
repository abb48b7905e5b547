import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import type { Facts } from './shared/facts.ts';
import { related, topBranch, transactionsIn } from './shared/transactions.ts';

export const branchReused: DialogRule = {
  id: 'branch-reused',
  scope: 'dialog',
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.7',
  doc: 'Every request but CANCEL and the ACK for a failure has a branch of its own; a request with the branch of another is taken for its retransmission.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 OPTIONS

OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK2
Call-ID: 1@a
CSeq: 2 OPTIONS

`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 OPTIONS

OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
                                 ^^^^^^^^
Call-ID: 1@a
CSeq: 2 OPTIONS

`,
  check(messages, report) {
    const seen = new Map<string, { readonly key: string; readonly facts: Facts }>();
    for (const { method, number, requests } of transactionsIn(messages)) {
      if (method === 'ACK' || method === 'CANCEL') continue;
      const key = `${number} ${method}`;
      for (const request of requests) {
        const via = request.vias()[0];
        const branch = via && param(via.params, 'branch');
        const value = topBranch(request);
        // RFC 2543 has no unique branches.
        if (via === undefined || branch === undefined || value === undefined || !value.startsWith('z9hg4bk')) continue;
        const before = seen.get(value);
        if (before === undefined) seen.set(value, { key, facts: request });
        else if (before.key !== key) {
          const other = before.facts.vias()[0];
          report(
            request.message,
            branch.valueNode ?? branch,
            'Another request has this branch already; expected a new one for each request.',
            {
              related: other === undefined ? [] : [related(before.facts, other, 'The other request.')],
            },
          );
        }
      }
    }
  },
};
