import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const registerUriUser: MessageRule = {
  id: 'register-uri-user',
  severity: 'error',
  spec: 'RFC 3261 §10.2',
  doc: 'The Request-URI of a REGISTER names the domain of the registrar; a user part and "@" must not stand in it.',
  good: `
REGISTER sip:home.net SIP/2.0
`,
  bad: `
REGISTER sip:alice@home.net SIP/2.0
             ^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const { request } = factsOf(message);
    const user = request?.uri?.userNode;
    const host = request?.uri?.hostNode;
    if (request?.method !== 'REGISTER' || user === undefined || host === undefined) return;
    const fix = replaceFix('Remove the user part', { start: user.start, end: host.start }, '');
    report(user, 'The Request-URI of a REGISTER is the domain alone, without a user part.', { fix });
  },
};
