import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { tagOf } from './shared/legacy.ts';
import { sdpOf, valuesOf } from './shared/sdp.ts';
import { meansValue } from './shared/unknownValues.ts';

export const sdpPreconditionNotSupported: MessageRule = {
  id: 'sdp-precondition-not-supported',
  headers: ['Content-Type'],
  severity: 'warning',
  spec: 'RFC 3312 §11',
  doc: 'A session description with preconditions goes with the option tag precondition, in Require when one of them is mandatory for the other side and in Supported otherwise.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Supported: precondition
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=curr:qos local none
a=des:qos mandatory local sendrecv
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
m=audio 49170 RTP/AVP 0
a=curr:qos local none
^^^^^^^^^^^^^^^^^^^^^
a=des:qos mandatory local sendrecv
`,
  concerns: kind => kind.isRequestOf('INVITE'),
  check(message, report) {
    const facts = factsOf(message);
    // Later messages of the dialog rely on the first one.
    if (facts.request?.method !== 'INVITE' || tagOf(facts, 'To') !== undefined) return;
    const line = (sdpOf(message)?.media ?? []).flatMap(section => valuesOf(section, 'curr'))[0]?.line;
    if (line === undefined) return;
    if (facts.item('Supported', 'precondition') !== undefined || facts.item('Require', 'precondition') !== undefined)
      return;
    if (meansValue(facts, 'precondition')) return;
    report(line, 'There are preconditions, but neither Supported nor Require lists precondition.');
  },
};
