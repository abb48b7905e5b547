import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { tagOf } from './shared/legacy.ts';

export const toTagMissingInResponse: MessageRule = {
  id: 'to-tag-missing-in-response',
  headers: ['To'],
  severity: 'error',
  spec: 'RFC 3261 §8.2.6.2',
  doc: 'Whoever answers a request adds a tag to To, in every response but 100.',
  good: `
SIP/2.0 200 OK
To: <sip:alice@home.net>;tag=2
`,
  bad: `
SIP/2.0 200 OK
To: <sip:alice@home.net>
    ^^^^^^^^^^^^^^^^^^^^
`,
  concerns: ({ isRequest, code }) => !isRequest && code !== 100,
  check(message, report) {
    const facts = factsOf(message);
    const to = facts.address('To');
    if (to === undefined || facts.status === undefined || facts.status.code === 100) return;
    if (tagOf(facts, 'To') !== undefined) return;
    report(to, `To of a ${facts.title} response must have a tag.`);
  },
};
