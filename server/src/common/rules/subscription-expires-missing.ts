import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const subscriptionExpiresMissing: MessageRule = {
  id: 'subscription-expires-missing',
  headers: ['Subscription-State'],
  severity: 'hint',
  spec: 'RFC 6665 §4.1.3',
  doc: 'As long as the subscription lives, expires tells for how many seconds more; once it ended, reason tells why.',
  good: `
NOTIFY sip:alice@10.0.0.1 SIP/2.0
Subscription-State: active;expires=3600
`,
  bad: `
NOTIFY sip:alice@10.0.0.1 SIP/2.0
Subscription-State: active
                    ^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const state of facts.items('Subscription-State')) {
      const value = state.value.toLowerCase();
      const wanted = value === 'terminated' ? 'reason' : 'expires';
      if (!['active', 'pending', 'terminated'].includes(value) || param(state.params, wanted) !== undefined) continue;
      if (isMisspelt(facts, 'Subscription-State', wanted)) continue;
      report(state.valueNode, `With ${value} the header field should tell ${wanted}.`);
    }
  },
};
