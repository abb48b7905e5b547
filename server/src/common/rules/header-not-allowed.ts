import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { isHarmlessInRequest, isHarmlessInResponse } from './shared/harmless.ts';
import { placementIn } from './shared/placements.ts';

export const headerNotAllowed: MessageRule = {
  id: 'header-not-allowed',
  severity: 'error',
  spec: 'RFC 3261 §20',
  doc: 'Each header field belongs in certain requests and responses only; elsewhere it has no meaning or a harmful one.',
  good: `
SIP/2.0 200 OK
CSeq: 1 REGISTER
Service-Route: <sip:scscf.home.net;lr>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
CSeq: 1 REGISTER
Service-Route: <sip:scscf.home.net;lr>
^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    const isHarmless = facts.request === undefined ? isHarmlessInResponse : isHarmlessInRequest;
    for (const header of facts.headers) {
      if (header.row === undefined || isHarmless(header.name)) continue;
      const verdict = placementIn(facts, header.row);
      if (verdict?.verdict !== 'forbidden') continue;
      const fix = removeHeaderFix(message, header);
      report(header.nameNode, `${verdict.reason}.`, { spec: verdict.spec, fix });
    }
  },
};
