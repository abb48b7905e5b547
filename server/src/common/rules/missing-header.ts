import { statusCodeRow } from '../registry/index.ts';
import type { MessageRule } from './rule.ts';
import { factsOf } from './shared/facts.ts';
import { addHeaderFix } from './shared/fixes.ts';
import { isRfc2543 } from './shared/legacy.ts';
import { isThere } from './shared/misspelt.ts';
import type { MessageKind } from './shared/outline.ts';
import { mandatoryIn } from './shared/placements.ts';

/**
 * Challenges have a rule of their own, which says more. Recv-Info is only mandatory for who knows info packages; its
 * absence says that the sender does not (RFC 6086 §9).
 */
const EXCEPTIONS: readonly string[] = ['WWW-Authenticate', 'Proxy-Authenticate', 'Recv-Info'];

export const missingHeader: MessageRule = {
  id: 'missing-header',
  severity: 'error',
  spec: 'RFC 3261 §8.1.1',
  doc: 'Every request and response has header fields that must stand in it; without them the next element answers 400 or drops the message.',
  good: `
OPTIONS sip:bob@home.net SIP/2.0
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
Max-Forwards: 70
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>
Call-ID: 1@10.0.0.1
CSeq: 1 OPTIONS
`,
  bad: `
OPTIONS sip:bob@home.net SIP/2.0
^^^^^^^
Via: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1
From: <sip:alice@home.net>;tag=1
To: <sip:bob@home.net>
Call-ID: 1@10.0.0.1
CSeq: 1 OPTIONS
`,
  concerns: kind => [...neededIn(kind).keys()].some(name => !kind.has(name) && !EXCEPTIONS.includes(name)),
  check(message, report) {
    const facts = factsOf(message);
    const isOld = isRfc2543(facts);
    for (const [name, spec] of neededIn(facts.kind)) {
      if (isThere(facts, name) || EXCEPTIONS.includes(name)) continue;
      if (isOld && (name === 'Max-Forwards' || name === 'Contact')) continue;
      const fix = name === 'Max-Forwards' ? { fix: addHeaderFix(message, 'Max-Forwards', '70', 'Via') } : {};
      report(facts.subject, `${name} is missing; ${facts.title} must have it.`, { spec, ...fix });
    }
  },
};

/** Names with the clause that asks for them: by the tables, and by the status code. */
function neededIn(kind: MessageKind): ReadonlyMap<string, string> {
  const needed = new Map(mandatoryIn(kind).map(({ row, spec }) => [row.name, spec]));
  const code = kind.code === undefined ? undefined : statusCodeRow(kind.code);
  for (const name of code?.requires ?? []) if (!needed.has(name)) needed.set(name, code?.spec ?? '');
  return needed;
}
