import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.value === 'hex' && row.digits !== undefined);

export const parameterDigits: MessageRule = {
  id: 'parameter-digits',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'The value has a fixed number of digits; receivers compare or store exactly so many.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=00000001, cnonce="1", response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", qop=auth, nc=1, cnonce="1", response="6629fae49393a05397450978507c4ef1"
                                                                                                        ^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (row.digits === undefined || one.value === undefined || one.value === '' || one.valueNode === undefined)
        continue;
      if (one.value.length === row.digits && /^[\da-f]+$/i.test(one.value)) continue;
      if (one.valueNode === undefined) continue;
      const missing = row.digits - one.value.length;
      const fix =
        one.nameLower === 'nc' && missing > 0 && /^[\da-f]+$/.test(one.value)
          ? { fix: replaceFix('Pad with zeros', one.valueNode, one.value.padStart(row.digits, '0')) }
          : {};
      report(one.valueNode, `The value of ${one.name} must have ${row.digits} digits.`, { spec: row.spec, ...fix });
    }
  },
};
