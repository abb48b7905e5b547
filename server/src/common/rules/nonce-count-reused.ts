import { type Param, param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { answersIn } from './shared/challenges.ts';
import { isAka } from './shared/digest.ts';
import type { Facts } from './shared/facts.ts';
import { related } from './shared/transactions.ts';

export const nonceCountReused: DialogRule = {
  id: 'nonce-count-reused',
  scope: 'dialog',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'RFC 7616 §3.4',
  doc: 'With every new request under the same nonce the nonce count goes up by one; a count that was used before looks like a replay. IMS AKA is exempt: a re-REGISTER repeats the last answer.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 3 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000002, cnonce="1", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 3 REGISTER
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"
                                                                                                        ^^^^^^^^

`,
  check(messages, report) {
    const counts = new Map<
      string,
      { readonly count: number; readonly cseq: number | undefined; readonly facts: Facts; readonly node: Param }
    >();
    for (const { facts, digest, nonce } of answersIn(messages)) {
      const node = param(digest.params, 'nc');
      const count = Number.parseInt(node?.value ?? '', 16);
      if (
        node === undefined ||
        Number.isNaN(count) ||
        isAka(digest) ||
        facts.method === 'ACK' ||
        facts.method === 'CANCEL'
      )
        continue;
      const key = `${digest.header.name} ${nonce}`;
      const cseq = facts.cseq()?.number;
      const before = counts.get(key);
      if (before !== undefined && before.cseq !== cseq && count <= before.count) {
        const next = (before.count + 1).toString(16).padStart(8, '0');
        report(facts.message, node.valueNode ?? node, `This nonce count was used before; expected ${next}.`, {
          related: [related(before.facts, before.node, 'The request before.')],
        });
      }
      if (before === undefined || count > before.count) counts.set(key, { count, cseq, facts, node });
    }
  },
};
