/** Every repair that is certain: the editor's "fix all" and `sipwright fix` make the same changes. */

import type { Finding, Fix } from '../rules/rule.ts';
import type { DocumentFindings } from '../rules/run.ts';
import type { SipDocument } from '../syntax/document.ts';

type Edit = Fix['edits'][number];

/** The repairs of one message that do not get in each other's way; of two that do, the first, the other comes later. */
export function compatibleFixes(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  for (const { fix } of findings) {
    if (fix && !chosen.some(other => collide(fix, other))) chosen.push(fix);
  }
  return chosen;
}

/** Two repairs that write the same thing at the same place are one. */
function collide(a: Fix, b: Fix): boolean {
  return a.edits.some(one => b.edits.some(two => overlap(one, two) || isSame(one, two)));
}

function overlap(a: Edit, b: Edit): boolean {
  return a.start < b.end && b.start < a.end;
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** The text of the document with all of them, and how many there were. */
export function applyFixes(document: SipDocument, { byMessage }: DocumentFindings): { text: string; fixes: number } {
  let fixes = 0;
  const texts = document.messages.map((message, index) => {
    const chosen = compatibleFixes(byMessage[index] ?? []);
    fixes += chosen.length;
    // What is put in at a place comes before what is replaced there, as LSP has it; the sort keeps the order of equals.
    const edits = chosen.flatMap(fix => fix.edits).sort((a, b) => a.start - b.start || a.end - b.end);
    let result = '';
    let at = 0;
    for (const edit of edits) {
      result += message.text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return result + message.text.slice(at);
  });
  return { text: texts.join(''), fixes };
}
