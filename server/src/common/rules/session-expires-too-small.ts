import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const sessionExpiresTooSmall: MessageRule = {
  id: 'session-expires-too-small',
  headers: ['Session-Expires', 'Min-SE'],
  severity: 'error',
  spec: 'RFC 4028 §4',
  doc: 'A session interval is at least 90 seconds, so that refreshes do not flood the network; smaller ones are refused with 422.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Session-Expires: 1800;refresher=uac
Min-SE: 90
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Session-Expires: 60;refresher=uac
                 ^^
`,
  check(message, report) {
    for (const name of ['Session-Expires', 'Min-SE']) {
      const interval = factsOf(message).integer(name);
      if (interval === undefined || interval.value >= 90) continue;
      report(interval.node, `${name} must be at least 90 seconds.`, {
        fix: replaceFix('Set it to 90', interval.node, '90'),
      });
    }
  },
};
