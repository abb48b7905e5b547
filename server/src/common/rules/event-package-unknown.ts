import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { unknownValues } from './shared/unknownValues.ts';

export const eventPackageUnknown: MessageRule = {
  id: 'event-package-unknown',
  headers: ['Event'],
  severity: 'info',
  spec: 'RFC 6665 §7.2.1',
  doc: 'The event package is in no registry; a notifier that does not know it answers 489.',
  good: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Event: reg
`,
  bad: `
SUBSCRIBE sip:alice@home.net SIP/2.0
Event: talk
       ^^^^
`,
  check(message, report) {
    for (const { span, value } of unknownValues(factsOf(message), 'event-package')) {
      report(span, `${quoted(value)} is no registered event package.`);
    }
  },
};
