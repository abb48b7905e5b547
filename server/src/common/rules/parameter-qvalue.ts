import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.value === 'qvalue');

export const parameterQvalue: MessageRule = {
  id: 'parameter-qvalue',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'A preference goes from 0 to 1 with at most three decimals.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;q=0.750
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;q=1.5
                                ^^^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (one.value === undefined) continue;
      if (/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(one.value) || one.valueNode === undefined) continue;
      report(one.valueNode, `The value of ${one.name} must be from 0 to 1 with at most three decimals.`, {
        spec: row.spec,
      });
    }
  },
};
