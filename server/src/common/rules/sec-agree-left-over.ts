import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeElementFix } from './shared/fixes.ts';

export const secAgreeLeftOver: MessageRule = {
  id: 'sec-agree-left-over',
  headers: ['Supported', 'Require', 'Proxy-Require'],
  severity: 'info',
  spec: 'TS 24.229 §5.2.2.1',
  doc: 'The agreement is between UE and P-CSCF. When the P-CSCF has taken out Security-Client, the option tag sec-agree has lost its meaning and should go as well.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Supported: path
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Supported: sec-agree, path
           ^^^^^^^^^
`,
  concerns: kind => kind.isRequest && !kind.has('Security-Client'),
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.request === undefined || !isMw(hopOf(message, context)) || facts.has('Security-Client')) return;
    for (const name of ['Require', 'Proxy-Require', 'Supported']) {
      const tag = facts.item(name, 'sec-agree');
      if (tag === undefined) continue;
      const fix = removeElementFix(message, tag.header, tag, 'Remove sec-agree', facts.items(name).length === 1);
      report(tag, 'The tag sec-agree means nothing beyond the P-CSCF.', { fix });
    }
  },
};
