import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

const HEADERS = ['P-Asserted-Identity', 'P-Preferred-Identity'];

export const assertedIdentityValues: MessageRule = {
  id: 'asserted-identity-values',
  headers: HEADERS,
  severity: 'error',
  spec: 'RFC 3325 §9.1',
  doc: 'There are one or two identities; if two, one is a SIP or SIPS URI and the other a tel URI.',
  good: `
INVITE sip:bob@home.net SIP/2.0
P-Asserted-Identity: <sip:alice@home.net>, <tel:+12125551212>
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
P-Asserted-Identity: <sip:alice@home.net>, <sip:carol@home.net>
                                           ^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const name of HEADERS) {
      let [sip, tel] = [0, 0];
      for (const address of facts.addresses(name)) {
        const isTel = address.uri?.scheme === 'tel';
        if (isTel) tel++;
        else sip++;
        if ((isTel ? tel : sip) < 2) continue;
        report(address, `${name} has at most one SIP URI and one tel URI.`);
      }
    }
  },
};
