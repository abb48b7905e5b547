import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { related } from './shared/transactions.ts';

export const atcfPath: MessageRule = {
  id: 'atcf-path',
  headers: ['Feature-Caps'],
  severity: 'warning',
  spec: 'TS 24.237 §6A.4.2',
  doc: 'An ATCF that announces itself in Feature-Caps is on the path of the registration: its g.3gpp.atcf-path URI is the one that it put into Path.',
  good: `
REGISTER sip:home.net SIP/2.0
Path: <sip:atcf@visited.net;lr>
Feature-Caps: *;+g.3gpp.atcf-path="<sip:atcf@visited.net;lr>"
`,
  bad: `
REGISTER sip:home.net SIP/2.0
Path: <sip:visited.net;lr>
Feature-Caps: *;+g.3gpp.atcf-path="<sip:atcf@visited.net;lr>"
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^
`,
  concerns: kind => kind.isRequestOf('REGISTER') && kind.has('Path'),
  check(message, report) {
    const facts = factsOf(message);
    const paths = facts.addresses('Path');
    if (facts.request?.method !== 'REGISTER' || paths.length === 0) return;
    for (const caps of facts.items('Feature-Caps')) {
      const own = param(caps.params, '+g.3gpp.atcf-path');
      if (own?.value === undefined || own.valueNode === undefined) continue;
      const uri = own.value.replace(/^<|>$/g, '');
      if (paths.some(path => path.uri !== undefined && sameText(path.uri.text, uri))) continue;
      report(own.valueNode, 'This URI does not stand in Path, although the ATCF must be on the path.', {
        related: paths.slice(0, 1).map(path => related(facts, path, 'The Path.')),
      });
    }
  },
};

function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
