import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatted, formatting, formattingOnType } from '../../../server/src/common/features/formatting.ts';
import { runRules } from '../../../server/src/common/rules/run.ts';
import type { SipDocument } from '../../../server/src/common/syntax/document.ts';
import { documentText, parseDocument } from '../../../server/src/common/syntax/document.ts';
import { toWire } from '../../../server/src/common/syntax/print.ts';
import { bundledTexts } from '../../support/corpus.ts';
import { mutate } from '../../support/mutate.ts';
import { seeded } from '../../support/random.ts';
import { applied, marked, NOBODY } from './markers.ts';

const MESSY = `### one
OPTIONS sip:b@h SIP/2.0
via:SIP/2.0/UDP h;branch=z9hG4bK1
CALL-ID \t:  1@h \t
K: path
# a comment\x20
Subject:  one\x20\x20
  two\t
x-own:a
Organization:\x20\x20
Reason:
 SIP;cause=200
Content-Length: 7

a :  b 
### two
OPTIONS sip:b@h SIP/2.0
no header \x20
Call-Id:2

`;

const NEAT = `### one
OPTIONS sip:b@h SIP/2.0
Via: SIP/2.0/UDP h;branch=z9hG4bK1
Call-ID: 1@h
k: path
# a comment\x20
Subject: one
  two
x-own: a
Organization:
Reason:
 SIP;cause=200
Content-Length: 7

a :  b 
### two
OPTIONS sip:b@h SIP/2.0
no header \x20
Call-ID: 2

`;

test('header fields are written in one way; comments, bodies and other lines stay', () => {
  for (const ends of ['\n', '\r\n']) {
    const document = parseDocument(MESSY.replaceAll('\n', ends));
    const neat = NEAT.replaceAll('\n', ends);
    assert.equal(applied(document, formatting(document)), neat);
    assert.equal(formatted(document).text, neat);
    assert.equal(formatted(parseDocument(neat)).changes, 0);
  }
});

test('lines of a message end like its start-line', () => {
  const document = parseDocument('OPTIONS sip:b@h SIP/2.0\r\nSubject: a\n b\nCall-ID: 1\r\n\r\n');
  assert.equal(formatted(document).text, 'OPTIONS sip:b@h SIP/2.0\r\nSubject: a\r\n b\r\nCall-ID: 1\r\n\r\n');
});

test('a range formats the lines that it touches, ranges together no line twice', () => {
  const { document, cursors } = marked(
    'OPTIONS sip:b@h SIP/2.0\nv|ia:a\nt|o:b\nfrom:c\n\nOPTIONS sip:b@h SIP/2.0\nt|o:d\n\n',
  );
  const [one, two, three] = cursors;
  assert.ok(one && two && three);
  const twice = formatting(document, [
    { start: one, end: two },
    { start: two, end: three },
  ]);
  assert.equal(
    applied(document, twice),
    'OPTIONS sip:b@h SIP/2.0\nVia: a\nTo: b\nFrom: c\n\nOPTIONS sip:b@h SIP/2.0\nTo: d\n\n',
  );
  const first = formatting(document, [{ start: one, end: one }]);
  assert.match(applied(document, first), /^OPTIONS sip:b@h SIP\/2\.0\nVia: a\nto:b\n/);
});

test('a line end that is typed formats the line above', () => {
  const { document, cursor } = marked('OPTIONS sip:b@h SIP/2.0\nvia:a\nto:b\n|\n');
  assert.equal(applied(document, formattingOnType(document, cursor)), 'OPTIONS sip:b@h SIP/2.0\nvia:a\nTo: b\n\n');
  assert.deepEqual(formattingOnType(document, { line: 0, character: 0 }), []);
});

test('another kind of file stays as it is', () => {
  const text = '%Module PyQt6.QtCore\nvia:a\n';
  assert.deepEqual(formatting(parseDocument(text)), []);
  assert.deepEqual(formatted(parseDocument(text)), { text, changes: 0 });
});

function findings(document: SipDocument): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of runRules(document, NOBODY).byMessage.flat()) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** What is sent, names without regard to case. */
const sent = (document: SipDocument): unknown =>
  document.messages.map(message => {
    const wire = toWire(message);
    return wire && { ...wire, headers: wire.headers.map(({ name, value }) => [name.toLowerCase(), value]) };
  });

test('formatting changes nothing that is sent, is final, and makes no finding, over the corpus and broken copies', () => {
  const random = seeded(5);
  const texts = bundledTexts();
  const broken = Array.from({ length: 150 }, (_, i) => mutate(texts[i % texts.length] ?? '', random));
  let changed = 0;
  for (const text of [...texts, ...broken]) {
    const document = parseDocument(text);
    const once = formatted(document);
    const again = parseDocument(once.text);
    assert.deepEqual(sent(again), sent(document), text);
    assert.equal(applied(document, formatting(document)), once.text);
    assert.equal(formatted(again).changes, 0, text);
    assert.equal(documentText(again), once.text);
    const before = findings(document);
    for (const [rule, count] of findings(again)) assert.ok(count <= (before.get(rule) ?? 0), `${rule}: ${text}`);
    if (once.changes > 0) changed++;
  }
  assert.ok(changed > 20, String(changed));
});
