/** Puts header fields back on lines of their own: glued ones are cut apart, broken ones are joined. */

import { headerRow } from '../../registry/index.ts';
import type { Line } from './lines.ts';
import type { RepairLog } from './repairLog.ts';
import { mayContinue } from './scan.ts';
import { certainName, headerName, VERSION } from './starts.ts';

const START = new RegExp(`^(\\S+ +\\S+ +)?(${VERSION})(?![0-9])`);
const STATUS = /^(SIP\/2\.0\s+\d{3})(?!\d)\s*/i;

/** A name in front of a colon, or of what a scanner took for one. */
const NAME =
  /(^|[\s,;]{1,8})([A-Za-z][A-Za-z0-9=_.+-]{1,40}|[A-Z][A-Za-z]{0,20}- ?[A-Za-z-]{1,30})([ \t]{0,2}[:\]])(?=\s|$)/g;

interface Cut {
  /** Where the text before ends and where the name begins. */
  readonly end: number;
  readonly start: number;
}

/** Places at which another header field begins on the line. `loose` also takes misspelt names. */
function cuts(text: string, loose: boolean): Cut[] {
  const found: Cut[] = [];
  const quotes = quotedRanges(text);
  for (const match of text.matchAll(NAME)) {
    const [, gap = '', name = '', colon = ''] = match;
    const start = match.index + gap.length;
    if (match.index === 0 && gap === '') continue;
    while (quotes.length > 0 && (quotes[0]?.[1] ?? 0) < start) quotes.shift();
    if ((quotes[0]?.[0] ?? start) < start) continue;
    const known = headerRow(name) !== undefined;
    const isName = colon.endsWith(':') ? known || (loose && certainName(name) !== undefined) : known && loose;
    if (isName && !/^x-/i.test(name)) found.push({ end: match.index, start });
  }
  return found;
}

function quotedRanges(text: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (let open = text.indexOf('"'); open >= 0; ) {
    const close = text.indexOf('"', open + 1);
    if (close < 0) break;
    ranges.push([open, close]);
    open = text.indexOf('"', close + 1);
  }
  return ranges;
}

/** The start-line, and the header fields that stood on it. */
export function splitStart(start: Line, log: RepairLog): { readonly start: Line; readonly head: readonly Line[] } {
  let line = start;
  const tab = start.text.indexOf('\t');
  if (tab >= 0 && cuts(start.text, true).length > 0) {
    line = log.damage(start, start.text.slice(0, tab).trimEnd(), 'other columns of a table taken out');
  }
  const version = START.exec(line.text);
  const read = version?.[2] ?? '';
  if (version && read !== '' && !/^SIP\/2\.0$/.test(read)) {
    const text = `${version[1] ?? ''}SIP/2.0${line.text.slice(version[0].length)}`;
    line = log.damage(line, text, 'SIP version restored', undefined, 'RFC 3261 §7.1');
  }
  const places = cuts(line.text, true);
  const first = places[0];
  if (!first) return { start: tidyEnd(line, version !== null && version[1] !== undefined, log), head: [] };
  const head = places.map((place, index) => ({
    text: trimGlue(line.text.slice(place.start, places[index + 1]?.end ?? line.text.length)),
    number: line.number,
  }));
  const startText = trimGlue(line.text.slice(0, first.end));
  const names = head.map(one => one.text.split(/[:\]]/, 1)[0]?.trim() ?? '').join(', ');
  log.damaged = true;
  log.add(line.number, 'header fields put on lines of their own', line.text, names, undefined, 'RFC 3261 §7.3.1');
  return { start: { text: startText, number: line.number }, head };
}

/** What follows the version of a request line is a quote or comma of the surrounding text. */
function tidyEnd(line: Line, isRequest: boolean, log: RepairLog): Line {
  if (!isRequest || STATUS.test(line.text)) return line;
  const stray = /SIP\/2\.0(\s{0,8}[`'"*,;.)\]]{1,8}\s{0,8})$/.exec(line.text)?.[1] ?? '';
  return log.change(line, line.text.slice(0, line.text.length - stray.length), 'text after the start-line taken out');
}

/** Without the blanks, commas and semicolons around it. */
function trimGlue(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && /[\s,;]/.test(text.charAt(start))) start++;
  while (end > start && /[\s,;]/.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Cuts apart lines that hold several header fields and joins lines that hold part of one. */
export function repairLines(lines: readonly Line[], log: RepairLog): Line[] {
  return joinBroken(
    lines.flatMap(line => splitLine(line, log)),
    log,
  );
}

function splitLine(line: Line, log: RepairLog): readonly Line[] {
  const own = headerName(line.text);
  // A text may hold anything, also what looks like a header field.
  if (own === undefined || (headerRow(own)?.shape ?? 'text') === 'text') return [line];
  const places = cuts(line.text, log.damaged);
  const first = places[0];
  if (!first) return [line];
  const texts = [line.text.slice(0, first.end)];
  for (const [index, place] of places.entries()) {
    texts.push(line.text.slice(place.start, places[index + 1]?.end ?? line.text.length));
  }
  const parts = texts.map(trimGlue);
  log.damaged = true;
  log.add(
    line.number,
    'header fields put on lines of their own',
    line.text,
    parts.join(' | '),
    undefined,
    'RFC 3261 §7.3.1',
  );
  return parts.map(text => ({ text, number: line.number }));
}

function joinBroken(lines: readonly Line[], log: RepairLog): Line[] {
  const joined: Joined[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    const isOwn = /^[ \t#]/.test(line.text) || headerName(line.text) !== undefined || line.text.trim() === '';
    if (!before || isOwn || !before.goesOnWith(line.text)) joined.push(new Joined(line));
    else before.add(line);
  }
  return joined.map(one => one.close(log));
}

/** A header field that is put together from lines. */
class Joined {
  readonly #lines: Line[];
  readonly #texts: string[];
  #insideQuotes = false;
  #insideBrackets = false;

  constructor(line: Line) {
    this.#lines = [line];
    this.#texts = [line.text];
    this.#look(line.text);
  }

  goesOnWith(text: string): boolean {
    return this.#insideQuotes || this.#insideBrackets || mayContinue(text, this.#lines.at(-1)?.text ?? '');
  }

  add(line: Line): void {
    // The break fell between `=` and a value, or inside `<...>` or quotes, where no blank was.
    const before = this.#texts.at(-1) ?? '';
    const isWord = this.#insideQuotes || this.#insideBrackets || /=\s*$/.test(before);
    this.#texts.push(isWord ? line.text.trim() : ` ${line.text.trim()}`);
    this.#lines.push(line);
    this.#look(line.text);
  }

  close(log: RepairLog): Line {
    const [first, second] = this.#lines;
    const number = first?.number ?? 0;
    if (!first || !second) return first ?? { text: '', number };
    const text = this.#texts.map(part => part.trimEnd()).join('');
    const broken = this.#lines.map(line => line.text).join('\u23ce');
    log.damaged = true;
    log.add(second.number, 'line joined to the header field above it', broken, text, undefined, 'RFC 3261 §7.3.1');
    return { text, number };
  }

  #look(text: string): void {
    if ((text.match(/"/g)?.length ?? 0) % 2 === 1) this.#insideQuotes = !this.#insideQuotes;
    const [open, close] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
    if (open >= 0 || close >= 0) this.#insideBrackets = open > close;
  }
}
