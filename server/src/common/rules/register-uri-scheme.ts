import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const registerUriScheme: MessageRule = {
  id: 'register-uri-scheme',
  severity: 'error',
  spec: 'RFC 3261 §10.2',
  doc: 'The Request-URI of a REGISTER is the SIP or SIPS URI of the domain that registers; a telephone number or a service has no registrar.',
  good: `
REGISTER sips:home.net SIP/2.0
`,
  bad: `
REGISTER tel:+12015550001 SIP/2.0
         ^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const { request } = factsOf(message);
    const uri = request?.uri;
    if (request?.method !== 'REGISTER' || (uri?.scheme !== 'tel' && uri?.scheme !== 'urn')) return;
    report(uri, 'The Request-URI of a REGISTER must be a SIP or SIPS URI, the home domain.');
  },
};
