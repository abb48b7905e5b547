import { nearest } from '../registry/nearest.ts';
import { PRIORITY_NAMESPACES } from '../registry/resourcePriority.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { replaceFix } from './shared/fixes.ts';
import { quoted } from './shared/sentences.ts';

const HEADERS = ['Resource-Priority', 'Accept-Resource-Priority'];
const NAMESPACES = new Map(PRIORITY_NAMESPACES.map(row => [row.namespace.toLowerCase(), row]));

export const resourcePriorityUnknown: MessageRule = {
  id: 'resource-priority-unknown',
  headers: HEADERS,
  severity: 'warning',
  spec: 'RFC 4412 §3.1',
  doc: 'A priority is a namespace and a level of it, joined by a dot; what a server does not know it ignores, or answers with 417.',
  good: `
INVITE sip:bob@home.net SIP/2.0
Resource-Priority: wps.1, com-example.3
`,
  bad: `
INVITE sip:bob@home.net SIP/2.0
Resource-Priority: wps.7
                   ^^^^^
`,
  check(message, report) {
    for (const name of HEADERS) {
      for (const { value, valueNode } of factsOf(message).items(name)) {
        const dot = value.indexOf('.');
        if (dot < 0) {
          report(valueNode, `${quoted(value)} is no priority; expected a namespace, a dot and a level.`);
          continue;
        }
        const [namespace, level] = [value.slice(0, dot).toLowerCase(), value.slice(dot + 1).toLowerCase()];
        const row = NAMESPACES.get(namespace);
        if (row !== undefined) {
          if (row.values.some(one => one.toLowerCase() === level)) continue;
          const levels = row.values.join(', ').replace(/, ([^,]*)$/, ' or $1');
          report(valueNode, `The namespace ${row.namespace} has no level ${quoted(level)}; expected ${levels}.`);
          continue;
        }
        // Networks may have namespaces of their own.
        const meant = nearest(namespace, [...NAMESPACES.keys()]);
        if (meant === undefined) continue;
        const fix = replaceFix(`Change to ${meant}`, { start: valueNode.start, end: valueNode.start + dot }, meant);
        report(valueNode, `${quoted(namespace)} is no registered namespace; did you mean ${meant}?`, { fix });
      }
    }
  },
};
