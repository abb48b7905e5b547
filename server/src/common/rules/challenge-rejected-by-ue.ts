import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAka, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const challengeRejectedByUe: MessageRule = {
  id: 'challenge-rejected-by-ue',
  headers: ['Authorization'],
  severity: 'info',
  spec: 'TS 24.229 §5.1.1.5.3',
  doc: 'An empty response to an AKA nonce says that the UE refused the challenge: the MAC in AUTN was wrong, most likely because K or OP differ between USIM and HSS.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice", realm="home.net", nonce="I1U8", uri="sip:home.net", response="", algorithm=AKAv1-MD5
                                                                                            ^^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const response = param(digest.params, 'response');
      if (response?.value !== '' || !isAka(digest) || (paramValue(digest, 'nonce') ?? '') === '') continue;
      if (paramValue(digest, 'auts') !== undefined) continue;
      report(response, 'The UE refuses the challenge: the network failed to authenticate itself.');
    }
  },
};
