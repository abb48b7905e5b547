import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { type Mechanism, mechanismKey } from './shared/securityAgreement.ts';
import { related } from './shared/transactions.ts';

export const securityVerifyDiffers: DialogRule = {
  id: 'security-verify-differs',
  scope: 'dialog',
  headers: ['Security-Verify'],
  severity: 'error',
  spec: 'RFC 3329 §2.3.1',
  doc: 'Security-Verify repeats the list of Security-Server. The P-CSCF compares both to find out whether somebody weakened the offer, and answers 494 if they differ.',
  good: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
Security-Server: ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=5100;port-s=5101

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Security-Verify: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=5100;port-s=5101;q=0.9

`,
  bad: `
SIP/2.0 401 Unauthorized
Call-ID: 1@a
Security-Server: ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=5100;port-s=5101

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
Security-Verify: ipsec-3gpp;q=0.9;alg=hmac-sha-1-96;spi-c=1;spi-s=3;port-c=5100;port-s=5101
^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    let offer: Facts | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      if (facts.status !== undefined && facts.first('Security-Server') !== undefined) offer = facts;
      const verify = facts.first('Security-Verify');
      const server = offer?.first('Security-Server');
      if (facts.request === undefined || verify === undefined || offer === undefined || server === undefined) continue;
      if (listOf(facts, 'Security-Verify') === listOf(offer, 'Security-Server')) continue;
      const single = facts.every('Security-Verify').length === 1 && offer.every('Security-Server').length === 1;
      report(message, verify.nameNode, 'Security-Verify does not repeat the Security-Server of the challenge.', {
        related: [related(offer, server, 'Security-Server of the challenge.')],
        ...(single ? { suggestion: replaceFix('Copy Security-Server', verify.value, server.raw) } : {}),
      });
    }
  },
};

function listOf(facts: Facts, name: string): string {
  return facts
    .items(name)
    .map(mechanism => `${mechanismKey(mechanism)} ${preference(mechanism)}`)
    .sort()
    .join(' ');
}

/** As a number, so that 0.1 and 0.10 are the same. */
function preference({ params }: Mechanism): string {
  const q = param(params, 'q')?.value;
  return q === undefined ? '' : String(Number(q));
}
