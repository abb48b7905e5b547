import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { urisOf } from './shared/uris.ts';

export const phoneContextOfGlobalNumber: MessageRule = {
  id: 'phone-context-of-global-number',
  severity: 'warning',
  spec: 'RFC 3966 §5.1.5',
  doc: 'A number with "+" is valid everywhere; phone-context is for local numbers only and must not stand with it.',
  good: `
INVITE tel:+12125551212 SIP/2.0
`,
  bad: `
INVITE tel:+12125551212;phone-context=home.net SIP/2.0
                        ^^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    if (factsOf(message).request === undefined) return;
    for (const uri of urisOf(message)) {
      const match = uri.scheme === 'tel' ? /^tel:\+[^;]*(?:;[^;]*)*?;(phone-context=[^;]*)/i.exec(uri.text) : null;
      if (match === null) continue;
      const start = uri.start + match[0].length - (match[1] ?? '').length;
      const span = { start, end: uri.start + match[0].length };
      report(span, 'A global number has no phone-context.', {
        fix: replaceFix('Remove phone-context', { start: start - 1, end: span.end }, ''),
      });
    }
  },
};
