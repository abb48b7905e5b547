import { param } from '../syntax/values.ts';
import { hopOf, isGm, isHopStated } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { accessNetworksIn } from './shared/accessNetwork.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const networkProvidedFromUe: MessageRule = {
  id: 'network-provided-from-ue',
  headers: ['P-Access-Network-Info'],
  severity: 'warning',
  spec: 'TS 24.229 §7.2A.4.3',
  doc: 'The parameter network-provided says that the network wrote the location and vouches for it; what a UE writes about itself must not claim that.',
  good: `
# @hop Gm
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1
`,
  bad: `
# @hop Gm
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1;network-provided
                                                                           ^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.request === undefined || !isGm(hopOf(message, context))) return;
    // A request towards the UE has come through proxies.
    if (facts.vias().length > 1 && !isHopStated(message)) return;
    for (const access of accessNetworksIn(facts)) {
      const flag = param(access.params, 'network-provided');
      if (flag === undefined) continue;
      report(flag, 'Only the network writes network-provided, not the UE.', { fix: removeParamFix(message, flag) });
    }
  },
};
