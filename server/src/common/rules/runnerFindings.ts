/** The findings that the runner makes itself; they are explained, configured and suppressed like those of rules. */

import type { RuleInfo } from './rule.ts';

export const NOT_SIP: RuleInfo = {
  id: 'not-sip',
  severity: 'hint',
  spec: 'RFC 3261 §7',
  doc: 'The file does not begin like a SIP message, so nothing in it is checked. Other programs use the extension .sip as well.',
};

export const UNUSED_IGNORE: RuleInfo = {
  id: 'unused-ignore',
  severity: 'hint',
  spec: 'RFC 3261 §7',
  doc: 'An @ignore comment that suppresses nothing hides the next fault of that kind; remove it once the fault is repaired.',
};

export const TOO_MANY_FINDINGS: RuleInfo = {
  id: 'too-many-findings',
  severity: 'info',
  spec: 'RFC 3261 §7',
  doc: 'A file shows its first 1,000 findings; repair or ignore some to see the rest.',
};

export const RUNNER_FINDINGS: readonly RuleInfo[] = [NOT_SIP, UNUSED_IGNORE, TOO_MANY_FINDINGS];
