import { nearest } from '../registry/nearest.ts';
import type { HeaderRow } from '../registry/types.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { hasValue } from './shared/namedValues.ts';
import { quoted } from './shared/sentences.ts';

/** Lists of names that others than this rule check, or that nobody can list. */
const ELSEWHERE = [
  'Require',
  'Proxy-Require',
  'Supported',
  'Unsupported',
  'Event',
  'Subscription-State',
  'P-Access-Network-Info',
  'Security-Client',
  'Security-Server',
  'Security-Verify',
  'Accept-Language',
  'Content-Language',
  'Authorization',
  'Proxy-Authorization',
  'WWW-Authenticate',
  'Proxy-Authenticate',
  'Accept',
  'Content-Type',
  'P-Visited-Network-ID',
  'Suppress-If-Match',
  'SIP-If-Match',
  'P-Preferred-Service',
  'P-Asserted-Service',
  'Resource-Priority',
  'Accept-Resource-Priority',
  'Allow-Events',
  'Via',
  'Warning',
  'Feature-Caps',
  'Accept-Contact',
  'Reject-Contact',
];
const SHAPES = ['token', 'tokenList', 'tokenParams', 'tokenParamsList', 'semicolonTokenList'];

export const valueUnknown: MessageRule = {
  id: 'value-unknown',
  severity: 'info',
  spec: 'RFC 3261 §20',
  doc: 'The value is none of those that are registered for this header field; receivers ignore it or treat it like the default.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Privacy: id
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Privacy: ident
         ^^^^^
`,
  concerns: ({ outline }) => outline.rows.some(row => row !== undefined && isChecked(row)),
  check(message, report) {
    const facts = factsOf(message);
    for (const { name, row } of facts.headers) {
      const values = row?.values ?? [];
      if (row === undefined || !isChecked(row)) continue;
      for (const item of facts.items(name)) {
        if (item.value === '' || hasValue(values, item.value)) continue;
        const meant = nearest(
          item.value,
          values.map(known => known.value),
        );
        report(
          item.valueNode,
          `${quoted(item.value)} is no registered value of ${name}${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
          {
            spec: row.spec,
            ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, item.valueNode, meant) }),
          },
        );
      }
    }
  },
};

function isChecked({ name, shape, values }: HeaderRow): boolean {
  return values !== undefined && values.length > 0 && !ELSEWHERE.includes(name) && SHAPES.includes(shape);
}
