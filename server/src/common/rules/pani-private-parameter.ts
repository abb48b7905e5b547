import type { MessageRule, Span } from './rule.ts';
import { accessNetworksIn } from './shared/accessNetwork.ts';
import { factsOf } from './shared/facts.ts';
import { paramRow } from './shared/params.ts';

export const paniPrivateParameter: MessageRule = {
  id: 'pani-private-parameter',
  headers: ['P-Access-Network-Info'],
  severity: 'info',
  spec: 'RFC 7315 §5.4',
  doc: 'These parameters are private. They reach other networks and may show internal addresses there.',
  good: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: IEEE-802.11;i-wlan-node-id=0123456789ab
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
P-Access-Network-Info: IEEE-802.11;ue-ip=10.0.0.1;ue-port=5060
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const access of accessNetworksIn(factsOf(message))) {
      const { row } = access.header;
      if (row === undefined) continue;
      const isWhole = (one: Span): boolean =>
        !message.errors.some(error => error.end > one.start && error.start < one.end);
      const own = access.params.filter(one => paramRow(row, one.nameLower) === undefined && isWhole(one));
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) continue;
      const names = own
        .map(one => one.name)
        .slice(0, 6)
        .join(', ');
      report({ start: first.start, end: last.end }, `Private parameters leave the network here: ${names}.`);
    }
  },
};
