/** What a refactoring is: a change of one message, or of messages that belong together, that somebody asks for. */

import type { Configuration } from '../../config/configuration.ts';
import type { SipDocument } from '../../syntax/document.ts';
import type { SipMessage } from '../../syntax/message.ts';
import type { Header } from '../../syntax/views.ts';
import { headerAt, messageStart } from '../../syntax/views.ts';

/** Where somebody asks, and what a new message is made from. */
export interface RefactorPlace {
  readonly document: SipDocument;
  readonly index: number;
  readonly message: SipMessage;
  /** Of the cursor in the message's text. */
  readonly offset: number;
  readonly configuration: Configuration;
  readonly random: (octets: number) => Uint8Array;
}

/** Offsets count in the text of the message. */
export interface MessageEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type RefactorKind =
  /** The same message, written differently or with new identifiers. */
  | 'refactor.rewrite'
  /** A response to this request, as a new message. */
  | 'refactor.response'
  /** The request that comes next, as a new message. */
  | 'refactor.request';

export interface Refactoring {
  /** Imperative, for the light bulb. */
  readonly title: string;
  readonly kind: RefactorKind;
  /** By index of the message, each list in the order of the text and without overlaps. */
  readonly edits: ReadonlyMap<number, readonly MessageEdit[]>;
}

/** Gives what can be done at a place; nothing where it would do damage. */
export type Refactor = (place: RefactorPlace) => readonly Refactoring[];

/** A refactoring of the message at the place itself; none when there is nothing to change. */
export function rewriting(place: RefactorPlace, title: string, edits: readonly MessageEdit[]): readonly Refactoring[] {
  return edits.length === 0 ? [] : [{ title, kind: 'refactor.rewrite', edits: new Map([[place.index, edits]]) }];
}

/** The header field in which the cursor stands, if it has its lines for itself. */
export function ownHeaderAt({ message, offset }: RefactorPlace): Header | undefined {
  const header = headerAt(message, offset);
  return header && hasOwnLines(message, header) ? header : undefined;
}

/** Whether nothing but white space stands beside a header field: the parser also finds one behind a lone CR or a blank. */
export function hasOwnLines({ text }: SipMessage, { start, end }: Header): boolean {
  const stop = behindBlanks(text, end);
  return text.charAt(start - 1) === '\n' && (stop === text.length || /^\r?\n/.test(text.slice(stop, stop + 2)));
}

/** Whether the cursor stands in the start-line or in what is written above it. */
export function isAtStart({ message, offset }: RefactorPlace): boolean {
  const start = messageStart(message);
  return start >= 0 && !message.text.slice(start, offset).includes('\n');
}

/** Whether a comment or directive stands right above a header field: it speaks about this field alone. */
export function hasCommentAbove({ text }: SipMessage, header: Header): boolean {
  const above = text.lastIndexOf('\n', header.start - 2) + 1;
  return above < header.start && text.charAt(above) === '#';
}

/** Behind the white space that ends a line. */
export function behindBlanks(text: string, offset: number): number {
  let at = offset;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}
