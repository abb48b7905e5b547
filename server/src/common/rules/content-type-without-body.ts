import { bodyOf } from '../syntax/views.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeHeaderFix } from './shared/fixes.ts';

export const contentTypeWithoutBody: MessageRule = {
  id: 'content-type-without-body',
  headers: ['Content-Type'],
  severity: 'hint',
  spec: 'RFC 3261 §20.15',
  doc: 'Content-Type describes a body; without one it says nothing.',
  good: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain

Hello
`,
  bad: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain
^^^^^^^^^^^^
`,
  check(message, report) {
    const header = factsOf(message).first('Content-Type');
    if (header === undefined || (bodyOf(message)?.text ?? '') !== '') return;
    report(header.nameNode, 'There is no body, so Content-Type describes nothing.', {
      fix: removeHeaderFix(message, header),
    });
  },
};
