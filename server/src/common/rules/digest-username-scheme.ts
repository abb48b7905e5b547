import { param, quote } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAnswer } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const digestUsernameScheme: MessageRule = {
  id: 'digest-username-scheme',
  headers: ['Authorization'],
  severity: 'warning',
  spec: 'TS 23.003 §13.3',
  doc: 'The username is the private identity, which has the form user@realm of a network access identifier and no "sip:" in front.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice@home.net", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="sip:alice@home.net", realm="home.net", nonce="", uri="sip:home.net", response=""
                               ^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const digest of credentialsIn(factsOf(message))) {
      const username = param(digest.params, 'username');
      if (username?.value === undefined || username.valueNode === undefined || !/^sips?:/i.test(username.value))
        continue;
      const identity = username.value.replace(/^sips?:/i, '');
      const fix = replaceFix('Remove the scheme', username.valueNode, quote(identity));
      // The answer was computed over it, so only credentials without one can simply be changed.
      const change = isAnswer(digest) ? { suggestion: fix } : { fix };
      report(username.valueNode, 'The username must be a private identity, without "sip:".', change);
    }
  },
};
