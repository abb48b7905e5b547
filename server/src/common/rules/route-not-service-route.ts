import { hopOf, isGm } from './hop.ts';
import type { DocumentRule } from './rule.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { tagOf } from './shared/legacy.ts';
import { related } from './shared/transactions.ts';

/** A trace that somebody pasted, not a long capture. */
const SHORT = 100;

export const routeNotServiceRoute: DocumentRule = {
  id: 'route-not-service-route',
  scope: 'document',
  severity: 'warning',
  spec: 'TS 24.229 §5.1.2A.1.1',
  doc: 'The Route of a request consists of the P-CSCF and behind it the Service-Route of the registration, in order. Otherwise the request does not reach the S-CSCF of the user.',
  good: `
SIP/2.0 200 OK
# @hop Gm
CSeq: 2 REGISTER
Service-Route: <sip:orig@scscf.home.net;lr>

INVITE sip:bob@home.net SIP/2.0
# @hop Gm
Route: <sip:pcscf.home.net:5101;lr>, <sip:orig@scscf.home.net;lr>

`,
  bad: `
SIP/2.0 200 OK
# @hop Gm
CSeq: 2 REGISTER
Service-Route: <sip:orig@scscf.home.net;lr>

INVITE sip:bob@home.net SIP/2.0
# @hop Gm
Route: <sip:pcscf.home.net:5101;lr>, <sip:scscf.other.net;lr>
^^^^^

`,
  most: SHORT,
  concerns: kind =>
    kind.method === 'REGISTER' ? kind.code === 200 && kind.has('Service-Route') : kind.isRequest && kind.has('Route'),
  check(messages, report, context) {
    let granted: Facts | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      if (!isGm(hopOf(message, context))) continue;
      if (facts.method === 'REGISTER') {
        if (facts.status?.code === 200 && facts.first('Service-Route') !== undefined) granted = facts;
        continue;
      }
      const route = facts.first('Route');
      const service = granted?.first('Service-Route');
      if (route === undefined || granted === undefined || service === undefined || facts.request === undefined)
        continue;
      // Inside a dialog the route set of the dialog counts.
      if (tagOf(facts, 'To') !== undefined || routes(facts, 'Route').endsWith(routes(granted, 'Service-Route')))
        continue;
      report(message, route.nameNode, 'Route does not end with the Service-Route of the registration.', {
        related: [related(granted, service, 'The Service-Route.')],
      });
    }
  },
};

function routes(facts: Facts, name: string): string {
  return facts
    .addresses(name)
    .map(route => (route.uri?.text ?? '').toLowerCase())
    .join(' ');
}
