import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const digestUriNotSip: MessageRule = {
  id: 'digest-uri-not-sip',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'error',
  spec: 'RFC 3261 §22.4',
  doc: 'The digest uri is a URI with its scheme, such as "sip:home.net", not a path or a bare domain as in other protocols.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="home.net", response=""
                                                                        ^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const uri = param(digest.params, 'uri');
      if (uri?.value === undefined || uri.valueNode === undefined || /^[a-z][a-z\d+\-.]*:/i.test(uri.value)) continue;
      report(uri.valueNode, 'The digest uri must begin with a scheme, as in "sip:home.net".');
    }
  },
};
