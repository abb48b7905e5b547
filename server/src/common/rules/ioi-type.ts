import { param } from '../syntax/values.ts';
import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const ioiType: MessageRule = {
  id: 'ioi-type',
  headers: ['P-Charging-Vector'],
  severity: 'warning',
  spec: 'TS 24.229 §7.2A.5',
  doc: 'In a registration the inter operator identifiers are of type 1 (between visited and home network) and say so: "Type 1" stands in front of the name, in quotes.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
P-Charging-Vector: icid-value=2d834d66;orig-ioi="Type 1visited.net"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
P-Charging-Vector: icid-value=2d834d66;orig-ioi=visited.net
                                       ^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.method === 'REGISTER',
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.method !== 'REGISTER' || !isMw(hopOf(message, context))) return;
    for (const { params } of facts.paramLists('P-Charging-Vector')) {
      for (const name of ['orig-ioi', 'term-ioi']) {
        const ioi = param(params, name);
        if (ioi?.value === undefined || /^Type ?[123]/i.test(ioi.value)) continue;
        const fix = replaceFix('Add "Type 1"', ioi, `${name}="Type 1${ioi.value}"`);
        report(ioi, `The value of ${name} has no type; expected "Type 1${ioi.value}".`, { fix });
      }
    }
  },
};
