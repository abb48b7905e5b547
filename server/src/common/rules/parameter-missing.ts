import { param } from '../syntax/values.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { isMisspelt, paramGroups } from './shared/params.ts';

/** Others have rules of their own, or had other forms before. */
const HEADERS = ['History-Info', 'Join', 'Replaces', 'Target-Dialog'];

export const parameterMissing: MessageRule = {
  id: 'parameter-missing',
  headers: HEADERS,
  severity: 'error',
  spec: 'RFC 3261 §25.1',
  doc: 'The header field means nothing without this parameter: tags that name the dialog, the index of an entry.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Replaces: 425928@home.net;to-tag=7743;from-tag=6472
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Replaces: 425928@home.net;to-tag=7743
^^^^^^^^
`,
  check(message, report) {
    const facts = factsOf(message);
    for (const name of HEADERS) {
      for (const header of facts.named(name)) {
        const groups = paramGroups(facts).filter(group => group.header === header);
        for (const { name: needed, required, spec } of header.row?.params ?? []) {
          if (required !== true || isMisspelt(facts, name, needed)) continue;
          const lacks = groups.length === 0 || groups.some(({ params }) => param(params, needed) === undefined);
          if (lacks) report(header.nameNode, `${name} must have ${needed}.`, { spec });
        }
      }
    }
  },
};
