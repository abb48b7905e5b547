import type { MessageRule } from './rule.ts';
import { accessNetworksIn, cellCoding, cellOf } from './shared/accessNetwork.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const paniCellIdMissing: MessageRule = {
  id: 'pani-cell-id-missing',
  headers: ['P-Access-Network-Info'],
  severity: 'warning',
  spec: 'TS 24.229 §7.2A.4.3',
  doc: 'With a 3GPP radio access the cell is named: utran-cell-id-3gpp for NR, E-UTRAN and UTRAN, cgi-3gpp for GERAN. Emergency calls and charging depend on it.',
  good: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-NR-TDD
                       ^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const access of accessNetworksIn(facts)) {
      const coding = cellCoding(access.value);
      if (coding === undefined || cellOf(access, coding) !== undefined) continue;
      // In a header field with a syntax error it may be there and not be read.
      if (access.header.hasErrors && access.header.raw.includes(coding.name)) continue;
      if (isMisspelt(facts, access.header.name, coding.name)) continue;
      report(access.valueNode, `The access type ${access.value} comes with ${coding.name}.`);
    }
  },
};
