import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';

const HEADERS = ['Route', 'Record-Route', 'Path', 'Service-Route'];

export const looseRouting: MessageRule = {
  id: 'loose-routing',
  headers: HEADERS,
  severity: 'warning',
  spec: 'RFC 3261 §16.6',
  doc: 'A proxy that puts itself on a route adds lr to its URI; without it senders fall back to strict routing and rewrite the Request-URI.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Route: <sip:proxy.home.net;lr>
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Route: <sip:proxy.home.net>
        ^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const name of HEADERS) {
      for (const { uri } of facts.addresses(name)) {
        if (uri === undefined || param(uri.params, 'lr') !== undefined || !/^sips?$/.test(uri.scheme)) continue;
        report(uri, `This ${name} URI has no lr.`, { fix: insertFix('Add ;lr', uri.end, ';lr') });
      }
    }
  },
};
