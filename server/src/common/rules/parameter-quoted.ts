import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.quoted === false);

export const parameterQuoted: MessageRule = {
  id: 'parameter-quoted',
  severity: 'warning',
  spec: 'RFC 3261 §25.1',
  doc: 'The grammar asks for a bare token here; many receivers do not find the value when it is quoted.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", stale=true
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", stale="true"
                                                              ^^^^^^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (!one.quoted || one.value === undefined || one.valueNode === undefined) continue;
      const fix = /^[\w\-.!%*+`'~]+$/.test(one.value)
        ? { fix: replaceFix('Remove the quotes', one.valueNode, one.value) }
        : {};
      report(one.valueNode, `The value of ${one.name} must stand without quotes.`, { spec: row.spec, ...fix });
    }
  },
};
