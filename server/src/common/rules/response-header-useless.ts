import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { isHarmlessInResponse } from './shared/harmless.ts';
import { forbiddenIn } from './shared/placements.ts';

export const responseHeaderUseless: MessageRule = {
  id: 'response-header-useless',
  severity: 'info',
  spec: 'RFC 3261 §20',
  doc: 'The header field says nothing in this response; many servers copy it from the request all the same, and receivers ignore it.',
  good: `
SIP/2.0 200 OK
CSeq: 1 OPTIONS
`,
  bad: `
SIP/2.0 200 OK
CSeq: 1 OPTIONS
Max-Forwards: 70
^^^^^^^^^^^^
`,
  concerns: kind => !kind.isRequest && forbiddenIn(kind).some(({ row }) => isHarmlessInResponse(row.name)),
  check(message, report) {
    const facts = factsOf(message);
    for (const { index, placement } of forbiddenIn(facts.kind)) {
      const header = facts.headers[index];
      if (header === undefined || !isHarmlessInResponse(header.name)) continue;
      report(header.nameNode, `${placement.reason}.`, { spec: placement.spec, fix: removeHeaderFix(message, header) });
    }
  },
};
