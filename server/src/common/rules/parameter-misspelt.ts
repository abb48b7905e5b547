import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { nearestParam, SHORTEST_MISSPELT, unknownParamsOf } from './shared/params.ts';

export const parameterMisspelt: MessageRule = {
  id: 'parameter-misspelt',
  severity: 'warning',
  spec: 'RFC 3261 §7.3.1',
  doc: 'The parameter is one or two letters away from a registered one; receivers ignore names that they do not know.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=600;x-lab=1
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expire=600
                              ^^^^^^
`,
  check(message, report) {
    for (const { row, param: one } of unknownParamsOf(factsOf(message))) {
      if (one.name.length < SHORTEST_MISSPELT || /^(g|sip)\./.test(one.nameLower)) continue;
      const meant = nearestParam(row, one.nameLower);
      if (meant === undefined) continue;
      const fix = replaceFix(`Change to ${meant}`, one.nameNode, meant);
      report(one.nameNode, `The parameter ${one.name} is not known in ${row.name}; did you mean ${meant}?`, { fix });
    }
  },
};
