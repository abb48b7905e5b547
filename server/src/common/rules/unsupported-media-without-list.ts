import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export const unsupportedMediaWithoutList: MessageRule = {
  id: 'unsupported-media-without-list',
  severity: 'error',
  spec: 'RFC 3261 §21.4.13',
  doc: 'A 415 says what would have been understood, in Accept, Accept-Encoding or Accept-Language.',
  good: `
SIP/2.0 415 Unsupported Media Type
CSeq: 1 INVITE
Accept: application/sdp
`,
  bad: `
SIP/2.0 415 Unsupported Media Type
        ^^^
CSeq: 1 INVITE
`,
  concerns: ({ code }) => code === 415,
  check(message, report) {
    const facts = factsOf(message);
    if (facts.status?.code !== 415) return;
    if (['Accept', 'Accept-Encoding', 'Accept-Language'].some(name => facts.has(name))) return;
    report(
      facts.subject,
      'The response must list what is understood; expected Accept, Accept-Encoding or Accept-Language.',
    );
  },
};
