import { param } from '../syntax/values.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';
import { isMisspelt } from './shared/params.ts';

export const viaRportMissing: MessageRule = {
  id: 'via-rport-missing',
  headers: ['Via'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.1',
  doc: 'The UE adds rport without a value to the Via of a REGISTER over UDP, so that the answer comes back through a NAT.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;rport
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Via: SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1
                 ^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const via = facts.vias().at(-1);
    const hop = hopOf(message, context);
    if (facts.request?.method !== 'REGISTER' || hop === undefined || hop === 'ISC' || via?.transport !== 'UDP') return;
    if (param(via.params, 'rport') !== undefined || isMisspelt(facts, 'Via', 'rport')) return;
    // Once sent it cannot be added any more: only the UE's own message can be repaired.
    const fix = isGm(hop) ? { fix: insertFix('Add rport', via.end, ';rport') } : {};
    report(via.hostNode ?? via, 'The Via of the UE has no rport.', fix);
  },
};
