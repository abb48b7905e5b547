import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { isHarmlessInRequest } from './shared/harmless.ts';
import { forbiddenIn } from './shared/placements.ts';

export const headerOutOfPlace: MessageRule = {
  id: 'header-out-of-place',
  severity: 'warning',
  spec: 'RFC 3261 §20',
  doc: 'The header field has no meaning in this request; receivers ignore it, but it tells that the sender mixes up its messages.',
  good: `
REGISTER sip:home.net SIP/2.0
CSeq: 1 REGISTER
Max-Forwards: 70
`,
  bad: `
REGISTER sip:home.net SIP/2.0
CSeq: 1 REGISTER
Record-Route: <sip:proxy.home.net;lr>
^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest && forbiddenIn(kind).some(({ row }) => isHarmlessInRequest(row.name)),
  check(message, report) {
    const facts = factsOf(message);
    for (const { index, placement } of forbiddenIn(facts.kind)) {
      const header = facts.headers[index];
      if (header === undefined || !isHarmlessInRequest(header.name)) continue;
      report(header.nameNode, `${placement.reason}.`, { spec: placement.spec, fix: removeHeaderFix(message, header) });
    }
  },
};
