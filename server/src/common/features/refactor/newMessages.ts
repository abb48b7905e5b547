/** Messages that are put into the file below one that is there. */

import type { HeaderLine } from '../../sim/message.ts';
import { parseSegments, type SipMessage } from '../../syntax/message.ts';
import { utf8Length } from '../../syntax/print.ts';
import { bodyOf, directivesOf } from '../../syntax/views.ts';
import { insertionBehind } from '../insertion.ts';
import type { Refactoring, RefactorKind, RefactorPlace } from './refactoring.ts';

export interface NewMessage {
  /** Behind `###`. */
  readonly title: string;
  readonly startLine: string;
  /** Content-Length is not among them: it is counted here. */
  readonly headers: readonly HeaderLine[];
  /** With CRLF line ends. */
  readonly body: string;
  /** Where it is seen, if not where the model is. */
  readonly hop?: string;
  /** It goes the other way than the message that its directives are taken from. */
  readonly isBackwards: boolean;
}

/** The new message below the one at `index`; its directives are those of `model`, the message that it belongs to. */
export function insertion(
  { document }: RefactorPlace,
  index: number,
  model: SipMessage,
  { title, kind }: { readonly title: string; readonly kind: RefactorKind },
  added: NewMessage,
): readonly Refactoring[] {
  const above = document.messages[index];
  if (above === undefined) return [];
  const { body } = added;
  // The place decides about the empty lines behind a message, so that a body cannot end with some of its own.
  if (/\s$/.test(body.replace(/\r\n$/, ''))) return [];
  const lines = [
    `### ${added.title}`,
    ...directiveLines(model, added),
    added.startLine,
    ...added.headers.map(({ name, value }) => `${name}: ${value}`.trimEnd()),
    `Content-Length: ${utf8Length(body)}`,
    ...(body === '' ? [] : ['', body.replaceAll('\r\n', '\n').trimEnd()]),
  ];
  const { at, text } = insertionBehind(above, lines.join('\n'));
  if (!staysApart(above, at, text)) return [];
  return [{ title, kind, edits: new Map([[index, [{ start: at, end: at, text }]]]) }];
}

/** A body without an end, or with too large a Content-Length, would swallow what is put behind it. */
function staysApart(above: SipMessage, at: number, text: string): boolean {
  const [first, ...others] = parseSegments(above.text.slice(0, at) + text + above.text.slice(at));
  return others.length === 1 && first !== undefined && bodyOf(first)?.text === bodyOf(above)?.text;
}

const KEPT = ['hop', 'from', 'to', 'subscriber'];

function directiveLines(model: SipMessage, { hop, isBackwards }: NewMessage): string[] {
  const values = new Map(directivesOf(model).map(({ key, value }) => [key, value]));
  const [from, to] = [values.get('from'), values.get('to')];
  if (isBackwards && from !== undefined && to !== undefined) values.set('from', to).set('to', from);
  if (hop !== undefined && values.has('hop')) values.set('hop', hop);
  return KEPT.flatMap(key => (values.has(key) ? [`# @${key} ${values.get(key)}`] : []));
}
