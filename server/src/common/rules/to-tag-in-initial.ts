import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const toTagInInitial: MessageRule = {
  id: 'to-tag-in-initial',
  headers: ['To'],
  severity: 'warning',
  spec: 'RFC 3261 §10.2',
  doc: 'A REGISTER opens no dialog, so its To has no tag; a tag there makes servers look for a dialog that does not exist.',
  good: `
REGISTER sip:home.net SIP/2.0
To: <sip:alice@home.net>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
To: <sip:alice@home.net>;tag=1
                         ^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER') return;
    const tag = facts.address('To')?.params.find(one => one.nameLower === 'tag');
    if (tag === undefined) return;
    report(tag, 'To of a REGISTER must not have a tag.', { fix: removeParamFix(message, tag) });
  },
};
