import { bodyOf } from '../syntax/views.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix } from './shared/fixes.ts';
import { headersInBody } from './shared/headersInBody.ts';
import { isThere } from './shared/misspelt.ts';

export const contentTypeMissing: MessageRule = {
  id: 'content-type-missing',
  severity: 'error',
  spec: 'RFC 3261 §20.15',
  doc: 'A body without Content-Type cannot be read; the header field must be present as soon as the body is not empty.',
  good: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain
Content-Length: 4

Hi!
`,
  bad: `
MESSAGE sip:bob@home.net SIP/2.0
^^^^^^^
Content-Length: 4

Hi!
`,
  concerns: kind => !kind.has('Content-Type'),
  check(message, report) {
    const facts = factsOf(message);
    const body = bodyOf(message);
    if (body === undefined || body.text.trim() === '' || isThere(facts, 'Content-Type')) return;
    // What stands there is no body, and another rule says so.
    if (headersInBody(facts).length > 0) return;
    const isSdp = body.text.startsWith('v=0');
    report(facts.subject, 'There is a body but no Content-Type.', {
      ...(isSdp ? { fix: addHeaderFix(message, 'Content-Type', 'application/sdp', 'Content-Length') } : {}),
    });
  },
};
