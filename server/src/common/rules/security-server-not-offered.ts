import type { DialogRule } from './rule.ts';
import { type Mechanism, mechanismValue } from './shared/securityAgreement.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const securityServerNotOffered: DialogRule = {
  id: 'security-server-not-offered',
  scope: 'dialog',
  headers: ['Security-Server'],
  severity: 'error',
  spec: 'RFC 3329 §2.3.1',
  doc: 'The P-CSCF chooses a mechanism and algorithms that the UE offered; the UE has no use for any other.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Server: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=3;spi-s=4;port-c=5100;port-s=5101

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=6100;port-s=6101

SIP/2.0 401 Unauthorized
Call-ID: 1@a
CSeq: 1 REGISTER
Security-Server: ipsec-3gpp;alg=aes-gmac;spi-c=3;spi-s=4;port-c=5100;port-s=5101
^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      const request = requests.find(one => one.items('Security-Client').length > 0);
      const client = request?.first('Security-Client');
      if (request === undefined || client === undefined) continue;
      const offered = new Set(request.items('Security-Client').map(kindOf));
      for (const response of responses) {
        const chosen = response.items('Security-Server');
        const server = response.first('Security-Server');
        if (server === undefined || chosen.length === 0 || chosen.some(one => offered.has(kindOf(one)))) continue;
        report(response.message, server.nameNode, 'The UE offered none of these mechanisms with these algorithms.', {
          related: [related(request, client, 'The offer of the UE.')],
        });
      }
    }
  },
};

function kindOf(mechanism: Mechanism): string {
  return [mechanism.value.toLowerCase(), ...['alg', 'ealg'].map(name => mechanismValue(mechanism, name) ?? '')].join(
    ' ',
  );
}
