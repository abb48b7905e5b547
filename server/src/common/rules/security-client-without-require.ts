import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix, lineEndOf } from './shared/fixes.ts';
import { asksForAgreement } from './shared/securityAgreement.ts';

export const securityClientWithoutRequire: MessageRule = {
  id: 'security-client-without-require',
  headers: ['Security-Client'],
  severity: 'error',
  spec: 'RFC 3329 §2.3.1',
  doc: 'A request with Security-Client must also have "Require: sec-agree", or a server that does not know the extension ignores it.',
  good: `
REGISTER sip:home.net SIP/2.0
Require: sec-agree
Proxy-Require: sec-agree
Security-Client: tls
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Security-Client: tls
^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report, context) {
    const facts = factsOf(message);
    const header = facts.first('Security-Client');
    if (header === undefined || facts.request === undefined || isMw(hopOf(message, context)) || asksForAgreement(facts))
      return;
    const line = lineEndOf(message);
    const text = `${line}Require: sec-agree${line}Proxy-Require: sec-agree`;
    report(header.nameNode, 'Security-Client needs "Require: sec-agree" and "Proxy-Require: sec-agree".', {
      fix: insertFix('Require sec-agree', header.end, text),
    });
  },
};
