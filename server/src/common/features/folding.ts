/** textDocument/foldingRange: messages, header blocks, folded headers, bodies, runs of comment lines. */

import { type BodyNode, bodyOutline, parseBody } from '../bodies/index.ts';
import type { SipDocument } from '../syntax/document.ts';
import type { SipMessage } from '../syntax/message.ts';
import { bodyOf, headersOf, startLineOf } from '../syntax/views.ts';
import { positionOf } from './locate.ts';
import type { FoldingRange } from './types.ts';
import { eachMessage } from './walk.ts';

export function foldingRanges(document: SipDocument): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  eachMessage(document, (message, index) => {
    for (const fold of messageFolds(document, message, index)) if (fold.endLine > fold.startLine) ranges.push(fold);
  });
  return ranges;
}

function messageFolds(document: SipDocument, message: SipMessage, index: number): FoldingRange[] {
  const lineOf = (offset: number): number => positionOf(document, index, offset).line;
  const start = startLineOf(message);
  const folds = commentRuns(message, start?.start ?? message.text.length, lineOf(0));
  if (!start) return folds;
  const separator = message.text.slice(0, start.start).lastIndexOf('###');
  const first = lineOf(separator >= 0 ? separator : start.start);
  folds.push({ startLine: first, endLine: lineOf(message.text.trimEnd().length), kind: 'region' });
  const headers = headersOf(message);
  for (const { start: from, end } of headers) {
    const next = message.text.indexOf('\n', from);
    if (next >= 0 && next < end) folds.push({ startLine: lineOf(from), endLine: lineOf(end) });
  }
  const body = bodyOf(message);
  const last = headers.at(-1);
  if (!body || body.text.trim() === '' || !last) return folds;
  // Two folds cannot begin on one line: without a separator line the start-line already folds the whole message.
  const block = lineOf(start.start) > first ? start.start : (headers[0]?.start ?? start.start);
  folds.push({ startLine: lineOf(block), endLine: lineOf(last.end) });
  folds.push({ startLine: lineOf(body.start), endLine: lineOf(body.start + body.text.trimEnd().length) });
  const parsed = parseBody(message);
  for (const node of parsed ? bodyOutline(parsed) : []) bodyFolds(node, lineOf, folds);
  return folds;
}

/** Media sections, parts and elements that span lines; the first line of the body folds the whole of it already. */
function bodyFolds(node: BodyNode, lineOf: (offset: number) => number, folds: FoldingRange[]): void {
  const startLine = lineOf(node.start);
  // A node ends before the line end of its last line.
  const endLine = lineOf(Math.max(node.start, node.end - 1));
  if (!folds.some(fold => fold.startLine === startLine)) folds.push({ startLine, endLine });
  for (const child of node.children) bodyFolds(child, lineOf, folds);
}

/** Two or more lines in a row that start with `#`, `###` lines aside, above the start-line. */
function commentRuns(message: SipMessage, end: number, firstLine: number): FoldingRange[] {
  const folds: FoldingRange[] = [];
  if (!message.text.startsWith('#') && !message.text.slice(0, end).includes('\n#')) return folds;
  let runStart = -1;
  const lines = message.text.slice(0, end).split('\n');
  lines.push('');
  lines.forEach((text, line) => {
    const comment = text.startsWith('#') && !text.startsWith('###');
    if (comment && runStart < 0) runStart = line;
    if (comment || runStart < 0) return;
    folds.push({ startLine: firstLine + runStart, endLine: firstLine + line - 1, kind: 'comment' });
    runStart = -1;
  });
  return folds;
}
