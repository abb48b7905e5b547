import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { urisOf } from './shared/uris.ts';

export const telWithoutPhoneContext: MessageRule = {
  id: 'tel-without-phone-context',
  severity: 'error',
  spec: 'RFC 3966 §5.1.4',
  doc: 'A tel number without "+" is local and only means something together with phone-context, which is mandatory for it.',
  good: `
SUBSCRIBE tel:0298765432;phone-context=home.net SIP/2.0
From: <tel:+390298765432>;tag=1
`,
  bad: `
SUBSCRIBE tel:0298765432 SIP/2.0
          ^^^^^^^^^^^^^^
From: <tel:0298765432>;tag=1
       ^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    // A response only copies what the request says.
    if (factsOf(message).request === undefined) return;
    for (const uri of urisOf(message)) {
      if (uri.scheme !== 'tel' || uri.user === undefined || uri.user.startsWith('+')) continue;
      if (/;phone-context=/i.test(uri.text)) continue;
      report(uri, 'This local number needs ;phone-context=, or "+" and the country code in front.');
    }
  },
};
