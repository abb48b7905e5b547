import { parseAuts } from '../auth/aka.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const resynchronisation: MessageRule = {
  id: 'resynchronisation',
  headers: ['Authorization'],
  severity: 'info',
  spec: 'RFC 3310 §3.4',
  doc: 'The parameter auts says that the sequence number of the challenge was out of range; the HSS resynchronises and a new challenge follows.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="I1U8", uri="sip:home.net", response="", algorithm=AKAv1-MD5, auts="uoU/PBM7gejUAluObEo="
                                                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const auts = param(digest.params, 'auts');
      if (auts?.value === undefined || !parseAuts(auts.value).ok) continue;
      report(auts, 'The UE asks for resynchronisation: the sequence number of the challenge was out of range.');
    }
  },
};
