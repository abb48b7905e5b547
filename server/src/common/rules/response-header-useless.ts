import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';
import { isHarmlessInResponse } from './shared/harmless.ts';
import { placementIn } from './shared/placements.ts';

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
  check(message, report) {
    const facts = factsOf(message);
    if (facts.status === undefined) return;
    for (const header of facts.headers) {
      if (header.row === undefined || !isHarmlessInResponse(header.name)) continue;
      const verdict = placementIn(facts, header.row);
      if (verdict?.verdict !== 'forbidden') continue;
      const fix = removeHeaderFix(message, header);
      report(header.nameNode, `${verdict.reason}.`, { spec: verdict.spec, fix });
    }
  },
};
