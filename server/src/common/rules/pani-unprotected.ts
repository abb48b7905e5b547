import { param } from '../syntax/values.ts';
import { hopOf, isGm } from './hop.ts';
import type { MessageRule, RuleContext } from './rule.ts';
import { accessNetworksIn } from './shared/accessNetwork.ts';
import { credentialsIn, type Digest, isAka, isAnswer, paramValue } from './shared/digest.ts';
import { type Facts, factsOf } from './shared/facts.ts';

export const paniUnprotected: MessageRule = {
  id: 'pani-unprotected',
  headers: ['P-Access-Network-Info'],
  severity: 'warning',
  spec: 'TS 24.229 §5.1.1.2.1',
  doc: 'The UE tells its cell only over a protected connection. In a first REGISTER the header field can only come from the network, which marks it with network-provided.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response="", integrity-protected="no"
P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1;network-provided
`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Mw
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response="", integrity-protected="no"
P-Access-Network-Info: 3GPP-NR-TDD;utran-cell-id-3gpp=001010000010000000A1
^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report, context) {
    const facts = factsOf(message);
    if (facts.request?.method !== 'REGISTER' || !isUnprotected(facts, context) || isEmergency(facts)) return;
    for (const access of accessNetworksIn(facts)) {
      if (param(access.params, 'network-provided') !== undefined) continue;
      report(
        access.header.nameNode,
        'The UE must not tell its cell in an unprotected REGISTER; when the network does, it adds network-provided.',
      );
    }
  },
};

/** A first REGISTER: without any association on Gm, marked by the P-CSCF on Mw. */
function isUnprotected(facts: Facts, context: RuleContext): boolean {
  const credentials = credentialsIn(facts);
  if (credentials.some(isAnswer)) return false;
  if (isGm(hopOf(facts.message, context)))
    return hopOf(facts.message, context) === 'Gm-unprotected' && credentials.some(isAkaOrEmpty);
  return credentials.some(digest => paramValue(digest, 'integrity-protected')?.toLowerCase() === 'no');
}

function isAkaOrEmpty(digest: Digest): boolean {
  return isAka(digest) || paramValue(digest, 'nonce') === '';
}

function isEmergency(facts: Facts): boolean {
  return facts
    .addresses('Contact')
    .some(contact => contact.uri !== undefined && param(contact.uri.params, 'sos') !== undefined);
}
