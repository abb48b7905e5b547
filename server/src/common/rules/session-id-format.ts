import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';

export const sessionIdFormat: MessageRule = {
  id: 'session-id-format',
  headers: ['Session-ID'],
  severity: 'error',
  spec: 'RFC 7989 §5',
  doc: 'A session identifier is a UUID written as 32 lower-case hexadecimal digits without hyphens; anything else cannot be compared.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Session-ID: ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Session-ID: ab30317f-1a78-4dc4-8ff8-24d0d3715d86
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { value, valueNode } of factsOf(message).items('Session-ID')) {
      if (/^[0-9a-f]{32}$/.test(value)) continue;
      report(valueNode, `${quoted(value)} is no session identifier; expected 32 lower-case hexadecimal digits.`);
    }
  },
};
