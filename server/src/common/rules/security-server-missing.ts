import type { SipMessage } from '../syntax/message.ts';
import { hopOf, isGm } from './hop.ts';
import type { DialogRule, RuleContext } from './rule.ts';
import { challengesIn, type Digest, paramValue } from './shared/digest.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { isThere } from './shared/misspelt.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const securityServerMissing: DialogRule = {
  id: 'security-server-missing',
  scope: 'dialog',
  lone: true,
  headers: ['Security-Client', 'WWW-Authenticate'],
  severity: 'error',
  spec: 'TS 33.203 §7.2',
  doc: 'The P-CSCF answers the Security-Client of a REGISTER with Security-Server in the 401; a UE that gets none gives up and starts anew with another Call-ID.',
  good: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
# @hop Gm
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Server: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=3;spi-s=4;port-c=5100;port-s=5101

`,
  bad: `
REGISTER sip:home.net SIP/2.0
# @hop Gm
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
        ^^^
# @hop Gm
Call-ID: 1@a
CSeq: 1 REGISTER

`,
  check(messages, report, context) {
    const offers = offersIn(messages, context);
    for (const message of messages) {
      const facts = factsOf(message);
      const { status, method } = facts;
      if (status?.code !== 401 || method !== 'REGISTER' || isThere(facts, 'Security-Server')) continue;
      if (!isGm(hopOf(message, context))) continue;
      const request = offers.get(facts);
      const client = request?.first('Security-Client');
      // A request that offers nothing is at fault itself; without it the challenge shows that AKA was meant.
      if (request !== undefined && client !== undefined) {
        const text = 'The UE offered a security agreement, but Security-Server is missing.';
        report(message, facts.subject, text, { related: [related(request, client, 'The offer of the UE.')] });
      } else if (request === undefined && challengesIn(facts).some(isAkaV1)) {
        report(
          message,
          facts.subject,
          'Security-Server is missing; the challenge to the UE names the mechanisms of the P-CSCF.',
        );
      }
    }
  },
};

/** SIP Digest and AKA over TLS need no security associations (TS 33.203 Annexes N, O and X). */
function isAkaV1(digest: Digest): boolean {
  return /^AKAv1/i.test(paramValue(digest, 'algorithm') ?? '');
}

/** The requests on Gm by the responses to them. */
function offersIn(messages: readonly SipMessage[], context: RuleContext): ReadonlyMap<Facts, Facts> {
  const offers = new Map<Facts, Facts>();
  for (const { requests, responses } of transactionsIn(messages)) {
    const request = requests.find(one => isGm(hopOf(one.message, context)));
    if (request !== undefined) for (const response of responses) offers.set(response, request);
  }
  return offers;
}
