import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.value === 'none' && row.optionalValue !== true);

export const parameterFlagWithValue: MessageRule = {
  id: 'parameter-flag-with-value',
  severity: 'warning',
  spec: 'RFC 3261 §25.1',
  doc: 'This parameter says all by being there; a value after it is not foreseen.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK1;alias
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK1;alias=1
                                                ^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (one.valueNode === undefined) continue;
      const span = { start: one.nameNode.end, end: one.valueNode.end };
      report(one.valueNode, `The parameter ${one.name} takes no value.`, {
        spec: row.spec,
        fix: replaceFix('Remove the value', span, ''),
      });
    }
  },
};
