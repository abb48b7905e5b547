import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeElementFix } from './shared/fixes.ts';
import { isThere } from './shared/misspelt.ts';

export const requirePathWithoutPath: MessageRule = {
  id: 'require-path-without-path',
  headers: ['Require'],
  severity: 'info',
  spec: 'RFC 3327 §5.1',
  doc: 'A message that requires the extension path without a Path in it applies nothing of what it requires.',
  good: `
REGISTER sip:home.net SIP/2.0
Require: path
Path: <sip:pcscf.home.net;lr>
`,
  bad: `
SIP/2.0 401 Unauthorized
Require: path
         ^^^^
`,
  concerns: kind => !kind.has('Path'),
  check(message, report) {
    const facts = factsOf(message);
    const tag = facts.item('Require', 'path');
    if (tag === undefined || isThere(facts, 'Path')) return;
    const fix = removeElementFix(message, tag.header, tag, 'Remove path', facts.items('Require').length === 1);
    report(tag, 'The extension path is required, but there is no Path.', { fix });
  },
};
