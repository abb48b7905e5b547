import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { urisOf } from './shared/uris.ts';

const KNOWN = ['udp', 'tcp', 'tls', 'sctp', 'tls-sctp', 'ws', 'wss'];

export const uriTransportUnknown: MessageRule = {
  id: 'uri-transport-unknown',
  severity: 'warning',
  spec: 'RFC 3261 §19.1.1',
  doc: 'The transport of this URI is in no registry, so requests to it cannot be sent.',
  good: `
OPTIONS sip:bob@home.net;transport=tcp SIP/2.0
`,
  bad: `
OPTIONS sip:bob@home.net;transport=upd SIP/2.0
                                   ^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    if (factsOf(message).request === undefined) return;
    for (const uri of urisOf(message)) {
      const transport = param(uri.params, 'transport');
      if (transport?.value === undefined || transport.valueNode === undefined) continue;
      if (KNOWN.includes(transport.value.toLowerCase())) continue;
      report(
        transport.valueNode,
        `${quoted(transport.value)} is no registered transport; expected udp, tcp, tls, sctp or ws.`,
      );
    }
  },
};
