import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

export const requestUriMethod: MessageRule = {
  id: 'request-uri-method',
  severity: 'error',
  spec: 'RFC 3261 §19.1.1',
  doc: 'The method of a request stands in its first word; a method parameter in the Request-URI is not allowed.',
  good: `
INVITE sip:bob@home.net;transport=tcp SIP/2.0
`,
  bad: `
INVITE sip:bob@home.net;method=INVITE SIP/2.0
                        ^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const { request } = factsOf(message);
    const one = request?.uri && param(request.uri.params, 'method');
    if (one === undefined) return;
    report(one, 'The parameter method does not belong in a Request-URI.', { fix: removeParamFix(message, one) });
  },
};
