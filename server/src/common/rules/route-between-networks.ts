import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const routeBetweenNetworks: MessageRule = {
  id: 'route-between-networks',
  headers: ['Route'],
  severity: 'info',
  spec: 'TS 29.165 Annex B.14',
  doc: 'A REGISTER may carry Route towards an entry point of the same network; across the roaming interface it does not stand.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Path: <sip:pcscf.visited.net;lr>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Route: <sip:icscf.home.net;lr>
^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    const route = facts.first('Route');
    if (route === undefined || facts.request?.method !== 'REGISTER' || !isMw(hopOf(message, context))) return;
    report(route.nameNode, 'Route in a REGISTER is fine inside one network and does not go to another.');
  },
};
