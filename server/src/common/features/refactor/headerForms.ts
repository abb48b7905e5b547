/** Compact and long forms of header names (RFC 3261 §7.3.3): receivers must read both, so the meaning stays. */

import type { SipMessage } from '../../syntax/message.ts';
import type { Header } from '../../syntax/views.ts';
import { headersOf } from '../../syntax/views.ts';
import type { MessageEdit, Refactor } from './refactoring.ts';
import { hasOwnLines, ownHeaderAt, rewriting } from './refactoring.ts';

type Form = 'compact' | 'long';

/** The change that gives a header name the form; undefined where it has it, or there is no other. */
function inForm(message: SipMessage, { row, nameNode, value }: Header, form: Form): MessageEdit | undefined {
  if (row?.compact === undefined) return undefined;
  const { start, end } = nameNode;
  // A line without a colon is taken for a header field by its long name only.
  if (!/^\s*:/.test(message.text.slice(end, value.start))) return undefined;
  const written = message.text.slice(start, end).toLowerCase();
  const [from, to] = form === 'compact' ? [row.name, row.compact] : [row.compact, row.name];
  return written === from.toLowerCase() ? { start, end, text: to } : undefined;
}

/** The other form of the name at the cursor. */
export const headerForm: Refactor = place => {
  const header = ownHeaderAt(place);
  if (header === undefined) return [];
  const compact = inForm(place.message, header, 'compact');
  const edit = compact ?? inForm(place.message, header, 'long');
  if (edit === undefined) return [];
  return rewriting(place, `Write ${edit.text}, the ${compact ? 'compact' : 'long'} form`, [edit]);
};

/** One form for all names of the message. */
export const allHeaderForms: Refactor = place =>
  (['long', 'compact'] as const).flatMap(form => {
    const headers = headersOf(place.message).filter(header => hasOwnLines(place.message, header));
    const edits = headers.flatMap(header => inForm(place.message, header, form) ?? []);
    return rewriting(place, `Write all header names in ${form} form`, edits);
  });
