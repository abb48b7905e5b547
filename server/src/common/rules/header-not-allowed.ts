import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { isHarmlessInRequest, isHarmlessInResponse } from './shared/harmless.ts';
import type { MessageKind } from './shared/outline.ts';
import { forbiddenIn } from './shared/placements.ts';

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
  concerns: kind => forbiddenIn(kind).some(({ row }) => !isHarmless(kind, row.name)),
  check(message, report) {
    const facts = factsOf(message);
    for (const { index, placement } of forbiddenIn(facts.kind)) {
      const header = facts.headers[index];
      if (header === undefined || isHarmless(facts.kind, header.name)) continue;
      report(header.nameNode, `${placement.reason}.`, { spec: placement.spec, fix: removeHeaderFix(message, header) });
    }
  },
};

function isHarmless(kind: MessageKind, name: string): boolean {
  return kind.isRequest ? isHarmlessInRequest(name) : isHarmlessInResponse(name);
}
