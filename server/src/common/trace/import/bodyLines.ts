/** Where a body ends among the lines of a log. */

import { utf8Length } from '../../syntax/octets.ts';
import { startIn } from './starts.ts';

export interface BodyKind {
  /** Lower case, with parameters; empty when the message states none. */
  readonly contentType: string;
  /** -1 when absent or no number. */
  readonly contentLength: number;
}

/** The text of the n-th line after the empty line; undefined where the message's lines end for another reason. */
export type LineAt = (index: number) => string | undefined;

/** Number of lines that the body has. */
export function bodyLineCount({ contentType, contentLength }: BodyKind, lineAt: LineAt): number {
  if (contentLength === 0 && contentType === '') return 0;
  const first = lineAt(0);
  if (first === undefined) return 0;
  const counted = contentLength > 0 ? landing(contentLength, contentType, lineAt) : undefined;
  if (counted !== undefined) return counted;
  if (/^v=0/.test(first)) return sdpLines(lineAt);
  if (/^\s*<[?!a-zA-Z]/.test(first)) return xmlLines(lineAt);
  const boundary = contentType.startsWith('multipart/') ? /^--(\S.*)$/.exec(first)?.[0].trimEnd() : undefined;
  if (boundary !== undefined) return linesUpTo(lineAt, line => line.trimEnd() === `${boundary}--`);
  return contentType === '' || contentLength === 0 ? 0 : linesBeforeEmpty(contentType, lineAt);
}

/** The count of lines at which Content-Length ends, if it ends at a line's end. */
function landing(contentLength: number, contentType: string, lineAt: LineAt): number | undefined {
  let wire = 0;
  let starts = startsInside(contentType);
  for (let index = 0; ; index++) {
    const line = lineAt(index);
    if (line === undefined || (startIn(line)?.prefix.trim() === '' && starts-- === 0)) break;
    wire += utf8Length(line) + 2;
    // The last line may have no line end.
    if (wire === contentLength || wire - 2 === contentLength) return index + 1;
    if (wire > contentLength) break;
  }
  return undefined;
}

function sdpLines(lineAt: LineAt): number {
  let end = 0;
  for (let index = 0; ; index++) {
    const line = lineAt(index);
    if (line !== undefined && /^[a-z] ?=/.test(line)) end = index + 1;
    // One empty line may have crept in between two lines of SDP.
    else if (line === undefined || line.trim() !== '' || end !== index) return end;
  }
}

function xmlLines(lineAt: LineAt): number {
  let root: string | undefined;
  for (let index = 0; ; index++) {
    const line = lineAt(index);
    if (line === undefined) return index;
    root ??= /<([A-Za-z_][\w.:-]{0,60})(?=[\s>/]|$)/.exec(line)?.[1];
    if (root !== undefined && (line.includes(`</${root}>`) || isEmptyRoot(line, root))) return index + 1;
    if (root !== undefined && startIn(line)?.prefix === '') return index;
  }
}

function isEmptyRoot(line: string, root: string): boolean {
  const at = line.indexOf(`<${root}`);
  return at >= 0 && line.indexOf('/>', at) >= 0 && line.indexOf('>', at) === line.indexOf('/>', at) + 1;
}

/** The line that `ends` finds is the last one; without it the body goes up to the next message. */
function linesUpTo(lineAt: LineAt, ends: (line: string) => boolean): number {
  for (let index = 0; ; index++) {
    const line = lineAt(index);
    if (line === undefined) return index;
    if (ends(line)) return index + 1;
  }
}

function linesBeforeEmpty(contentType: string, lineAt: LineAt): number {
  let starts = startsInside(contentType);
  for (let index = 0; ; index++) {
    const line = lineAt(index);
    if (line === undefined || line.trim() === '') return index;
    if (startIn(line)?.prefix === '' && starts-- === 0) return index;
  }
}

/** A fragment of SIP may have a start-line of its own; anything else ends where the next message begins. */
function startsInside(contentType: string): number {
  return contentType.startsWith('message/sip') ? 1 : 0;
}
