import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const registerToScheme: MessageRule = {
  id: 'register-to-scheme',
  headers: ['To'],
  severity: 'warning',
  spec: 'RFC 3261 §10.2',
  doc: 'A registrar only knows SIP and SIPS identities and answers 400 to a To of any other kind.',
  good: `
REGISTER sip:home.net SIP/2.0
To: <sips:alice@home.net>
`,
  bad: `
REGISTER sip:home.net SIP/2.0
To: <isbn:2983792873>
     ^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER'),
  check(message, report) {
    const facts = factsOf(message);
    const uri = facts.request?.method === 'REGISTER' ? facts.address('To')?.uri : undefined;
    if (uri === undefined || ['sip', 'sips', 'tel'].includes(uri.scheme.toLowerCase())) return;
    report(uri.schemeNode ?? uri, `A registrar does not know ${uri.scheme} identities; expected sip or sips.`);
  },
};
