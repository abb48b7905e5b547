import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';
import { misspeltValues } from './shared/unknownValues.ts';

export const valueMisspelt: MessageRule = {
  id: 'value-misspelt',
  severity: 'warning',
  spec: 'RFC 3261 §20',
  doc: 'The value is one or two letters away from a registered one: a method, an option tag, an event package, a media type. Receivers know the registered one only.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Supported: 100rel, path, com.example.lab
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Supported: 100real, path
           ^^^^^^^
`,
  check(message, report) {
    for (const { span, title, value, meant = '', spec } of misspeltValues(factsOf(message))) {
      report(span, `${quoted(value)} is no registered ${title}; did you mean ${meant}?`, {
        ...(spec === undefined ? {} : { spec }),
        fix: replaceFix(`Change to ${meant}`, span, meant),
      });
    }
  },
};
