import { hopOf } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { forbiddenIn } from './shared/placements.ts';

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
  check(message, report, context) {
    const hop = hopOf(message, context);
    if (hop === undefined) return;
    const facts = factsOf(message);
    const here = forbiddenIn(facts.kind, hop);
    if (here.length === 0) return;
    const everywhere = new Set(forbiddenIn(facts.kind).map(({ index }) => index));
    for (const { index, placement } of here) {
      const header = facts.headers[index];
      if (header === undefined || OWN_RULE.includes(header.name) || everywhere.has(index)) continue;
      report(header.nameNode, `${placement.reason}.`, { spec: placement.spec, fix: removeHeaderFix(message, header) });
    }
  },
};
