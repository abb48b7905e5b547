/**
 * textDocument/formatting and its relatives: how header fields are written, never what they say. Names are spelt as in
 * the registry (compact forms stay), one space stands after the colon and none before it, none at the ends of lines
 * (RFC 3261 §7.3.1), and the lines of one message end like its start-line. The start-line, values, comments and bodies
 * stay as they are, and with the body its length; so do lines that are no header fields.
 */

import type { Fix } from '../rules/rule.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import type { Header } from '../syntax/views.ts';
import { headersOf, startLineOf } from '../syntax/views.ts';
import { placeAt, rangeAt } from './locate.ts';
import { hasOwnLines } from './refactor/refactoring.ts';
import type { Position, Range, TextEdit } from './types.ts';
import { eachMessage } from './walk.ts';

type Edit = Fix['edits'][number];

/** The changes of a whole document, or those in the lines that ranges touch. */
export function formatting(document: SipDocument, ranges?: readonly Range[]): TextEdit[] {
  const found: TextEdit[] = [];
  const add = (message: SipMessage, index: number): void => {
    for (const edit of formatEdits(message)) {
      const range = rangeAt(document, index, edit);
      if (ranges === undefined || ranges.some(each => sharesLine(each, range)))
        found.push({ range, newText: edit.text });
    }
  };
  if (!document.isSip) return found;
  if (ranges === undefined) {
    eachMessage(document, add);
    return found;
  }
  for (const index of messagesIn(document, ranges)) {
    const message = document.messages[index];
    if (message) add(message, index);
  }
  return found;
}

function sharesLine(a: Range, b: Range): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}

function messagesIn(document: SipDocument, ranges: readonly Range[]): ReadonlySet<number> {
  const indexes = new Set<number>();
  for (const { start, end } of ranges) {
    const last = placeAt(document, end)?.index ?? -1;
    for (let index = placeAt(document, start)?.index ?? 0; index <= last; index++) indexes.add(index);
  }
  return indexes;
}

/** After a line end was typed: the header field that has just been finished. */
export function formattingOnType(document: SipDocument, { line }: Position): TextEdit[] {
  if (line === 0) return [];
  const above = { line: line - 1, character: 0 };
  return formatting(document, [{ start: above, end: above }]);
}

/** The text of the document with all changes, and how many there were. */
export function formatted(document: SipDocument): { readonly text: string; readonly changes: number } {
  if (!document.isSip) return { text: document.messages.map(({ text }) => text).join(''), changes: 0 };
  let changes = 0;
  const texts = document.messages.map(message => {
    let result = '';
    let at = 0;
    for (const { start, end, text } of formatEdits(message)) {
      changes++;
      result += message.text.slice(at, start) + text;
      at = end;
    }
    return result + message.text.slice(at);
  });
  return { text: texts.join(''), changes };
}

/** In the order of the text. */
function formatEdits(message: SipMessage): Edit[] {
  const line = startLineOf(message);
  if (line === undefined) return [];
  const { text } = message;
  const headEnd = text.indexOf('\n', line.end);
  if (headEnd < 0) return [];
  const lineEnd = text.charAt(headEnd - 1) === '\r' ? '\r\n' : '\n';
  const headers = headersOf(message).filter(header => hasOwnLines(message, header));
  return headers.flatMap(header => headerEdits(message, header, lineEnd));
}

function headerEdits(message: SipMessage, header: Header, lineEnd: string): Edit[] {
  const { text } = message;
  const { row, nameNode, value } = header;
  const colon = text.indexOf(':', nameNode.end);
  // No name, or a value where the colon should be: nobody knows what this is.
  if (
    nameNode.end === nameNode.start ||
    colon < 0 ||
    colon >= value.start ||
    text.slice(nameNode.end, colon).trim() !== ''
  )
    return [];
  const edits = [
    replace(text, nameNode.start, nameNode.end, row ? spelt(text.slice(nameNode.start, nameNode.end), row) : undefined),
    replace(text, nameNode.end, colon, ''),
  ];
  const written = text.slice(colon + 1, value.start);
  // A value may begin on the next line.
  if (!written.includes('\n')) edits.push(replace(text, colon + 1, value.start, value.end > value.start ? ' ' : ''));
  const from = written.includes('\n') ? colon + 1 : value.start;
  for (const { index, 0: end } of text.slice(from, tailStop(text, header.end)).matchAll(/[ \t]*\r?\n/g)) {
    edits.push(replace(text, from + index, from + index + end.length, lineEnd));
  }
  return edits.filter(edit => edit !== undefined);
}

function replace(text: string, start: number, end: number, wanted: string | undefined): Edit | undefined {
  return wanted === undefined || text.slice(start, end) === wanted ? undefined : { start, end, text: wanted };
}

/** The registered spelling of a name that differs from it only in the case of letters. */
function spelt(written: string, { name, compact }: { name: string; compact?: string }): string | undefined {
  return [name, compact].find(each => each?.toLowerCase() === written.toLowerCase());
}

const TAIL = /[ \t]*\r?\n/y;

/** Behind the white space and the line end that follow a header field; other text there is left alone. */
function tailStop(text: string, end: number): number {
  TAIL.lastIndex = end;
  return TAIL.test(text) ? TAIL.lastIndex : end;
}
