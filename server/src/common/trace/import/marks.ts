/** What a log says about the message below: when it was seen, where it came from and where it went. */

import type { Marks } from './types.ts';

const V4 = '(?:\\d{1,3}\\.){3}\\d{1,3}';
const ADDRESS = `(${V4}|\\[[0-9a-fA-F:.]{2,45}\\]|\\[${V4}\\])`;
const PORT = '(?::(\\d{1,5}))?';
const TRANSPORT = '(?:(?:udp|tcp|tls|wss?|sctp)[ :/]{1,2})?';

/** A blank, `=` or `:`, as in JSON with quotes. */
const GAP = '(?: |["\']?[=:] ?["\']?)';

/** sngrep, ngrep, tshark, Homer: `10.0.0.1:5060 -> 10.0.0.2:5060`. */
const ARROW = new RegExp(`${ADDRESS}${PORT} {0,3}(?:-{1,2}>|=>|→|⇒) {0,3}${ADDRESS}${PORT}`);
/** tcpdump puts a dot before the port. */
const TCPDUMP = /\b([0-9a-fA-F.:]{2,45})\.(\d{1,5}) > ([0-9a-fA-F.:]{2,45})\.(\d{1,5}):/;
const FROM = new RegExp(`\\b(?:from|src|source)${GAP}${TRANSPORT}${ADDRESS}${PORT}`, 'i');
const TO = new RegExp(`\\b(?:to|dst|destination)${GAP}${TRANSPORT}${ADDRESS}${PORT}`, 'i');

const DATE_TIME = /(\d{4})[-/](\d\d)[-/](\d\d)[T ] ?(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d))?/;
const TIME = /(?:^|[^\d:])(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9})|(?![\d:]))/;
const EPOCH = /(?:^|[^\d.])(1\d{9})\.(\d{1,9})(?!\d)/;

/** A line longer than this is no log line about a message. */
const LONGEST = 2000;

export function marksOf(line: string): Marks {
  const text = line.length > LONGEST ? line.slice(0, LONGEST) : line;
  if (!/\d/.test(text)) return {};
  return { ...timeOf(text), ...endsOf(text) };
}

/** What both say, where they differ what `later` says. */
export function mergeMarks(earlier: Marks, later: Marks): Marks {
  if (later.at === undefined) return { ...earlier, ...later };
  const { from, to } = earlier;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...later };
}

function endsOf(text: string): Marks {
  const pair = ARROW.exec(text) ?? TCPDUMP.exec(text);
  if (pair) return { from: end(pair[1], pair[2]), to: end(pair[3], pair[4]) };
  const from = FROM.exec(text);
  const to = TO.exec(text);
  return { ...(from ? { from: end(from[1], from[2]) } : {}), ...(to ? { to: end(to[1], to[2]) } : {}) };
}

function end(address = '', port: string | undefined): string {
  const bare = address.replace(/^\[|\]$/g, '');
  const host = bare.includes(':') ? `[${bare}]` : bare;
  return port === undefined ? host : `${host}:${port}`;
}

function timeOf(text: string): Marks {
  const dated = DATE_TIME.exec(text);
  if (dated) {
    const [, year, month, day, hour, minute, second, fraction = '', zone] = dated;
    const whole = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return { at: whole / 1000 - zoneSeconds(zone) + Number(`0.${fraction || 0}`), dated: true };
  }
  const epoch = EPOCH.exec(text);
  if (epoch) return { at: Number(`${epoch[1]}.${epoch[2]}`), dated: true };
  const time = TIME.exec(text);
  if (!time) return {};
  const [, hour, minute, second, fraction = ''] = time;
  return { at: Number(hour) * 3600 + Number(minute) * 60 + Number(second) + Number(`0.${fraction || 0}`) };
}

function zoneSeconds(zone: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
