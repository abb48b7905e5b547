import { hopOf, isGm, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isThere } from './shared/misspelt.ts';

export const secAgreeWithoutClient: MessageRule = {
  id: 'sec-agree-without-client',
  headers: ['Require', 'Proxy-Require', 'Supported'],
  severity: 'error',
  spec: 'RFC 3329 §2.3.1',
  doc: 'A REGISTER that asks for a security agreement lists what it can do in Security-Client; without the list the P-CSCF can choose nothing.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Require: sec-agree
Proxy-Require: sec-agree
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1111;spi-s=2222;port-c=6100;port-s=6101
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Require: sec-agree
         ^^^^^^^^^
Proxy-Require: sec-agree
`,
  concerns: kind => kind.isRequestOf('REGISTER') && !kind.has('Security-Client'),
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER' || isThere(facts, 'Security-Client') || isMw(hopOf(message, context)))
      return;
    const tag = facts.item('Require', 'sec-agree') ?? facts.item('Proxy-Require', 'sec-agree');
    const offer = isGm(hopOf(message, context)) ? facts.item('Supported', 'sec-agree') : undefined;
    const asked = tag ?? offer;
    if (asked === undefined) return;
    report(asked, 'The request asks for sec-agree but has no Security-Client.');
  },
};
