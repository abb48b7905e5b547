import { hopOf, isGm, isHopStated } from './hop.ts';
import type { MessageRule, RuleContext } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const assertedIdentityFromUe: MessageRule = {
  id: 'asserted-identity-from-ue',
  headers: ['P-Asserted-Identity'],
  severity: 'warning',
  spec: 'RFC 3325 §6',
  doc: 'Only a trusted element asserts an identity. A UE asks for one with P-Preferred-Identity; what it asserts itself is removed.',
  good: `
INVITE sip:bob@home.net SIP/2.0
# @hop Gm
P-Preferred-Identity: <sip:alice@home.net>
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
# @hop Gm
P-Asserted-Identity: <sip:alice@home.net>
^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report, context) {
    const facts = factsOf(message);
    const header = facts.first('P-Asserted-Identity');
    if (header === undefined || facts.request === undefined || !isFromUe(facts, context)) return;
    const fix = facts.has('P-Preferred-Identity')
      ? {}
      : { fix: replaceFix('Change to P-Preferred-Identity', header.nameNode, 'P-Preferred-Identity') };
    report(header.nameNode, 'A UE does not assert its identity; expected P-Preferred-Identity.', fix);
  },
};

function isFromUe(facts: Facts, context: RuleContext): boolean {
  const hop = hopOf(facts.message, context);
  return isGm(hop) && (facts.vias().length <= 1 || isHopStated(facts.message));
}
