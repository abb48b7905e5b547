import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { urisOf } from './shared/uris.ts';

const SEPARATORS = /[-.()]/g;

export const telNumber: MessageRule = {
  id: 'tel-number',
  severity: 'error',
  spec: 'RFC 3966 §3',
  doc: 'A global number is "+" and decimal digits, a local one hexadecimal digits, "*" and "#"; "-", ".", "(" and ")" may separate them. Letters are no digits.',
  good: `
INVITE tel:+1-201-555-0002 SIP/2.0
`,
  bad: `
INVITE tel:+1-201-CALL-NOW SIP/2.0
           ^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    if (factsOf(message).request === undefined) return;
    for (const uri of urisOf(message)) {
      if (uri.scheme !== 'tel' || uri.user === undefined) continue;
      const digits = uri.user.replace(SEPARATORS, '');
      if (/^\+\d+$/.test(digits) || /^[\da-f*#]+$/i.test(digits)) continue;
      report(uri.userNode ?? uri, `${quoted(uri.user)} is no telephone number; expected "+" and decimal digits.`);
    }
  },
};
