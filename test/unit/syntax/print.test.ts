/** From the tree to the wire and back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';
import { printWire, toWire } from '../../../server/src/common/syntax/print.ts';
import { bundledTexts } from '../../support/corpus.ts';

function wire(text: string): string | undefined {
  const message = toWire(parseMessage(text));
  return message && printWire(message);
}

test('comments and separators stay behind, folding is undone, line ends are CRLF', () => {
  const text =
    '### t\n# @hop Gm\nOPTIONS sip:a SIP/2.0\n# c\nSubject: one\n\t two\nSupported:\nc: text/plain\n\na\n# b\n';
  assert.equal(
    wire(text),
    'OPTIONS sip:a SIP/2.0\r\nSubject: one two\r\nSupported:\r\nc: text/plain\r\n\r\na\r\n# b\r\n',
  );
});

test('a segment without a message has nothing for the wire', () => assert.equal(wire('# only a comment\n'), undefined));

test('what was printed once prints the same again', () => {
  for (const text of bundledTexts()) {
    for (const message of parseDocument(text).messages) {
      // A line that is no header field cannot be sent.
      if (
        message.errors.some(error => error.code === 'header-no-colon' || error.code === 'continuation-without-header')
      )
        continue;
      const once = wire(message.text);
      if (once !== undefined) assert.equal(wire(once), once);
    }
  }
});
