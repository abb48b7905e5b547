import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const mixedHeaderForms: MessageRule = {
  id: 'mixed-header-forms',
  severity: 'hint',
  spec: 'RFC 3261 §7.3.3',
  doc: 'A header field that is written in long and in compact form in one message is legal but easy to overlook.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
v: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
v: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bK2
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
v: SIP/2.0/UDP 10.0.0.2;branch=z9hG4bK2
^
`,
  check(message, report) {
    const { headers } = factsOf(message);
    if (!headers.some(header => isCompactForm(message.text, header.start))) return;
    const forms = new Map<string, boolean>();
    for (const header of headers) {
      const { row, name, start } = header;
      if (row?.compact === undefined) continue;
      const isCompact = isCompactForm(message.text, start);
      const before = forms.get(name);
      forms.set(name, before ?? isCompact);
      if (before === undefined || before === isCompact) continue;
      const text = before ? row.compact : row.name;
      const fix = replaceFix(`Write ${text}`, header.nameNode, text);
      report(header.nameNode, `${name} stands in long and in compact form in this message.`, { fix });
    }
  },
};

const COLON = /[ \t]*:/y;

/** One letter before the colon. */
function isCompactForm(text: string, start: number): boolean {
  COLON.lastIndex = start + 1;
  return COLON.test(text);
}
