import { hopOf, isMw } from './hop.ts';
import type { DocumentRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

/** A trace that somebody pasted, not a long capture. */
const SHORT = 100;

export const traceIncomplete: DocumentRule = {
  id: 'trace-incomplete',
  scope: 'document',
  severity: 'info',
  spec: 'TS 24.229 §5.1.1.3',
  doc: 'After a registration the UE subscribes to its registration state (event package reg), and behind the scenes the core asks the HSS over Cx. A trace from inside the core with neither shows a part of the story only.',
  good: `
SIP/2.0 200 OK
# @hop Mw
CSeq: 2 REGISTER
P-Associated-URI: <sip:alice@home.net>

SUBSCRIBE sip:alice@home.net SIP/2.0
CSeq: 1 SUBSCRIBE
Event: reg

`,
  bad: `
SIP/2.0 200 OK
        ^^^
# @hop Mw
CSeq: 2 REGISTER
P-Associated-URI: <sip:alice@home.net>

`,
  most: SHORT,
  concerns: kind =>
    kind.method === 'SUBSCRIBE' || kind.method === 'NOTIFY' || (kind.isResponseTo('REGISTER') && kind.code === 200),
  check(messages, report, context) {
    const all = messages.map(factsOf);
    if (all.some(facts => facts.method === 'SUBSCRIBE' || facts.method === 'NOTIFY')) return;
    const last = all.findLast(
      facts => facts.method === 'REGISTER' && facts.status?.code === 200 && isMw(hopOf(facts.message, context)),
    );
    if (last === undefined) return;
    report(
      last.message,
      last.subject,
      'No subscription to the registration state and no Cx message follows in this file.',
    );
  },
};
