import { find, textOf } from '../syntax/tree.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

export const viaProtocolUnknown: MessageRule = {
  id: 'via-protocol-unknown',
  headers: ['Via'],
  severity: 'warning',
  spec: 'RFC 3261 §20.42',
  doc: 'A Via begins with the protocol and its version, which is always SIP/2.0.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.O/UDP 10.0.0.1;branch=z9hG4bK1
     ^^^^^^^
`,
  check(message, report) {
    for (const via of factsOf(message).vias()) {
      const node = find(via.node, 'protocol');
      if (node === undefined) continue;
      const text = textOf(message, node);
      if (text === 'SIP/2.0' || text.replace(/\s+/g, '').toUpperCase() === 'SIP/2.0') continue;
      report(node, `${quoted(text)} is no protocol of a Via; expected SIP/2.0.`, {
        fix: replaceFix('Change to SIP/2.0', node, 'SIP/2.0'),
      });
    }
  },
};
