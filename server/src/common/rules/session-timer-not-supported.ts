import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix, insertFix } from './shared/fixes.ts';
import { meansValue } from './shared/unknownValues.ts';

export const sessionTimerNotSupported: MessageRule = {
  id: 'session-timer-not-supported',
  headers: ['Session-Expires'],
  severity: 'warning',
  spec: 'RFC 4028 §7.1',
  doc: 'Who asks for a session timer lists timer in Supported.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Supported: timer
Session-Expires: 1800
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Supported: 100rel
Session-Expires: 1800
^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const facts = factsOf(message);
    const header = facts.first('Session-Expires');
    if (header === undefined || facts.request === undefined || facts.vias().length > 1) return;
    if (facts.item('Supported', 'timer') !== undefined || facts.item('Require', 'timer') !== undefined) return;
    if (meansValue(facts, 'timer')) return;
    const supported = facts.first('Supported');
    const fix =
      supported === undefined
        ? addHeaderFix(message, 'Supported', 'timer', 'Session-Expires')
        : insertFix('Add timer to Supported', supported.end, supported.raw === '' ? ' timer' : ', timer');
    report(header.nameNode, 'There is a session timer, but Supported does not list timer.', { fix });
  },
};
