import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { isHarmlessInRequest } from './shared/harmless.ts';
import { placementIn } from './shared/placements.ts';

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
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request === undefined) return;
    for (const header of facts.headers) {
      if (header.row === undefined || !isHarmlessInRequest(header.name)) continue;
      const verdict = placementIn(facts, header.row);
      if (verdict?.verdict !== 'forbidden') continue;
      const fix = removeHeaderFix(message, header);
      report(header.nameNode, `${verdict.reason}.`, { spec: verdict.spec, fix });
    }
  },
};
