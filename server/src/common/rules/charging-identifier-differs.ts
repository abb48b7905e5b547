import { type Param, param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import type { Facts } from './shared/facts.ts';
import { related, transactionsIn } from './shared/transactions.ts';

export const chargingIdentifierDiffers: DialogRule = {
  id: 'charging-identifier-differs',
  scope: 'dialog',
  headers: ['P-Charging-Vector'],
  severity: 'warning',
  spec: 'TS 29.165 §11.2',
  doc: 'The charging identifier of a response is that of its request; otherwise the records of both networks do not come together.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
P-Charging-Vector: icid-value=1

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
P-Charging-Vector: icid-value=1

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
P-Charging-Vector: icid-value=1

SIP/2.0 200 OK
Call-ID: 1@a
CSeq: 1 REGISTER
P-Charging-Vector: icid-value=2
                              ^

`,
  check(messages, report) {
    for (const { requests, responses } of transactionsIn(messages)) {
      const known = requests.flatMap(request => icidOf(request)?.value ?? []);
      const request = requests.find(one => icidOf(one) !== undefined);
      const wanted = request && icidOf(request);
      if (request === undefined || wanted === undefined) continue;
      for (const response of responses) {
        const icid = icidOf(response);
        if (icid?.value === undefined || known.includes(icid.value)) continue;
        report(response.message, icid.valueNode ?? icid, 'The charging identifier is not that of the request.', {
          related: [related(request, wanted, 'That of the request.')],
        });
      }
    }
  },
};

function icidOf(facts: Facts): Param | undefined {
  return facts.paramLists('P-Charging-Vector').flatMap(({ params }) => param(params, 'icid-value') ?? [])[0];
}
