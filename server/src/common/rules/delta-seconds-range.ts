import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

const HEADERS = ['Expires', 'Min-Expires', 'Retry-After', 'Session-Expires', 'Min-SE'];

export const deltaSecondsRange: MessageRule = {
  id: 'delta-seconds-range',
  headers: HEADERS,
  severity: 'error',
  spec: 'RFC 3261 §20.19',
  doc: 'A number of seconds goes up to 2**32-1; larger ones cannot be stored and are taken as malformed.',
  good: `
REGISTER sip:home.net SIP/2.0
Expires: 4294967295
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Expires: 1000000000000
         ^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const name of HEADERS) {
      const seconds = facts.integer(name);
      if (seconds === undefined || seconds.value < 2 ** 32) continue;
      report(seconds.node, `${name} must be less than 4294967296 seconds.`);
    }
  },
};
