import { statusCodeRow } from '../registry/index.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const statusCodeUnknown: MessageRule = {
  id: 'status-code-unknown',
  severity: 'info',
  spec: 'RFC 3261 §21',
  doc: 'The status code is in no registry; a client treats it like the x00 code of its class.',
  good: `
SIP/2.0 486 Busy Here
`,
  bad: `
SIP/2.0 499 Vendor Trouble
        ^^^
`,
  concerns: ({ code }) => code !== undefined && statusCodeRow(code) === undefined,
  check(message, report) {
    const { status } = factsOf(message);
    if (status === undefined || !(status.code >= 100 && status.code <= 699) || statusCodeRow(status.code) !== undefined)
      return;
    report(
      status.codeNode,
      `${status.code} is not a registered status code; clients treat it as ${Math.floor(status.code / 100)}00.`,
    );
  },
};
