import type { Param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { related } from './shared/transactions.ts';

export const fromTagChanged: DialogRule = {
  id: 'from-tag-changed',
  scope: 'dialog',
  concerns: kind => kind.isRequestOf('REGISTER'),
  severity: 'warning',
  spec: 'RFC 3261 §8.1.3.5',
  doc: 'A request that is repeated with credentials keeps Call-ID, To and From, tag included; only CSeq and the branch are new.',
  good: `
REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  bad: `
REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=1
Call-ID: 1@a
CSeq: 1 REGISTER

REGISTER sip:home.net SIP/2.0
From: <sip:alice@home.net>;tag=2
                           ^^^^^
Call-ID: 1@a
CSeq: 2 REGISTER

`,
  check(messages, report) {
    let before: { readonly facts: Facts; readonly tag: Param } | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      if (facts.request?.method !== 'REGISTER') continue;
      const tag = facts.address('From')?.params.find(one => one.nameLower === 'tag');
      if (tag === undefined) continue;
      if (before !== undefined && before.tag.value !== tag.value) {
        report(message, tag, 'The From tag differs from that of the REGISTER before.', {
          related: [related(before.facts, before.tag, 'The tag before.')],
          suggestion: replaceFix('Take the tag of the REGISTER before', tag, `tag=${before.tag.value ?? ''}`),
        });
      }
      before = { facts, tag };
    }
  },
};
