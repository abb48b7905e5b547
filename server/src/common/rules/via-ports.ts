import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const viaPorts: MessageRule = {
  id: 'via-ports',
  headers: ['Via'],
  severity: 'error',
  spec: 'RFC 3261 §18.1.1',
  doc: 'Ports go from 1 to 65535; a response to any other port cannot be sent.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:65535;branch=z9hG4bK1
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1:65536;branch=z9hG4bK1
                          ^^^^^
`,
  check(message, report) {
    for (const via of factsOf(message).vias()) {
      const { port } = via;
      if (port === undefined || (port >= 1 && port <= 65535)) continue;
      report(via.portNode ?? via, 'A port goes from 1 to 65535.');
    }
  },
};
