import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

export const paniAccessTypeUnknown: MessageRule = {
  id: 'pani-access-type-unknown',
  headers: ['P-Access-Network-Info'],
  severity: 'warning',
  spec: 'TS 24.229 §7.2A.4.2',
  doc: 'The access type is in no list, so networks cannot tell what kind of access it is.',
  good: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: IEEE-802.11
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-LTE-FDD
                       ^^^^^^^^^^^^
`,
  check(message, report) {
    for (const access of factsOf(message).items('P-Access-Network-Info')) {
      const known = access.header.row?.values ?? [];
      if (known.length === 0 || known.some(row => row.value.toLowerCase() === access.value.toLowerCase())) continue;
      const meant = nearest(
        inNamesOf3gpp(access.value),
        known.map(row => row.value),
      );
      report(
        access.valueNode,
        `${quoted(access.value)} is no known access type${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
        {
          ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, access.valueNode, meant) }),
        },
      );
    }
  },
};

/** The names that people use for radio technologies instead of those of the standard. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bLTE\b/i, 'E-UTRAN'],
  [/\b5G\b/i, 'NR'],
  [/\bUMTS\b/i, 'UTRAN'],
  [/\bGSM\b/i, 'GERAN'],
];

function inNamesOf3gpp(value: string): string {
  return NAMES.reduce((text, [name, official]) => text.replace(name, official), value);
}
