/** Which lines must, may and may not stand where (RFC 8866 §5). */

import type { BodyErrorCode } from '../errors.ts';
import type { Span } from '../types.ts';
import { LINE_ROWS } from './lines.ts';
import type { SdpLine, SdpSection } from './parse.ts';

export interface ErrorSink {
  error(code: BodyErrorCode, start: number, end: number, detail?: string): void;
}

/** Follows the lines from the first to the last; a line that stands wrong does not move the place of the others. */
export class LineOrder {
  private readonly sink: ErrorSink;
  private inMedia = false;
  private place = -1;
  /** The line that has the present place, for the message about one that comes too late. */
  private last = '';
  private seen = new Set<string>();
  private readonly missing = new Set(LINE_ROWS.filter(row => row.required).map(row => row.type));

  constructor(sink: ErrorSink) {
    this.sink = sink;
  }

  check(line: SdpLine): void {
    const { row, type } = line;
    if (!row) return;
    this.missing.delete(type);
    if (type === 'm') {
      this.inMedia = true;
      this.place = -1;
      this.seen = new Set();
      return;
    }
    const place = this.inMedia ? row.mediaPlace : row.sessionPlace;
    const letter: Span = { start: line.start, end: line.valueStart };
    if (place === undefined) {
      this.sink.error('sdp-line-misplaced', letter.start, letter.end, type);
      return;
    }
    const mayRepeat = row.repeats === 'both' || (row.repeats === 'media' && this.inMedia);
    if (!mayRepeat && this.seen.has(type)) this.sink.error('sdp-line-repeated', letter.start, letter.end, type);
    else if (place < this.place) {
      this.sink.error('sdp-line-order', letter.start, letter.end, `"${type}=" stands before "${this.last}="`);
    } else {
      this.place = place;
      this.last = type;
    }
    this.seen.add(type);
  }

  /** Says what is missing; each at the line before which it should stand. */
  finish(session: SdpSection, media: readonly SdpSection[]): void {
    const all = [...session.lines, ...media.flatMap(section => section.lines.slice(0, 1))];
    for (const row of LINE_ROWS) {
      if (!this.missing.has(row.type)) continue;
      const next = all.find(line => (line.row?.sessionPlace ?? -1) > row.sessionPlace) ?? all.at(-1);
      const at = next?.start ?? session.start;
      this.sink.error('sdp-line-missing', at, next ? next.valueStart : at, row.type);
    }
    if (session.lines.some(line => line.type === 'c')) return;
    for (const section of media) {
      const line = section.lines[0];
      if (!line || section.lines.some(each => each.type === 'c')) continue;
      this.sink.error('sdp-connection-missing', line.start, line.end);
    }
  }
}
