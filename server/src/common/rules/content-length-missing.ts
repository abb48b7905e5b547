import { contentLengths } from '../syntax/print.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix } from './shared/fixes.ts';
import { isThere } from './shared/misspelt.ts';

/** Transports where messages follow one another in a stream. */
const STREAMS: readonly string[] = ['TCP', 'TLS', 'TLS-SCTP'];

export const contentLengthMissing: MessageRule = {
  id: 'content-length-missing',
  headers: ['Via'],
  severity: 'warning',
  spec: 'RFC 3261 §20.14',
  doc: 'Over a stream such as TCP the end of a message is found by Content-Length alone, so it must be present, if only with 0.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK1
Content-Length: 0
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
^^^^^^^
Via: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK1
`,
  concerns: kind => !kind.has('Content-Length'),
  check(message, report) {
    const facts = factsOf(message);
    const transport = facts.vias()[0]?.transport;
    if (transport === undefined || !STREAMS.includes(transport) || isThere(facts, 'Content-Length')) return;
    const fix = addHeaderFix(message, 'Content-Length', String(contentLengths(message)[0] ?? 0));
    report(facts.subject, `Content-Length is missing; over ${transport} it must be present.`, { fix });
  },
};
