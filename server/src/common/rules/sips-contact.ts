import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';

export const sipsContact: MessageRule = {
  id: 'sips-contact',
  headers: ['Contact'],
  severity: 'error',
  spec: 'RFC 3261 §8.1.1.8',
  doc: 'When the Request-URI or the first Route is a SIPS URI, Contact must be one too, so that the way back is as secure as the way there.',
  good: `
INVITE sips:bob@home.net SIP/2.0
Contact: <sips:alice@10.0.0.1>
`,
  bad: `
INVITE sips:bob@home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>
          ^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request === undefined || facts.vias().length > 1) return;
    const isSecure = facts.request.uri?.scheme === 'sips' || facts.address('Route')?.uri?.scheme === 'sips';
    if (!isSecure) return;
    for (const { uri } of facts.addresses('Contact')) {
      if (uri?.schemeNode === undefined || uri.scheme !== 'sip') continue;
      report(uri.schemeNode, 'The Contact must be a SIPS URI, as the request goes to one.', {
        fix: replaceFix('Change to sips', uri.schemeNode, 'sips'),
      });
    }
  },
};
