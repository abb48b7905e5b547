import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt } from './shared/params.ts';

export const sessionRefresherMissing: MessageRule = {
  id: 'session-refresher-missing',
  headers: ['Session-Expires'],
  severity: 'error',
  spec: 'RFC 4028 §9',
  doc: 'The 2xx that sets up a session timer says with refresher who refreshes, or nobody does.',
  good: `
SIP/2.0 200 OK
CSeq: 1 INVITE
Session-Expires: 1800;refresher=uac
`,
  bad: `
SIP/2.0 200 OK
CSeq: 1 INVITE
Session-Expires: 1800
                 ^^^^
`,
  concerns: ({ code = 0 }) => code >= 200 && code < 300,
  check(message, report) {
    const facts = factsOf(message);
    const interval = facts.integer('Session-Expires');
    if (interval === undefined || Math.floor((facts.status?.code ?? 0) / 100) !== 2) return;
    if (facts.paramLists('Session-Expires').some(({ params }) => param(params, 'refresher') !== undefined)) return;
    if (isMisspelt(facts, 'Session-Expires', 'refresher')) return;
    report(
      interval.node,
      'The response does not say who refreshes the session; expected ;refresher=uac or ;refresher=uas.',
    );
  },
};
