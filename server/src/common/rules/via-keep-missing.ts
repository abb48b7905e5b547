import { param } from '../syntax/values.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';

export const viaKeepMissing: MessageRule = {
  id: 'via-keep-missing',
  headers: ['Via'],
  severity: 'hint',
  spec: 'TS 24.229 §5.1.1.2.1',
  doc: 'With keep in its Via the UE offers to send keep-alives, which hold NAT bindings open.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport;keep
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport
                 ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const via = facts.vias().at(-1);
    const hop = hopOf(message, context);
    if (facts.request?.method !== 'REGISTER' || hop === undefined || hop === 'ISC' || via === undefined) return;
    if (param(via.params, 'keep') !== undefined) return;
    const fix = isGm(hop) ? { fix: insertFix('Add keep', via.end, ';keep') } : {};
    report(via.hostNode ?? via, 'The Via of the UE has no keep.', fix);
  },
};
