import type { MessageRule } from './rule.ts';
import { urisOf } from './shared/uris.ts';

export const uriPort: MessageRule = {
  id: 'uri-port',
  severity: 'error',
  spec: 'RFC 3261 §19.1.1',
  doc: 'Ports go from 1 to 65535; nothing can be sent to any other.',
  good: `
OPTIONS sip:bob@home.net:5060 SIP/2.0
`,
  bad: `
OPTIONS sip:bob@home.net:70000 SIP/2.0
                         ^^^^^
`,
  check(message, report) {
    for (const uri of urisOf(message)) {
      const { port } = uri;
      if (port === undefined || (port >= 1 && port <= 65535)) continue;
      report(uri.portNode ?? uri, 'A port goes from 1 to 65535.');
    }
  },
};
