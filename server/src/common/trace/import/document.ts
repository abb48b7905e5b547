/** Writes imported messages as one `.sip` document (DESIGN §3). */

import type { Marks, TraceMessage } from './types.ts';

const DAY = 86_400;

/** Comments about the whole; then for each message a `###` title, directives and the message. Line ends are LF. */
export function writeDocument(messages: readonly TraceMessage[], preamble: readonly string[] = []): string {
  const times = relativeTimes(messages.map(message => message.marks));
  const first = messages.find(({ marks }) => marks.at !== undefined)?.marks;
  const time = first?.dated && first.at !== undefined ? [`# Time 0 is ${isoTime(first.at)}.`] : [];
  const comments = [...preamble, ...time];
  const head = comments.length > 0 ? `${comments.join('\n')}\n\n` : '';
  return head + messages.map((message, index) => block(message, index, times[index], messages.length)).join('');
}

/** Title, comments, directives and the message; an empty line after it, unless it is the last one and has a body. */
function block(message: TraceMessage, index: number, at: string | undefined, count: number): string {
  const { text, title, comments, marks } = message;
  const lines = [`### ${title ?? `${index + 1}. ${label(text)}`}`, ...comments];
  const add = (key: string, value: string | undefined): void => {
    if (value !== undefined && !comments.some(comment => comment.startsWith(`# @${key} `)))
      lines.push(`# @${key} ${value}`);
  };
  add('from', marks.from);
  add('to', marks.to);
  add('at', at);
  const whole = `${lines.join('\n')}\n${text}${text.endsWith('\n') ? '' : '\n'}`;
  return index + 1 < count && !whole.endsWith('\n\n') ? `${whole}\n` : whole;
}

/** Method of a request; code, reason and method of a response. */
function label(text: string): string {
  const end = text.indexOf('\n');
  const line = (end < 0 ? text : text.slice(0, end)).trim();
  const response = /^SIP\/\S+\s+(.*)$/i.exec(line);
  if (!response) return line.split(/\s/, 1)[0] ?? '';
  const method = /^CSeq[ \t]*:[ \t]*\d+[ \t]+([A-Za-z]+)/im.exec(text)?.[1];
  return `${(response[1] ?? '').trim()}${method === undefined ? '' : ` (${method})`}`;
}

/** Seconds since the first message, with at most six decimals. Times of the day may run over midnight. */
function relativeTimes(marks: readonly Marks[]): (string | undefined)[] {
  const start = marks.find(one => one.at !== undefined);
  const first = start?.at ?? 0;
  let last = first;
  let days = 0;
  return marks.map(({ at, dated }) => {
    // A time of the day cannot be compared with a date.
    if (at === undefined || dated !== start?.dated) return undefined;
    if (!dated && at + days < last - DAY / 2) days += DAY;
    last = dated ? at : at + days;
    return seconds(last - first);
  });
}

function seconds(value: number): string {
  const text = value.toFixed(6);
  return text.replace(/\.?0+$/, '') || '0';
}

/** RFC 3339 with the microseconds that the trace has. */
function isoTime(at: number): string {
  const whole = Math.floor(at);
  if (!(Math.abs(whole) < 8.64e12)) return `${at} s`;
  const fraction = (at - whole).toFixed(6).slice(1);
  return `${new Date(whole * 1000).toISOString().slice(0, 19)}${fraction.replace(/\.?0+$/, '')}Z`;
}
