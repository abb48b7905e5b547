import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { challengesIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const akaKeysToUe: MessageRule = {
  id: 'aka-keys-to-ue',
  headers: ['WWW-Authenticate'],
  severity: 'error',
  spec: 'TS 24.229 §5.2.2',
  doc: 'The keys ck and ik are for the P-CSCF, which takes them out before it forwards the challenge; a UE that sees them shows that the keys went over the air.',
  good: `
SIP/2.0 401 Unauthorized
# @hop Gm
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=AKAv1-MD5
`,
  bad: `
SIP/2.0 401 Unauthorized
# @hop Gm
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=AKAv1-MD5, ck="b40ba9a3c58b2a05bbf0d987b21bf8cb", ik="f769bcd751044604127672711c6d3441"
                                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report, context) {
    if (!isGm(hopOf(message, context))) return;
    for (const challenge of challengesIn(factsOf(message))) {
      for (const key of challenge.params.filter(one => one.nameLower === 'ck' || one.nameLower === 'ik')) {
        report(key, `The P-CSCF must remove ${key.nameLower} before the challenge goes to the UE.`, {
          fix: removeParamFix(message, key),
        });
      }
    }
  },
};
