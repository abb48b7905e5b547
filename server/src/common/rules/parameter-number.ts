import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.value === 'integer');

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
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (one.value === undefined || /^\d+$/.test(one.value) || one.valueNode === undefined) continue;
      report(one.valueNode, `The value of ${one.name} must be a number.`, { spec: row.spec });
    }
  },
};
