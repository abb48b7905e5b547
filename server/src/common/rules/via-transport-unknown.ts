import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { unknownValues } from './shared/unknownValues.ts';

export const viaTransportUnknown: MessageRule = {
  id: 'via-transport-unknown',
  headers: ['Via'],
  severity: 'info',
  spec: 'RFC 3261 §20.42',
  doc: 'The transport is in no registry; the response will not find its way unless every hop knows it.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/TLS 10.0.0.1;branch=z9hG4bK1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/QUIC 10.0.0.1;branch=z9hG4bK1
             ^^^^
`,
  check(message, report) {
    for (const { span, value } of unknownValues(factsOf(message), 'transport')) {
      report(span, `${value} is not a registered transport; expected UDP, TCP, TLS, SCTP, TLS-SCTP, WS or WSS.`);
    }
  },
};
