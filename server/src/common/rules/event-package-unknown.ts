import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

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
Event: regs
       ^^^^
`,
  check(message, report) {
    for (const event of factsOf(message).items('Event')) {
      const known = (event.header.row?.values ?? []).map(row => row.value);
      // Templates such as presence.winfo follow the package.
      const [name = ''] = event.value.toLowerCase().split('.');
      if (known.length === 0 || known.some(value => value.toLowerCase() === name)) continue;
      const meant = nearest(event.value, known);
      report(
        event.valueNode,
        `${quoted(event.value)} is no registered event package${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
        {
          ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, event.valueNode, meant) }),
        },
      );
    }
  },
};
