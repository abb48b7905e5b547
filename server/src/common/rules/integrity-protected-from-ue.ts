import { param } from '../syntax/values.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const integrityProtectedFromUe: MessageRule = {
  id: 'integrity-protected-from-ue',
  headers: ['Authorization'],
  severity: 'warning',
  spec: 'TS 24.229 §5.2.2.1',
  doc: 'The flag integrity-protected is written by the P-CSCF to tell the S-CSCF how the request came in; one sent by the UE is removed.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response="", integrity-protected="no"
                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report, context) {
    if (!isGm(hopOf(message, context))) return;
    for (const digest of credentialsIn(factsOf(message))) {
      const flag = param(digest.params, 'integrity-protected');
      if (flag === undefined) continue;
      report(flag, 'Only the P-CSCF writes integrity-protected, not the UE.', { fix: removeParamFix(message, flag) });
    }
  },
};
