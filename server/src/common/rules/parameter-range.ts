import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter(
  'value',
  row => row.value === 'integer' && (row.min !== undefined || row.max !== undefined),
);

export const parameterRange: MessageRule = {
  id: 'parameter-range',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'The number is outside of what its definition allows, so receivers cannot store or use it.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=4294967295
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=4294967296
                                      ^^^^^^^^^^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (!/^\d+$/.test(one.value ?? '')) continue;
      const value = Number(one.value);
      const { min = 0, max = Number.POSITIVE_INFINITY } = row;
      if ((value >= min && value <= max) || one.valueNode === undefined) continue;
      const range = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `from ${min} to ${max}`;
      report(one.valueNode, `The value of ${one.name} must be ${range}.`, { spec: row.spec });
    }
  },
};
