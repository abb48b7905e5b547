import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { insertFix } from './shared/fixes.ts';
import { paramGroups } from './shared/params.ts';

export const featureTagPlus: MessageRule = {
  id: 'feature-tag-plus',
  headers: ['Contact', 'Accept-Contact', 'Reject-Contact', 'Feature-Caps'],
  severity: 'warning',
  spec: 'RFC 3840 §9',
  doc: 'A feature tag beyond the base set begins with "+"; without it the name is an ordinary parameter that nobody knows.',
  good: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;+g.3gpp.smsip
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Contact: <sip:alice@10.0.0.1>;g.3gpp.smsip
                              ^^^^^^^^^^^^
`,
  check(message, report) {
    for (const { header, params } of paramGroups(factsOf(message))) {
      if (!['Contact', 'Accept-Contact', 'Reject-Contact', 'Feature-Caps'].includes(header.name)) continue;
      for (const one of params) {
        if (!/^(g\.|sip\.)/.test(one.nameLower)) continue;
        report(one.nameNode, `The feature tag ${one.name} must begin with "+".`, {
          fix: insertFix('Put "+" in front', one.start, '+'),
        });
      }
    }
  },
};
