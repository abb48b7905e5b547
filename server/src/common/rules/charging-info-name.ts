import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const chargingInfoName: MessageRule = {
  id: 'charging-info-name',
  headers: ['P-Charging-Vector'],
  severity: 'warning',
  spec: 'TS 24.229 §7.2A.5',
  doc: 'The word access-network-charging-info is the name of a grammar rule that stands for parameters such as ggsn or eps-info; as a parameter it has no meaning.',
  good: `
REGISTER sip:home.net SIP/2.0
P-Charging-Vector: icid-value=2d834d66
`,
  bad: `
REGISTER sip:home.net SIP/2.0
P-Charging-Vector: icid-value=2d834d66;access-network-charging-info=test
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { params } of factsOf(message).paramLists('P-Charging-Vector')) {
      const one = param(params, 'access-network-charging-info');
      if (one === undefined) continue;
      report(one, 'This is the name of a grammar rule and no parameter.', { fix: removeParamFix(message, one) });
    }
  },
};
