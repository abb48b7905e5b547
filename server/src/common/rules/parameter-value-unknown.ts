import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { hasValue } from './shared/namedValues.ts';
import { ParamFilter } from './shared/params.ts';

/** So many values are named in the sentence. */
const MOST = 6;

const PARAMS = new ParamFilter('value', row => row.closed === true && row.values !== undefined);

export const parameterValueUnknown: MessageRule = {
  id: 'parameter-value-unknown',
  severity: 'warning',
  spec: 'RFC 3261 §25.1',
  doc: 'Only certain values are defined for this parameter; anything else will not be understood.',
  good: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", stale=TRUE
`,
  bad: `
SIP/2.0 401 Unauthorized
WWW-Authenticate: Digest realm="home.net", nonce="abc", stale=yes
                                                              ^^^
`,
  check(message, report) {
    for (const { header, param: one, row } of PARAMS.in(factsOf(message))) {
      // Security mechanisms have rules that say more.
      if (header.name.startsWith('Security-')) continue;
      const { value } = one;
      if (row.values === undefined || value === undefined || hasValue(row.values, value)) continue;
      const { valueNode } = one;
      if (valueNode === undefined) continue;
      const meant = nearest(
        value,
        row.values.map(known => known.value),
      );
      const names = row.values.map(known => known.value);
      const more = names.length > MOST ? `${names.length - MOST} more` : names.splice(-1)[0];
      const expected = `${names.slice(0, MOST).join(', ')} or ${more}`;
      report(valueNode, `The parameter ${one.name} does not know "${value}"; expected ${expected}.`, {
        spec: row.spec,
        ...(meant === undefined
          ? {}
          : { fix: replaceFix(`Change to ${meant}`, valueNode, one.quoted ? `"${meant}"` : meant) }),
      });
    }
  },
};
