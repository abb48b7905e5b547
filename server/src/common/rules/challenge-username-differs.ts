import type { Param } from '../syntax/values.ts';
import { param } from '../syntax/values.ts';
import type { DialogRule } from './rule.ts';
import { credentialsIn } from './shared/digest.ts';
import { type Facts, factsOf } from './shared/facts.ts';
import { foreignIdentitiesIn } from './shared/foreignIdentities.ts';
import { quoted } from './shared/sentences.ts';
import { related } from './shared/transactions.ts';

export const challengeUsernameDiffers: DialogRule = {
  id: 'challenge-username-differs',
  scope: 'dialog',
  headers: ['Authorization'],
  concerns: kind => kind.isRequestOf('REGISTER'),
  severity: 'error',
  spec: 'TS 24.229 §5.1.1.5.1',
  doc: 'The authentication vector of a challenge is made for the private identity that asked; an answer in the name of another one cannot be right.',
  good: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Authorization: Digest username="alice@home.net", realm="home.net", nonce="", uri="sip:home.net", response=""

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="alice@home.net", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"

`,
  bad: `
REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 1 REGISTER
Authorization: Digest username="alice@home.net", realm="home.net", nonce="", uri="sip:home.net", response=""

REGISTER sip:home.net SIP/2.0
Call-ID: 1@a
CSeq: 2 REGISTER
Authorization: Digest username="bob@home.net", realm="home.net", nonce="abc", uri="sip:home.net", response="6629fae49393a05397450978507c4ef1"
                               ^^^^^^^^^^^^^^

`,
  check(messages, report) {
    let before: { readonly facts: Facts; readonly name: Param } | undefined;
    for (const message of messages) {
      const facts = factsOf(message);
      if (facts.request?.method !== 'REGISTER') continue;
      const [digest] = credentialsIn(facts);
      const name = digest && param(digest.params, 'username');
      if (name?.value === undefined || name.value === '' || name.value.startsWith('sip:')) continue;
      // Said already: it is not even that of the identity in To.
      if (foreignIdentitiesIn(facts).length > 0) continue;
      if (before !== undefined && before.name.value !== name.value) {
        const text = `The username is not that of the REGISTER before; expected ${quoted(before.name.value ?? '')}.`;
        report(message, name.valueNode ?? name, text, {
          related: [related(before.facts, before.name, 'The private identity that was challenged.')],
        });
      } else before = { facts, name };
    }
  },
};
