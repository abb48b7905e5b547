import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { lengthsOf } from './shared/lengths.ts';

export const contentLength: MessageRule = {
  id: 'content-length',
  headers: ['Content-Length'],
  severity: 'error',
  spec: 'RFC 3261 §18.3',
  doc: 'Content-Length must not be larger than the body: over UDP the message is then refused, over TCP the receiver waits for octets that never come.',
  good: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain
Content-Length: 5

Hello`,
  bad: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain
Content-Length: 9999
                ^^^^

Hello`,
  check(message, report) {
    const length = factsOf(message).integer('Content-Length');
    if (length === undefined) return;
    const fitting = lengthsOf(factsOf(message));
    if (length.value <= Math.max(...fitting)) return;
    const wanted = String(fitting[0] ?? 0);
    const fix = replaceFix(`Set Content-Length to ${wanted}`, length.node, wanted);
    report(length.node, `Content-Length says ${length.value}, but the body has ${wanted} octets.`, { fix });
  },
};
