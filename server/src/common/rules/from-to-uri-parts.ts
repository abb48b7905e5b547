import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { removeParamFix } from './shared/fixes.ts';

const PARTS = ['maddr', 'ttl', 'transport', 'lr', 'method'];

export const fromToUriParts: MessageRule = {
  id: 'from-to-uri-parts',
  headers: ['From', 'To'],
  severity: 'info',
  spec: 'RFC 3261 §19.1.1',
  doc: 'From and To name users, so their URIs have no port, transport and the like; receivers ignore these parts, but some compare them.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
To: <sip:bob@home.net;user=phone>
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
To: <sip:bob@home.net;transport=tcp>
                      ^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequest,
  check(message, report) {
    const facts = factsOf(message);
    if (facts.request === undefined) return;
    for (const name of ['From', 'To']) {
      const uri = facts.address(name)?.uri;
      const one = uri?.params.find(candidate => PARTS.includes(candidate.nameLower));
      if (uri === undefined || one === undefined || !/^sips?$/.test(uri.scheme)) continue;
      report(one, `The parameter ${one.name} does not belong in ${name}.`, { fix: removeParamFix(message, one) });
    }
  },
};
