import type { MessageRule } from './rule.ts';
import { sdpOf } from './shared/sdp.ts';

const MANDATORY = ['v', 'o', 's', 't'];

export const sdpMandatoryLine: MessageRule = {
  id: 'sdp-mandatory-line',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 8866 §5',
  doc: 'A session description has the lines v=, o=, s= and t= before its first media; without them it cannot be processed.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
o=- 1 1 IN IP4 10.0.0.1
s=-
t=0 0
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Content-Type: application/sdp

v=0
^^^
o=- 1 1 IN IP4 10.0.0.1
s=-
`,
  check(message, report) {
    const sdp = sdpOf(message);
    const first = sdp?.lines[0];
    if (sdp === undefined || first === undefined) return;
    const missing = MANDATORY.filter(type => !sdp.session.some(line => line.type === type));
    if (missing.length === 0) return;
    report(first, `The session description has no ${missing.map(type => `${type}=`).join(', no ')}.`);
  },
};
