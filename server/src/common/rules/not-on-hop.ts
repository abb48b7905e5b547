import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { placementIn } from './shared/placements.ts';

/** Said by rules of their own. */
const OWN_RULE: readonly string[] = ['Route', 'Security-Verify', 'P-Access-Network-Info', 'P-Asserted-Identity'];

export const notOnHop: MessageRule = {
  id: 'not-on-hop',
  severity: 'warning',
  spec: 'TS 24.229 §5.2.2.1',
  doc: 'On this hop of an IMS registration the header field must not be present: the element before should have removed it, or never have added it.',
  good: `
SIP/2.0 200 OK
# @hop Gm
CSeq: 2 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=600000
`,
  bad: `
SIP/2.0 200 OK
# @hop Gm
CSeq: 2 REGISTER
Contact: <sip:alice@10.0.0.1>;expires=600000
P-Charging-Vector: icid-value=2d834d66
^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const hop = hopOf(message);
    const facts = factsOf(message);
    if (hop === undefined) return;
    for (const header of facts.headers) {
      if (header.row === undefined || OWN_RULE.includes(header.name)) continue;
      const verdict = placementIn(facts, header.row, hop);
      if (verdict?.verdict !== 'forbidden' || placementIn(facts, header.row)?.verdict === 'forbidden') continue;
      report(header.nameNode, `${verdict.reason}.`, { spec: verdict.spec, fix: removeHeaderFix(message, header) });
    }
  },
};
