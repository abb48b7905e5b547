import { findSubscriber } from '../config/configuration.ts';
import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAka, isAnswer, paramValue, responseDigits } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';

export const responseUnverified: MessageRule = {
  id: 'response-unverified',
  headers: ['Authorization'],
  severity: 'info',
  spec: 'RFC 3310 §3.3',
  doc: 'Whether an AKA response is right can only be told with the key of the subscriber; put K and OPc into sipwright.json to have it checked.',
  good: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice@home.net", realm="home.net", nonce="", uri="sip:home.net", response="", algorithm=AKAv1-MD5
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="alice@home.net", realm="home.net", nonce="I1U8", uri="sip:home.net", response="65e0e172a3a337dce31ca96319170247", algorithm=AKAv1-MD5
                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  check(message, report, { configuration }) {
    for (const digest of credentialsIn(factsOf(message))) {
      const response = param(digest.params, 'response');
      if (response === undefined || !isAka(digest) || !isAnswer(digest)) continue;
      // What has the wrong form is wrong anyhow.
      if (paramValue(digest, 'response')?.length !== responseDigits(digest)) continue;
      const username = paramValue(digest, 'username');
      if (findSubscriber(configuration, { username, realm: paramValue(digest, 'realm') })?.usim !== undefined) continue;
      report(response, 'This response cannot be verified without the key of the subscriber.');
    }
  },
};
