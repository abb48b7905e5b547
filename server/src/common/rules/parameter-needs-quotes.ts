import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { ParamFilter } from './shared/params.ts';

const PARAMS = new ParamFilter('value', row => row.quoted === true);

export const parameterNeedsQuotes: MessageRule = {
  id: 'parameter-needs-quotes',
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'The grammar asks for a quoted string here; without the quotes strict receivers refuse the header field.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc"
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm=home.net, nonce="abc"
                               ^^^^^^^^
`,
  check(message, report) {
    for (const { param: one, row } of PARAMS.in(factsOf(message))) {
      if (one.quoted || one.raw === undefined || one.valueNode === undefined) continue;
      const fix = replaceFix('Put quotes around it', one.valueNode, `"${one.raw}"`);
      report(one.valueNode, `The value of ${one.name} must stand in quotes.`, { spec: row.spec, fix });
    }
  },
};
