import type { Address } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { exchangesIn, related, transactionsIn } from './shared/transactions.ts';

export const pathNotEchoed: DialogRule = {
  id: 'path-not-echoed',
  scope: 'dialog',
  headers: ['Path'],
  severity: 'warning',
  spec: 'RFC 3327 §5.3',
  doc: 'The registrar copies the Path of the REGISTER into its 200, so that every proxy on it sees what was stored.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Path: <sip:pcscf.home.net;lr>

SIP/2.0 200 OK
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Path: <sip:pcscf.home.net;lr>

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Path: <sip:pcscf.home.net;lr>

SIP/2.0 200 OK
Via: SIP/2.0/UDP p.net;branch=z9hG4bK1
Call-ID: 1@a
CSeq: 1 REGISTER
Path: <sip:other.home.net;lr>
      ^^^^^^^^^^^^^^^^^^^^^^^

`,
  check(messages, report) {
    for (const transaction of transactionsIn(messages)) {
      if (transaction.method !== 'REGISTER') continue;
      for (const { request, response } of exchangesIn(transaction)) {
        const own = request.addresses('Path');
        const echoed = response.addresses('Path');
        const [first] = echoed;
        if (response.status?.code !== 200 || own.length === 0 || first === undefined) continue;
        if (textsOf(own) === textsOf(echoed)) continue;
        report(response.message, first, 'This Path is not that of the REGISTER; expected it unchanged.', {
          related: own.slice(0, 1).map(path => related(request, path, 'Path of the REGISTER.')),
        });
      }
    }
  },
};

function textsOf(paths: readonly Address[]): string {
  return paths.map(path => path.uri?.text ?? '').join(' ');
}
