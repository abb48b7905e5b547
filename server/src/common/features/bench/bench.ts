/** What a person can ask the authentication bench for: reports to read, and edits of the message at the cursor. */

import type { Configuration } from '../../config/configuration.ts';
import type { SipDocument } from '../../syntax/document.ts';
import type { SipMessage } from '../../syntax/message.ts';
import type { DigestHeader } from '../credentials.ts';
import { digestHeaders } from '../credentials.ts';
import { placeAt, rangeAt } from '../locate.ts';
import type { Position, TextEdit } from '../types.ts';

export interface BenchInput {
  readonly document: SipDocument;
  readonly position: Position;
  readonly configuration: Configuration;
  readonly random: (octets: number) => Uint8Array;
  /** A new one for each answer that is judged: ends a long search for a cause. */
  readonly deadline: () => () => boolean;
}

/** Markdown for a document that is thrown away; `confidential` holds key material that somebody asked for. */
export interface Report {
  readonly title: string;
  readonly text: string;
  readonly confidential: boolean;
}

/** Why there is nothing to show or to write, in a sentence that says what to do. */
export interface Refusal {
  readonly refused: string;
}

export type ReportMaker = (input: BenchInput) => Report | Refusal;
export type EditMaker = (input: BenchInput) => readonly TextEdit[] | Refusal;

export const NO_MESSAGE: Refusal = { refused: 'There is no SIP message at the cursor.' };
export const NO_SUBSCRIBER: Refusal = {
  refused: 'No subscriber of sipwright.json belongs to this message: add one, or name one with "# @subscriber NAME".',
};

export interface MessagePlace {
  readonly index: number;
  readonly message: SipMessage;
}

/** The message at the cursor. */
export function messageAt({ document, position }: BenchInput): MessagePlace | undefined {
  return placeAt(document, position);
}

/** The Digest header at the cursor, otherwise the first one of the message that `fits`. */
export function digestAt(
  { document, position, configuration }: BenchInput,
  { index, message }: MessagePlace,
  fits: (digest: DigestHeader) => boolean,
): DigestHeader | undefined {
  const all = digestHeaders(message, configuration).filter(fits);
  const here = all.find(({ header }) => {
    const { start, end } = rangeAt(document, index, header);
    return start.line <= position.line && position.line <= end.line;
  });
  return here ?? all[0];
}

/** A Markdown table that reads well as plain text too. */
export function alignedTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const clean = [head, ...rows].map(cells =>
    head.map((_, at) => (cells[at] ?? '').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')),
  );
  const width = (at: number): number => Math.max(3, ...clean.map(cells => [...(cells[at] ?? '')].length));
  const line = (cells: readonly string[], fill: string): string =>
    `| ${head.map((_, at) => `${cells[at] ?? ''}${fill.repeat(width(at) - [...(cells[at] ?? '')].length)}`).join(' | ')} |`;
  const [first = [], ...others] = clean;
  return [
    line(first, ' '),
    line(
      head.map(() => ''),
      '-',
    ),
    ...others.map(cells => line(cells, ' ')),
  ].join('\n');
}
