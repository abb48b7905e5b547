import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { lengthsOf } from './shared/lengths.ts';

export const contentLengthShort: MessageRule = {
  id: 'content-length-short',
  headers: ['Content-Length'],
  severity: 'warning',
  spec: 'RFC 3261 §18.3',
  doc: 'When Content-Length is smaller than the body, the rest is thrown away over UDP and taken for the next message over TCP.',
  good: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain
Content-Length: 5

Hello`,
  bad: `
MESSAGE sip:bob@home.net SIP/2.0
Content-Type: text/plain
Content-Length: 2
                ^

Hello`,
  check(message, report) {
    const length = factsOf(message).integer('Content-Length');
    if (length === undefined) return;
    const fitting = lengthsOf(factsOf(message));
    if (fitting.includes(length.value) || length.value > Math.max(...fitting)) return;
    const wanted = String(fitting[0] ?? 0);
    const fix = replaceFix(`Set Content-Length to ${wanted}`, length.node, wanted);
    report(length.node, `Content-Length says ${length.value}, but the body has ${wanted} octets.`, { fix });
  },
};
