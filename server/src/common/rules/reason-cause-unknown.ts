import { reasonCauses } from '../registry/reasons.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { hasValue } from './shared/namedValues.ts';

export const reasonCauseUnknown: MessageRule = {
  id: 'reason-cause-unknown',
  headers: ['Reason'],
  severity: 'warning',
  spec: 'RFC 3326 §2',
  doc: 'The cause is a number of its protocol: a status code with SIP, a cause value from 1 to 127 with Q.850.',
  good: `
BYE sip:bob@home.net SIP/2.0
Reason: Q.850;cause=16;text="Normal call clearing"
`,
  bad: `
BYE sip:bob@home.net SIP/2.0
Reason: SIP;cause=16
                  ^^
`,
  check(message, report) {
    for (const { value, params } of factsOf(message).items('Reason')) {
      const cause = param(params, 'cause');
      const causes = reasonCauses(value);
      if (cause?.value === undefined || cause.valueNode === undefined || !/^\d+$/.test(cause.value)) continue;
      // Private causes exist; numbers out of the range of the protocol do not.
      if (causes.length === 0 || hasValue(causes, cause.value) || isInRange(value, Number(cause.value))) continue;
      report(
        cause.valueNode,
        `${value} has no cause ${cause.value}; expected ${RANGES[value.toUpperCase()]?.text ?? ''}.`,
      );
    }
  },
};

const RANGES: Readonly<Record<string, { readonly low: number; readonly high: number; readonly text: string }>> = {
  SIP: { low: 100, high: 699, text: 'a status code' },
  'Q.850': { low: 1, high: 127, text: 'a number from 1 to 127' },
};

/** Also true for a protocol whose range nobody fixed. */
function isInRange(protocol: string, cause: number): boolean {
  const range = RANGES[protocol.toUpperCase()];
  return range === undefined || (cause >= range.low && cause <= range.high);
}
