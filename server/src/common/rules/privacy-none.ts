import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const privacyNone: MessageRule = {
  id: 'privacy-none',
  headers: ['Privacy'],
  severity: 'error',
  spec: 'RFC 3323 §4.2',
  doc: 'The value none says that no privacy is wanted, so it stands alone.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Privacy: header;id
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Privacy: none;id
         ^^^^
`,
  check(message, report) {
    const values = factsOf(message).items('Privacy');
    const none = values.find(item => item.value.toLowerCase() === 'none');
    if (none === undefined || values.length === 1) return;
    report(none, 'The value none must stand alone.');
  },
};
