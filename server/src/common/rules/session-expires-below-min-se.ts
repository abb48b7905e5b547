import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const sessionExpiresBelowMinSe: MessageRule = {
  id: 'session-expires-below-min-se',
  headers: ['Session-Expires'],
  severity: 'error',
  spec: 'RFC 4028 §5',
  doc: 'The session interval may not be shorter than the Min-SE of the same message.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Session-Expires: 1800
Min-SE: 1800
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Session-Expires: 600
                 ^^^
Min-SE: 1800
`,
  check(message, report) {
    const facts = factsOf(message);
    const interval = facts.integer('Session-Expires');
    const minimum = facts.integer('Min-SE');
    if (interval === undefined || minimum === undefined || interval.value >= minimum.value) return;
    report(interval.node, `Session-Expires is below the Min-SE of ${minimum.value} seconds.`, {
      fix: replaceFix(`Set it to ${minimum.value}`, interval.node, String(minimum.value)),
    });
  },
};
