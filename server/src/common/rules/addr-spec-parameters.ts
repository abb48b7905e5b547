import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

const URI_ONLY = ['transport', 'user', 'lr', 'maddr', 'ttl', 'phone-context', 'ob', 'gr', 'comp', 'isub'];

const HEADERS = ['From', 'To', 'Contact', 'Refer-To', 'Referred-By'];

export const addrSpecParameters: MessageRule = {
  id: 'addr-spec-parameters',
  headers: HEADERS,
  severity: 'warning',
  spec: 'RFC 3261 §20.10',
  doc: 'Without angle brackets everything after the semicolon belongs to the header field and not to the URI, so this parameter is lost for the URI.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
To: <sip:+12125551212@home.net;user=phone>
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
To: sip:+12125551212@home.net;user=phone
                              ^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const name of HEADERS) {
      for (const address of facts.addresses(name)) {
        if (address.uri === undefined || message.text.charAt(address.uri.end) === '>') continue;
        const one = address.params.find(candidate => URI_ONLY.includes(candidate.nameLower));
        if (one === undefined) continue;
        const fix = {
          title: 'Put the URI in angle brackets',
          edits: [
            { start: address.uri.start, end: address.uri.start, text: '<' },
            { start: one.end, end: one.end, text: '>' },
          ],
        };
        report(one, `The parameter ${one.name} belongs to the URI, which needs angle brackets then.`, {
          ...(address.params[0] === one ? { fix } : {}),
        });
      }
    }
  },
};
