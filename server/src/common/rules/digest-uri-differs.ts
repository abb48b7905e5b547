import { param, quote } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { credentialsIn, isAnswer } from './shared/digest.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const digestUriDiffers: MessageRule = {
  id: 'digest-uri-differs',
  headers: ['Authorization', 'Proxy-Authorization'],
  severity: 'warning',
  spec: 'RFC 3261 §22.4',
  doc: 'The digest uri is the Request-URI as the client sent it. Proxies may have changed the Request-URI, so only requests with one Via are checked.',
  good: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:home.net", response=""
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Authorization: Digest username="alice", realm="home.net", nonce="", uri="sip:other.net", response=""
                                                                        ^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest && kind.method !== 'ACK',
  check(message, report) {
    const facts = factsOf(message);
    const target = facts.request?.uri;
    // An ACK repeats the credentials of its INVITE.
    if (target === undefined || facts.vias().length !== 1 || facts.method === 'ACK') return;
    // A Request-URI that is wrong itself is no measure.
    if (target.headers.length > 0 || (facts.method === 'REGISTER' && target.user !== undefined)) return;
    for (const digest of credentialsIn(facts)) {
      const uri = param(digest.params, 'uri');
      if (uri?.value === undefined || uri.valueNode === undefined || sameTarget(uri.value, target.text)) continue;
      // The answer was computed over it, so only credentials without one can simply be changed.
      const fix = isAnswer(digest)
        ? {}
        : { fix: replaceFix('Copy the Request-URI', uri.valueNode, quote(target.text)) };
      report(uri.valueNode, `The digest uri is not the Request-URI ${target.text}.`, fix);
    }
  },
};

/** Escapes apart, equal but for the case of scheme and host. */
function sameTarget(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
