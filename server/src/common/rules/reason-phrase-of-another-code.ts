import { STATUS_CODES, statusCodeRow } from '../registry/index.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const reasonPhraseOfAnotherCode: MessageRule = {
  id: 'reason-phrase-of-another-code',
  severity: 'warning',
  spec: 'RFC 3261 §7.2',
  doc: 'Any reason phrase is legal, but one that is registered for another status code misleads whoever reads the trace; only the code counts.',
  good: `
SIP/2.0 404 Subscriber not known
`,
  bad: `
SIP/2.0 404 Forbidden
            ^^^^^^^^^
`,
  concerns: kind => !kind.isRequest,
  check(message, report) {
    const { status } = factsOf(message);
    if (status === undefined || status.reason.trim() === '') return;
    const row = statusCodeRow(status.code);
    const reason = status.reason.trim().toLowerCase();
    if (row === undefined || row.reason.toLowerCase() === reason) return;
    const other = STATUS_CODES.find(one => one.reason.toLowerCase() === reason);
    if (other === undefined || other.code === status.code) return;
    report(
      status.reasonNode,
      `"${status.reason.trim()}" is the phrase of ${other.code}; for ${status.code} it is "${row.reason}".`,
      {
        fix: replaceFix(`Change to "${row.reason}"`, status.reasonNode, row.reason),
      },
    );
  },
};
