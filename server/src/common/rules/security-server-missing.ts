import { hopOf, isGm } from './hop.ts';
import type { DialogRule } from './rule.ts';
import { isThere } from './shared/misspelt.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const securityServerMissing: DialogRule = {
  id: 'security-server-missing',
  scope: 'dialog',
  headers: ['Security-Client'],
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
    for (const { method, requests, responses } of transactionsIn(messages)) {
      const request = requests.find(one => one.has('Security-Client') && isGm(hopOf(one.message, context)));
      const client = request?.first('Security-Client');
      if (method !== 'REGISTER' || request === undefined || client === undefined) continue;
      for (const response of responses) {
        if (
          response.status?.code !== 401 ||
          !isGm(hopOf(response.message, context)) ||
          isThere(response, 'Security-Server')
        )
          continue;
        report(
          response.message,
          response.subject,
          'The UE offered a security agreement, but Security-Server is missing.',
          {
            related: [related(request, client, 'The offer of the UE.')],
          },
        );
      }
    }
  },
};
