import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';
import { isMisspelt } from './shared/params.ts';

export const chargingVectorIcid: MessageRule = {
  id: 'charging-vector-icid',
  headers: ['P-Charging-Vector'],
  severity: 'error',
  spec: 'RFC 7315 §5.6',
  doc: 'P-Charging-Vector begins with icid-value=, the charging identifier of the dialog; without it charging records cannot be brought together.',
  good: `
REGISTER sip:home.net SIP/2.0
P-Charging-Vector: icid-value=2d834d66;orig-ioi="Type 1home.net"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
P-Charging-Vector: 2d834d66;orig-ioi="Type 1home.net"
                   ^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    if (isMisspelt(facts, 'P-Charging-Vector', 'icid-value')) return;
    for (const { params } of facts.paramLists('P-Charging-Vector')) {
      const first = params[0];
      if (first === undefined || first.nameLower === 'icid-value') continue;
      const icid = param(params, 'icid-value');
      if (icid !== undefined) {
        report(icid, 'The charging identifier icid-value must stand first.');
        continue;
      }
      const fix =
        first.valueNode === undefined ? { fix: insertFix('Put icid-value= in front', first.start, 'icid-value=') } : {};
      report(first, 'The charging identifier is missing; expected icid-value= here.', fix);
    }
  },
};
