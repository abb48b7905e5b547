import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { knownParamsOf } from './shared/params.ts';

export const parameterNumber: MessageRule = {
  id: 'parameter-number',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'The value of this parameter is a number in decimal digits.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=600
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=ten
                                      ^^^
`,
  check(message, report) {
    for (const { param: one, row } of knownParamsOf(factsOf(message))) {
      if (row.value !== 'integer' || one.value === undefined || one.valueNode === undefined) continue;
      if (/^\d+$/.test(one.value)) continue;
      report(one.valueNode, `The value of ${one.name} must be a number.`, { spec: row.spec });
    }
  },
};
