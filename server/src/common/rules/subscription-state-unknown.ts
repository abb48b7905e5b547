import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

const STATES = ['active', 'pending', 'terminated'];

export const subscriptionStateUnknown: MessageRule = {
  id: 'subscription-state-unknown',
  headers: ['Subscription-State'],
  severity: 'warning',
  spec: 'RFC 6665 §4.1.3',
  doc: 'A subscription is active, pending or terminated; receivers treat anything else as active.',
  good: `
NOTIFY sip:alice@10.0.0.1 SIP/2.0
Subscription-State: active;expires=3600
`,
  bad: `
NOTIFY sip:alice@10.0.0.1 SIP/2.0
Subscription-State: ended
                    ^^^^^
`,
  check(message, report) {
    for (const state of factsOf(message).items('Subscription-State')) {
      if (STATES.includes(state.value.toLowerCase())) continue;
      const meant = nearest(state.value, STATES);
      report(state.valueNode, 'The state must be active, pending or terminated.', {
        ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, state.valueNode, meant) }),
      });
    }
  },
};
