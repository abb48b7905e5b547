import { OPTION_TAGS, optionTagRow } from '../registry/index.ts';
import { nearest } from '../registry/nearest.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

const HEADERS = ['Require', 'Proxy-Require', 'Supported', 'Unsupported'];

export const optionTagUnknown: MessageRule = {
  id: 'option-tag-unknown',
  headers: HEADERS,
  severity: 'info',
  spec: 'RFC 3261 §19.2',
  doc: 'The option tag is in no registry; in Require and Proxy-Require it makes every server answer 420.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Supported: 100rel, path
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
Supported: 100real, path
           ^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const name of HEADERS) {
      for (const item of facts.items(name)) {
        if (item.value === '' || optionTagRow(item.value) !== undefined) continue;
        const meant = nearest(
          item.value,
          OPTION_TAGS.map(row => row.tag),
        );
        report(
          item.valueNode,
          `${quoted(item.value)} is no registered option tag${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
          {
            ...(meant === undefined ? {} : { fix: replaceFix(`Change to ${meant}`, item.valueNode, meant) }),
          },
        );
      }
    }
  },
};
