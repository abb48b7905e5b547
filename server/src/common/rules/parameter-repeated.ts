import type { Param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';
import { paramGroups } from './shared/params.ts';

export const parameterRepeated: MessageRule = {
  id: 'parameter-repeated',
  severity: 'error',
  spec: 'RFC 3261 §7.3.1',
  doc: 'A parameter name may stand only once in a value; receivers differ in which of two they take.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;q=0.5, <sip:alice@10.0.0.2>;q=0.5
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;expires=600;expires=3600
                                          ^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { header, params } of paramGroups(factsOf(message))) {
      // Primary and secondary charging functions have the same name (RFC 7315 §5.5).
      if (header.name === 'P-Charging-Function-Addresses') continue;
      if (!hasRepeated(params)) continue;
      const seen = new Set<string>();
      for (const one of params) {
        if (seen.has(one.nameLower)) {
          report(one, `The parameter ${one.name} may stand only once.`, { fix: removeParamFix(message, one) });
        }
        seen.add(one.nameLower);
      }
    }
  },
};

/** Short lists are compared without a set, as nearly all of them are. */
function hasRepeated(params: readonly Param[]): boolean {
  if (params.length > 16) return true;
  for (let i = 1; i < params.length; i++) {
    for (let j = 0; j < i; j++) if (params[i]?.nameLower === params[j]?.nameLower) return true;
  }
  return false;
}
