import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { quoted } from './shared/sentences.ts';
import { OPTION_TAG_HEADERS, unknownValues } from './shared/unknownValues.ts';

export const optionTagUnknown: MessageRule = {
  id: 'option-tag-unknown',
  headers: OPTION_TAG_HEADERS,
  severity: 'info',
  spec: 'RFC 3261 §19.2',
  doc: 'The option tag is in no registry; in Require and Proxy-Require it makes every server answer 420.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Supported: 100rel, path
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Supported: com.example.lab, path
           ^^^^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { span, value } of unknownValues(factsOf(message), 'option-tag')) {
      report(span, `${quoted(value)} is no registered option tag.`);
    }
  },
};
