import type { MessageRule } from './rule.ts';
import { firstWord, sdpOf, valuesOf } from './shared/sdp.ts';

const PAIRS = [
  ['curr', 'des'],
  ['des', 'curr'],
] as const;

export const sdpPreconditionIncomplete: MessageRule = {
  id: 'sdp-precondition-incomplete',
  headers: ['Content-Type'],
  severity: 'error',
  spec: 'RFC 3312 §5',
  doc: 'Preconditions come in pairs: the current status (a=curr) and the desired one (a=des) of the same type.',
  good: `
INVITE sip:bob@home.net SIP/2.0
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
`,
  check(message, report) {
    for (const section of sdpOf(message)?.media ?? []) {
      const typesOf = (name: string): readonly string[] => valuesOf(section, name).map(one => firstWord(one.value));
      for (const [name, other] of PAIRS) {
        const known = typesOf(other);
        const line = valuesOf(section, name).find(one => !known.includes(firstWord(one.value)))?.line;
        if (line !== undefined) report(line, `A precondition needs both a=curr and a=des; a=${other} is missing.`);
      }
    }
  },
};
