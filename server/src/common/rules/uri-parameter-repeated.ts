import type { MessageRule } from './rule.ts';
import { removeParamFix } from './shared/fixes.ts';
import { urisOf } from './shared/uris.ts';

export const uriParameterRepeated: MessageRule = {
  id: 'uri-parameter-repeated',
  severity: 'error',
  spec: 'RFC 3261 §19.1.1',
  doc: 'A parameter name may stand only once in a URI; receivers differ in which of two they take.',
  good: `
INVITE sip:bob@home.net;transport=tcp;lr SIP/2.0
`,
  bad: `
INVITE sip:bob@home.net;transport=tcp;lr;transport=udp SIP/2.0
                                         ^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const uri of urisOf(message)) {
      const { params } = uri;
      if (params.length < 2) continue;
      const seen = new Map<string, string | undefined>();
      for (const one of params) {
        const { nameLower, value } = one;
        if (!seen.has(nameLower)) seen.set(nameLower, value);
        else {
          const fix = seen.get(nameLower) === value ? { fix: removeParamFix(message, one) } : {};
          report(one, `The parameter ${one.name} may stand only once in a URI.`, fix);
        }
      }
    }
  },
};
