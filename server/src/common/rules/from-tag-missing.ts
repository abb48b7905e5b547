import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isRfc2543, tagOf } from './shared/legacy.ts';

export const fromTagMissing: MessageRule = {
  id: 'from-tag-missing',
  headers: ['From'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.3',
  doc: 'The From header field must have a tag; together with Call-ID and To tag it identifies the dialog.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70
From: <sip:alice@home.net>;tag=88sja8x
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Max-Forwards: 70
From: <sip:alice@home.net>
      ^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    const from = facts.address('From');
    if (from === undefined || tagOf(facts, 'From') !== undefined || isRfc2543(facts)) return;
    report(from, 'From has no tag; expected ;tag= and a random token.');
  },
};
