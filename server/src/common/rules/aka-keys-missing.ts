import { param } from '../syntax/values.ts';
import { hopOf, isMw } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { challengesIn, paramValue } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const akaKeysMissing: MessageRule = {
  id: 'aka-keys-missing',
  headers: ['WWW-Authenticate'],
  severity: 'error',
  spec: 'TS 24.229 §5.4.1.2.1',
  doc: 'The S-CSCF adds ck and ik to an AKA challenge, from which the P-CSCF makes the security associations; without them it answers 500.',
  good: `
SIP/2.0 401 Unauthorized
# @hop Mw
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=AKAv1-MD5, ck="b40ba9a3c58b2a05bbf0d987b21bf8cb", ik="f769bcd751044604127672711c6d3441"
`,
  bad: `
SIP/2.0 401 Unauthorized
# @hop Mw
CSeq: 1 REGISTER
WWW-Authenticate: Digest realm="home.net", nonce="abc", algorithm=AKAv1-MD5
                                                                  ^^^^^^^^^
`,
  concerns: kind => kind.method === 'REGISTER',
  check(message, report, context) {
    const facts = factsOf(message);
    if (!isMw(hopOf(message, context)) || facts.method !== 'REGISTER') return;
    for (const challenge of challengesIn(facts)) {
      const algorithm = param(challenge.params, 'algorithm');
      // AKAv2 over TLS needs no security association (TS 33.203 Annex X).
      if (algorithm?.value === undefined || !/^AKAv1/i.test(algorithm.value)) continue;
      const missing = ['ck', 'ik'].filter(name => paramValue(challenge, name) === undefined);
      if (missing.length === 0) continue;
      report(algorithm.valueNode ?? algorithm, `The P-CSCF needs ${missing.join(' and ')} in an AKA challenge.`);
    }
  },
};
