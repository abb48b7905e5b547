/** Suppression by comment: `# @ignore rule-id reason` and `# @ignore-file rule-id reason` (DESIGN §3). */

import type { SipMessage } from '../syntax/message.ts';
import { directivesOf, startLineOf } from '../syntax/views.ts';
import type { Finding } from './rule.ts';
import { factsOf } from './shared/facts.ts';

export interface Ignore {
  readonly rule: string;
  readonly scope: 'file' | 'here';
  /** The directive itself. */
  readonly start: number;
  readonly end: number;
  /** What it covers when it is not for the whole file. */
  readonly from: number;
  readonly to: number;
}

const NONE: readonly Ignore[] = [];

/** The ignores that stand in the message or above it. */
export function ignoresOf(message: SipMessage): readonly Ignore[] {
  if (!message.text.includes('@ignore')) return NONE;
  const ignores: Ignore[] = [];
  for (const { key, value, start, end } of directivesOf(message)) {
    if (key !== 'ignore' && key !== 'ignore-file') continue;
    const rule = value.trim().split(/\s+/)[0] ?? '';
    const covered = key === 'ignore' ? coverage(message, end) : { from: 0, to: 0 };
    ignores.push({ rule, scope: key === 'ignore' ? 'here' : 'file', start, end, ...covered });
  }
  return ignores;
}

/** Above the start-line the whole message; between header fields the next one; in front of the body the body. */
function coverage(message: SipMessage, end: number): { from: number; to: number } {
  const line = startLineOf(message);
  if (line === undefined || end <= line.start) return { from: 0, to: message.text.length };
  const next = factsOf(message).headers.find(header => header.start >= end);
  return next === undefined ? { from: end, to: message.text.length } : { from: next.start, to: next.end };
}

export function covers(ignore: Ignore, finding: Finding): boolean {
  if (ignore.rule !== finding.rule) return false;
  return ignore.scope === 'file' || (finding.start >= ignore.from && finding.start <= ignore.to);
}
