import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const reasonPhraseTrailingSpace: MessageRule = {
  id: 'reason-phrase-trailing-space',
  severity: 'hint',
  spec: 'RFC 3261 §25.1',
  doc: 'Spaces at the end of the reason phrase are legal and part of it; they are most likely there by accident.',
  good: `
SIP/2.0 200 OK
`,
  bad: `
SIP/2.0 200 OK  
              ^^
`,
  concerns: kind => !kind.isRequest,
  check(message, report) {
    const { status } = factsOf(message);
    if (status === undefined) return;
    let start = status.end;
    while (start > status.codeNode.end + 1 && /[ \t]/.test(message.text.charAt(start - 1))) start--;
    if (start === status.end || start === status.codeNode.end + 1) return;
    const span = { start, end: status.end };
    report(span, 'The reason phrase ends with white space.', { fix: replaceFix('Remove the white space', span, '') });
  },
};
