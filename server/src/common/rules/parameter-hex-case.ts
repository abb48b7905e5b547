import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.value === 'hex');

export const parameterHexCase: MessageRule = {
  id: 'parameter-hex-case',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'Digest values are hexadecimal in lower case (LHEX); as the hash is compared as text, capital letters do not match.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="abc", uri="sip:home.net", response="6629FAE49393A05397450978507C4EF1"
                                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (one.value === undefined || one.raw === undefined || !/[A-F]/.test(one.value)) continue;
      if (one.valueNode === undefined) continue;
      const fix = replaceFix('Write in lower case', one.valueNode, one.raw.toLowerCase());
      report(one.valueNode, `The hexadecimal digits of ${one.name} must be in lower case.`, { spec: row.spec, fix });
    }
  },
};
