import type { MessageRule } from './rule.ts';
import { cellCoding, cellOf } from './shared/accessNetwork.ts';
import { factsOf } from './shared/facts.ts';

export const paniCellIdFormat: MessageRule = {
  id: 'pani-cell-id-format',
  headers: ['P-Access-Network-Info'],
  severity: 'warning',
  spec: 'TS 24.229 §7.2A.4.3',
  doc: 'The cell identity is MCC, MNC and fixed numbers of hexadecimal digits for area and cell, by access type; with any other length nobody can take it apart.',
  good: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=001010001000019C
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=0010100010
                                                           ^^^^^^^^^^
`,
  check(message, report) {
    for (const access of factsOf(message).items('P-Access-Network-Info')) {
      const coding = cellCoding(access.value);
      const cell = coding && cellOf(access, coding);
      if (coding === undefined || cell?.value === undefined || coding.format.test(cell.value)) continue;
      report(cell.valueNode ?? cell, `The cell identity for ${access.value} is ${coding.parts}.`);
    }
  },
};
