/** Where in a line a message begins, and how the lines below it are freed of what a log put before them. */

import { headerRow, METHODS, nearestHeader } from '../../registry/index.ts';
import { editDistance } from '../../registry/nearest.ts';
import { isStartLine } from '../../syntax/segment.ts';
import type { Line } from './lines.ts';

export interface Start {
  /** What stands before the start-line. */
  readonly prefix: string;
  /** From the method or `SIP/2.0` to the end of the line. */
  readonly text: string;
}

/** `SIP/2.0`, also as a scanner of paper may have read it. */
export const VERSION = 'S[IlL1|]P ?/ ?2 ?\\. ?[0Oo]';
const NAMES = METHODS.map(method => method.name).join('|');
const REQUEST = new RegExp(
  `(?:${NAMES})[ \\t]{1,4}(?:<?[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\\s]{1,2000}?|\\*)[ \\t]{1,4}${VERSION}`,
);
const RESPONSE = new RegExp(`(${VERSION}[ \\t]{1,4}[1-6]\\d\\d(?![0-9]).*)$`);
const QUICK = /[Pp] ?\/ ?\d ?\. ?[\dOo]/;

/** The start-line in a line; what follows decides whether it is one. */
export function startIn(line: string): Start | undefined {
  if (!QUICK.test(line)) return undefined;
  const request = REQUEST.exec(line);
  if (request) return { prefix: line.slice(0, request.index), text: line.slice(request.index) };
  const status = RESPONSE.exec(line)?.[1];
  if (status !== undefined) {
    const at = line.length - status.length;
    return { prefix: line.slice(0, at), text: status };
  }
  // A method or code that nobody registered, or a faulty URI: nothing may stand before it.
  const indent = line.length - line.trimStart().length;
  if (!isStartLine(line, indent, line.length)) return undefined;
  return { prefix: line.slice(0, indent), text: line.slice(indent) };
}

const HEADER = /^([A-Za-z][A-Za-z0-9\-.!%*_+`'~]{0,60})[ \t]{0,8}:(?!\/\/)/;
/** Schemes, which begin the second line of a URI that was broken in two. */
const SCHEMES: ReadonlySet<string> = new Set(['sip', 'sips', 'tel', 'urn', 'http', 'https', 'mailto']);

/** The name before the colon, when the line looks like a header field. */
export function headerName(line: string): string | undefined {
  const name = HEADER.exec(line)?.[1];
  return name === undefined || SCHEMES.has(name.toLowerCase()) ? undefined : name;
}

/** The registered name that a wrong one certainly stands for. */
export function certainName(name: string): string | undefined {
  if (headerRow(name) !== undefined) return name;
  const meant = name.length < 5 ? undefined : nearestHeader(name);
  if (meant === undefined) return undefined;
  const allowed = name.length >= 12 && !/^P-/i.test(name) ? 2 : 1;
  return editDistance(name.toLowerCase(), meant.toLowerCase(), allowed) <= allowed ? meant : undefined;
}

/** The line begins a header field that the registry knows. */
export function isKnownHeader(line: string): boolean {
  const name = headerName(line);
  return name !== undefined && headerRow(name) !== undefined;
}

/** Frees a line of its prefix; undefined for a line that does not belong to the message. */
export type Strip = (line: string) => string | undefined;

/** How far below a start-line the first header field may stand. */
const REACH = 4;

/** How to read the lines below a start-line; undefined when nothing below looks like a header field. */
export function stripFor(lines: readonly Line[], index: number, start: Start): Strip | undefined {
  if (hasGluedHeader(start.text)) return line => line;
  const templates = start.prefix.trim() === '' ? [] : templatesOf(start.prefix);
  for (let at = index + 1; at <= index + REACH; at++) {
    const line = lines[at]?.text;
    if (line === undefined) return undefined;
    if (line.trim() === '') continue;
    const template = templates.find(strip => isKnownHeader(strip(line) ?? ''));
    if (template) return template;
    if (isKnownHeader(line.trimStart())) return outdent(line.length - line.trimStart().length);
    if (startIn(line)) return undefined;
  }
  return undefined;
}

/** A known header field further on in the start-line, as text from paper has it. */
export function hasGluedHeader(text: string): boolean {
  for (const match of text.slice(0, 4000).matchAll(/[\s,;]([A-Z][A-Za-z-]{1,40}):\s/g)) {
    if (headerRow(match[1] ?? '') !== undefined) return true;
  }
  return false;
}

function outdent(most: number): Strip {
  if (most === 0) return line => line;
  return line => line.slice(Math.min(most, line.length - line.trimStart().length));
}

/** The whole prefix, and its beginnings that end with a colon: a log may say more on a message's first line. */
function templatesOf(prefix: string): Strip[] {
  const ends = [prefix.length];
  for (let at = prefix.lastIndexOf(': '); at > 0 && ends.length < 6; at = prefix.lastIndexOf(': ', at - 1)) {
    if (at + 2 < prefix.length) ends.push(at + 2);
  }
  return ends.map(end => templateOf(prefix.slice(0, end)));
}

const PIECES = /\d+|\s+|[^\d\s]+/g;

/** Lines with the same prefix, where numbers may be others and white space may be less. */
function templateOf(prefix: string): Strip {
  const pieces = prefix.match(PIECES) ?? [];
  return line => {
    let at = 0;
    for (const piece of pieces) {
      if (/^\d/.test(piece)) {
        const start = at;
        while (isDigit(line, at)) at++;
        if (at === start) return undefined;
      } else if (piece.trim() === '') {
        for (let left = piece.length; left > 0 && (line[at] === ' ' || line[at] === '\t'); left--) at++;
      } else {
        if (!line.startsWith(piece, at)) return undefined;
        at += piece.length;
      }
    }
    return line.slice(at);
  };
}

function isDigit(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code >= 48 && code <= 57;
}
