import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter(
  'flag',
  row => row.value !== 'none' && row.value !== 'any' && row.optionalValue !== true,
);

export const parameterWithoutValue: MessageRule = {
  id: 'parameter-without-value',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'This parameter means nothing without a value.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=600
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires
                              ^^^^^^^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      report(one, `The parameter ${one.name} needs a value.`, { spec: row.spec });
    }
  },
};
