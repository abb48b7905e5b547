import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { urisOf } from './shared/uris.ts';

export const userPhoneWithoutNumber: MessageRule = {
  id: 'user-phone-without-number',
  severity: 'warning',
  spec: 'RFC 3261 §19.1.1',
  doc: 'With user=phone the user part is read as a telephone number, which this is not.',
  good: `
INVITE sip:+12125551212@home.net;user=phone SIP/2.0
`,
  bad: `
INVITE sip:alice@home.net;user=phone SIP/2.0
           ^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    if (factsOf(message).request === undefined) return;
    for (const uri of urisOf(message)) {
      if (param(uri.params, 'user')?.value?.toLowerCase() !== 'phone' || uri.userNode === undefined) continue;
      if (/^\+?[\da-f*#\-.()]+(;.*)?$/i.test(decoded(uri.user ?? ''))) continue;
      report(uri.userNode, 'With user=phone this must be a telephone number.');
    }
  },
};

function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
