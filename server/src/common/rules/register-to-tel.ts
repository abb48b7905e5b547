import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const registerToTel: MessageRule = {
  id: 'register-to-tel',
  headers: ['To'],
  severity: 'error',
  spec: 'RFC 3261 §10.2',
  doc: 'To of a REGISTER names the identity to register, which must be a SIP or SIPS URI; a tel URI is registered along with it.',
  good: `
REGISTER sip:home.net SIP/2.0
To: <sip:alice@home.net>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
To: <tel:+12125551212>
     ^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const uri = facts.request?.method === 'REGISTER' ? facts.address('To')?.uri : undefined;
    if (uri?.scheme.toLowerCase() !== 'tel') return;
    report(uri.schemeNode ?? uri, 'To of a REGISTER must be a SIP or SIPS URI.');
  },
};
