/**
 * Whatever a message holds, the next one starts fresh: every message is tokenised with an ordinary one after it, whose
 * start-line must look as if nothing had come before.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, tokenize } from './tokenizer.ts';

const NEXT = 'OPTIONS sip:next.example SIP/2.0';
/** Rules that may be open at once: message, body, part, part body, block, embedded tag. */
const DEEPEST = 12;

function assertNoRunaway(name: string, text: string): void {
  const alone = tokenize(NEXT)[0];
  for (const between of ['\n\n', '\n### next\n']) {
    const lines = tokenize(`${text}${between}${NEXT}`);
    const last = lines.at(-1);
    assert.deepEqual(last?.tokens, alone?.tokens, `${name}: the next message is not fresh`);
    for (const line of lines) assert.ok(line.depth <= DEEPEST, `${name}: ${line.depth} open rules in ${line.text}`);
  }
}

function messagesIn(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return messagesIn(path);
    return /\.(sip|dat|txt)$/.test(name) ? [path] : [];
  });
}

/** Read as Latin-1: one character an octet, so that broken UTF-8 stays as it is. */
const read = (path: string) => readFileSync(path, 'latin1');

test('RFC 4475 torture messages', () => {
  const paths = messagesIn(join(ROOT, 'test/data/rfc4475'));
  assert.ok(paths.length >= 49, `${paths.length} messages`);
  for (const path of paths) assertNoRunaway(path, read(path));
});

const corpus = process.env['SIPWRIGHT_CORPUS'];
test('the corpus of RFC examples and captures', { skip: !corpus || !existsSync(corpus) }, () => {
  for (const path of messagesIn(corpus ?? '')) assertNoRunaway(path, read(path));
});

const OPEN_ENDED: Record<string, string> = {
  'quoted string': 'BYE sip:a SIP/2.0\nTo: "never closed',
  'quoted string with a backslash at the end': 'BYE sip:a SIP/2.0\nTo: "never closed\\',
  bracket: 'BYE sip:a SIP/2.0\nTo: <sip:a@b;x="y',
  'open quote in a folded header': 'BYE sip:a SIP/2.0\nTo: "a\n b\n\tc',
  'start-line only': 'BYE sip:a SIP/2.0',
  'start-line without version': '### x\nBYE sip:a\nTo: "a',
  'XML comment': 'NOTIFY sip:a SIP/2.0\nContent-Type: application/xml\n\n<?xml version="1.0"?>\n<!-- open',
  'XML tag': 'NOTIFY sip:a SIP/2.0\nContent-Type: application/xml\n\n<a b="c',
  'multipart without its last delimiter':
    'INVITE sip:a SIP/2.0\nContent-Type: multipart/mixed\n\n--b\nTo: "x\n\n<!-- y',
  'boundary of regular expression characters': 'INVITE sip:a SIP/2.0\nContent-Type: multipart/mixed\n\n--(+.?\nTo: "x',
};
for (const [name, text] of Object.entries(OPEN_ENDED)) test(`open ${name}`, () => assertNoRunaway(name, text));

test('a header right after an open quote is a header', () => {
  const lines = tokenize('BYE sip:a SIP/2.0\nTo: "open\nFrom: "open\n  more\nVia: SIP/2.0/UDP a');
  for (const index of [1, 2, 4]) {
    assert.ok(lines[index]?.tokens[0]?.scopes.includes('entity.name.tag.header.sip-message'), lines[index]?.text);
  }
});

/** As long as the longest line that the editor still colours (`editor.maxTokenizationLineLength`). */
const LENGTH = 20_000;
const repeat = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
const UNITS = [
  'a',
  '0',
  ' ',
  '"',
  '<',
  'sip:',
  'a@',
  'sip:a@',
  'a=',
  ';a=b',
  ',',
  '\\"',
  '<sip:a>',
  'SIP/2.0 ',
  '[',
  '/',
];

// No clock: a grammar that is quadratic here does not come back within the patience of whoever runs the tests.
test('long lines of one thing: as start-line, header, SDP, text', () => {
  const heads = ['', 'BYE ', 'BYE sip:a SIP/2.0\n', 'BYE sip:a SIP/2.0\nTo: ', 'BYE sip:a SIP/2.0\nVia: '];
  const sdp = 'INVITE sip:a SIP/2.0\nContent-Type: application/sdp\n\nv=0\na=fmtp:96 ';
  for (const head of [...heads, 'BYE sip:a SIP/2.0\nAuthorization: ', sdp]) {
    for (const unit of UNITS) assertNoRunaway(`${head}${unit}`, head + repeat(unit));
  }
});
