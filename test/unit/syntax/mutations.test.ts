/** Any text gives a tree: a bounded slice of what `npm run fuzz` does a million times. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  documentText,
  editDocument,
  parseDocument,
  type SipDocument,
} from '../../../server/src/common/syntax/document.ts';
import { bundledTexts } from '../../support/corpus.ts';
import { mutate } from '../../support/mutate.ts';
import { seeded } from '../../support/random.ts';
import { treeFault } from '../../support/trees.ts';

const TEXTS = bundledTexts();

test('3,000 mutated messages: no exception, and the root covers the text', () => {
  const random = seeded(1);
  for (let i = 0; i < 3_000; i++) {
    const text = mutate(TEXTS[i % TEXTS.length] ?? '', random);
    const document = parseDocument(text);
    assert.equal(documentText(document), text, `case ${i}`);
    for (const message of document.messages)
      assert.equal(treeFault(message), undefined, `case ${i}: ${JSON.stringify(text)}`);
  }
});

/** What two documents must share to be the same, as one string. */
function outline(document: SipDocument): string {
  const messages = document.messages.map(({ text, errors, tape, root }) => [
    text,
    (tape[root + 3] ?? 0) - root,
    ...errors.map(one => one.code),
  ]);
  return JSON.stringify([messages, [...document.starts], [...document.lines], document.isSip]);
}

test('800 edits of a long document give what a whole parse gives', () => {
  const random = seeded(2);
  const separators = ['\r\n', '\n### next\n', '\n# @hop Mw\n', '\nprose between\n\n'];
  const whole = TEXTS.filter(text => text.length < 1_500)
    .map(text => text + separators[random(separators.length)])
    .join('');
  let document = parseDocument(whole);
  for (let i = 0; i < 800; i++) {
    if (document.length < whole.length / 2) document = parseDocument(whole);
    const start = random(document.length + 1);
    const end = Math.min(document.length, start + (random(3) === 0 ? random(random(20) === 0 ? 3000 : 20) : 0));
    const text = mutate('', random);
    const before = documentText(document);
    document = editDocument(document, { start, end, text });
    const after = before.slice(0, start) + text + before.slice(end);
    assert.ok(documentText(document) === after, `edit ${i}`);
    assert.ok(
      outline(document) === outline(parseDocument(after)),
      `edit ${i}: ${start}..${end} ${JSON.stringify(text)}`,
    );
  }
});

test('an edit inside one message leaves all others the same objects', () => {
  const one = 'OPTIONS sip:a.example SIP/2.0\r\nCall-ID: a\r\nContent-Length: 0\r\n\r\n';
  const document = parseDocument(one.repeat(100));
  const edited = editDocument(document, { start: one.length * 50 + 45, end: one.length * 50 + 45, text: 'x' });
  const changed = edited.messages.filter((message, i) => message !== document.messages[i]);
  assert.equal(edited.messages.length, 100);
  assert.equal(changed.length, 1);
});
