import { parseAuts } from '../auth/aka.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const autsLength: MessageRule = {
  id: 'auts-length',
  headers: ['Authorization'],
  severity: 'error',
  spec: 'RFC 3310 §3.4',
  doc: 'AUTS is 14 octets, the concealed sequence number and MAC-S, in base64: 20 characters that end with "=".',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="I1U8", uri="sip:home.net", response="", auts="uoU/PBM7gejUAluObEo="
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="I1U8", uri="sip:home.net", response="", auts="uoU/PBM7"
                                                                                                              ^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const auts = param(digest.params, 'auts');
      if (auts?.value === undefined || auts.valueNode === undefined || parseAuts(auts.value).ok) continue;
      report(auts.valueNode, 'The value of auts must be base64 of 14 octets.');
    }
  },
};
