import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix, insertFix } from './shared/fixes.ts';
import { meansValue } from './shared/unknownValues.ts';

export const secAgreeNotInProxyRequire: MessageRule = {
  id: 'sec-agree-not-in-proxy-require',
  headers: ['Require', 'Proxy-Require'],
  severity: 'error',
  spec: 'RFC 3329 §2.3.1',
  doc: 'The agreement is made with the first hop, a proxy, so sec-agree stands in Proxy-Require as well as in Require.',
  good: `
REGISTER sip:home.net SIP/2.0
Require: sec-agree
Proxy-Require: sec-agree
Security-Client: tls
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Require: sec-agree
         ^^^^^^^^^
Security-Client: tls
`,
  concerns: kind => kind.isRequest && kind.has('Security-Client'),
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.request === undefined || !facts.has('Security-Client') || isMw(hopOf(message, context))) return;
    const inRequire = facts.item('Require', 'sec-agree');
    const inProxyRequire = facts.item('Proxy-Require', 'sec-agree');
    const one = inRequire ?? inProxyRequire;
    if (one === undefined || (inRequire !== undefined && inProxyRequire !== undefined)) return;
    const missing = inRequire === undefined ? 'Require' : 'Proxy-Require';
    if (meansValue(facts, 'sec-agree')) return;
    const other = facts.first(missing);
    const fix =
      other === undefined
        ? addHeaderFix(message, missing, 'sec-agree', one.header.name)
        : insertFix(`Add sec-agree to ${missing}`, other.end, ', sec-agree');
    report(one, `The tag sec-agree must stand in ${missing} too.`, { fix });
  },
};
