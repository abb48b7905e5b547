/** Hostile texts at two SIZES: ten times the text may take about ten times as long, in the parser and in the rules. */

import { DEFAULT_CONFIGURATION } from '../../server/src/common/config/configuration.ts';
import { runRules } from '../../server/src/common/rules/run.ts';
import { parseDocument } from '../../server/src/common/syntax/document.ts';
import { print, section } from './print.ts';

const HEAD = 'OPTIONS sip:bob@home.net SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1\r\nCall-ID: 1\r\n';
const SIZES = [1_000_000, 10_000_000] as const;
/** Shorter than this a time is mostly noise. */
const SHORTEST_MS = 5;

const filled = (unit: string, size: number): string => unit.repeat(Math.max(1, Math.floor(size / unit.length)));
const oneHeader = (name: string, unit: string, before = '', after = '') => {
  return (size: number): string => `${HEAD}${name}: ${before}${filled(unit, size)}${after}\r\n\r\n`;
};

const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  'commas in Contact': oneHeader('Contact', ','),
  'commas in an unknown header': oneHeader('X-Lab', ','),
  'contacts in Contact': oneHeader('Contact', '<sip:a@b.net>,'),
  'tokens in Supported': oneHeader('Supported', 'path,'),
  'quotes in Contact': oneHeader('Contact', '"'),
  'quotes and commas in Contact': oneHeader('Contact', '"a,'),
  'quoted parameters in From': oneHeader('From', ';a="b', '<sip:a@b.net>'),
  '< in Contact': oneHeader('Contact', '<'),
  '<sip:a, in Contact': oneHeader('Contact', '<sip:a,'),
  '> in Contact': oneHeader('Contact', '>', '<'),
  'escapes in Contact': oneHeader('Contact', '%4', '<sip:', '>'),
  'backslashes in From': oneHeader('From', '\\"', '"'),
  'brackets in Via': oneHeader('Via', '[', 'SIP/2.0/UDP '),
  'brackets in Contact': oneHeader('Contact', '<sip:[,'),
  'parentheses in User-Agent': oneHeader('User-Agent', '('),
  'parentheses in Retry-After': oneHeader('Retry-After', '(', '5 '),
  'parameters in From': oneHeader('From', ';a=b', '<sip:a@b.net>'),
  'different parameters in From': size =>
    `${HEAD}From: <sip:a@b.net>${Array.from({ length: size / 8 }, (_, index) => `;p${index.toString(36)}`).join('')}\r\n\r\n`,
  'URI parameters in Contact': oneHeader('Contact', ';a=b', '<sip:a@b.net', '>'),
  'semicolons in From': oneHeader('From', ';', '<sip:a@b.net>'),
  'equal signs in Authorization': oneHeader('Authorization', '=', 'Digest '),
  'parameters in Authorization': oneHeader('Authorization', 'nc=1,', 'Digest '),
  'white space in a value': oneHeader('Subject', ' ', 'a', 'b'),
  'folded lines': oneHeader('Subject', 'a\r\n '),
  'folded lines in Contact': oneHeader('Contact', '<sip:a@b.net>\r\n ,'),
  'known headers': size => `${HEAD}${filled('Subject: x\r\n', size)}\r\n`,
  'unknown headers': size => `${HEAD}${filled('Sujbect: x\r\n', size)}\r\n`,
  'Via headers': size => `${HEAD}${filled('Via: SIP/2.0/UDP a.net;branch=z9hG4bK1\r\n', size)}\r\n`,
  challenges: size => `${HEAD}${filled('WWW-Authenticate: Digest realm="a", nonce="b"\r\n', size)}\r\n`,
  'faulty headers': size => `${HEAD}${filled('From: <\r\n', size)}\r\n`,
  'lines without a colon': size => `${HEAD}${filled('abc\r\n', size)}\r\n`,
  comments: size => `${HEAD}${filled('# c\r\n', size)}\r\n`,
  directives: size => `${HEAD}${filled('# @ignore cseq-range\r\n', size)}\r\n`,
  separators: size => filled('###\r\n', size),
  prose: size => filled('some words\r\n', size),
  'tiny messages': size => filled('A sip:b SIP/2.0\r\nl: 0\r\n\r\n', size),
  'tiny messages of one call': size => filled('ACK sip:b SIP/2.0\r\ni: 1\r\nCSeq: 1 ACK\r\n\r\n', size),
  'start-lines': size => filled('OPTIONS sip:b SIP/2.0\r\n', size),
  'one giant line': size => filled('a', size),
  'one giant start-line': size => `OPTIONS sip:${filled('a', size)} SIP/2.0\r\n\r\n`,
  'one giant body': size => `${HEAD}Content-Type: text/plain\r\n\r\n${filled('a line of text\r\n', size)}`,
  'one giant body with a length': size =>
    `${HEAD}Content-Type: text/plain\r\nContent-Length: ${size - 20}\r\n\r\n${filled('a line of text\r\n', size)}`,
  'session description': size =>
    `${HEAD}Content-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 1.1.1.1\r\ns=-\r\nt=0 0\r\n${filled('m=audio 1 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n', size)}`,
  'payload types': size =>
    `${HEAD}Content-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 1.1.1.1\r\ns=-\r\nt=0 0\r\nm=audio 1 RTP/AVP${filled(' 0 1 2', size)}\r\n`,
  XML: size => `${HEAD}Content-Type: application/reginfo+xml\r\n\r\n<a>${filled('<b c="d">e</b>', size)}</a>`,
  'open XML elements': size => `${HEAD}Content-Type: application/reginfo+xml\r\n\r\n${filled('<b>', size)}`,
  multipart: size =>
    `${HEAD}Content-Type: multipart/mixed;boundary=x\r\n\r\n${filled('--x\r\nContent-Type: text/plain\r\n\r\na\r\n', size)}--x--\r\n`,
  'line feeds': size => filled('\n', size),
  'NUL octets': size => filled('\0', size),
};

export function benchLinear(): void {
  section(`Hostile texts (ms for ${SIZES[0] / 1e6} and ${SIZES[1] / 1e6} MB, and their ratio)`);
  for (const [name, make] of Object.entries(TEXTS)) {
    for (const [what, work] of [
      ['parse', (text: string) => parseDocument(text)],
      ['parse and check', (text: string) => runRules(parseDocument(text), DEFAULT_CONFIGURATION)],
    ] as const) {
      const [small, big] = SIZES.map(size => timeOf(work, make(size))) as [number, number];
      const ratio = big / Math.max(small, SHORTEST_MS);
      const shown = `${what}, ${name}: ${small.toFixed(0)} / ${big.toFixed(0)} ms`;
      print({ what: shown, value: ratio, unit: 'x', must: 20 });
    }
  }
}

function timeOf(work: (text: string) => unknown, text: string): number {
  const started = performance.now();
  work(text);
  return performance.now() - started;
}
