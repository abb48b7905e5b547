import { hopOf, isHopStated, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const chargingVectorVantage: MessageRule = {
  id: 'charging-vector-vantage',
  headers: ['P-Charging-Vector'],
  severity: 'info',
  spec: 'TS 24.229 §5.2.2',
  doc: 'This response was taken as one between network elements, since the P-CSCF removes P-Charging-Vector before it answers the UE. "# @hop" above the message says where it was seen.',
  good: `
# @hop Mw
SIP/2.0 200 OK
CSeq: 1 REGISTER
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
P-Charging-Vector: icid-value=2d834d66
`,
  bad: `
SIP/2.0 200 OK
CSeq: 1 REGISTER
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
P-Charging-Vector: icid-value=2d834d66
^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isResponseTo('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const header = facts.first('P-Charging-Vector');
    if (header === undefined || facts.status === undefined || facts.method !== 'REGISTER') return;
    if (isHopStated(message) || !isMw(hopOf(message, context))) return;
    report(header.nameNode, 'This stays inside the network; before the UE sees the response it must be removed.');
  },
};
