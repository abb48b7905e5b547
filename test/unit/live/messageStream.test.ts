/** SIP over a stream: messages in pieces, several at once, keep-alives, and what is no SIP. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageStream, type StreamItem } from '../../../server/src/node/live/messageStream.ts';

const OPTIONS = 'OPTIONS sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n';
const MESSAGE = 'MESSAGE sip:x SIP/2.0\r\nl:5\r\n\r\ngrüs';

/** What comes out when `text` arrives in pieces of `size` octets. */
function read(text: string, size: number): (string | undefined)[] {
  const stream = new MessageStream();
  const octets = Buffer.from(text);
  const items: (StreamItem | undefined)[] = [];
  for (let at = 0; at < octets.length; at += size) {
    const found = stream.push(octets.subarray(at, at + size));
    items.push(...(found ?? [undefined]));
  }
  return items.map(item => (item?.type === 'message' ? item.text : item?.type));
}

const ROWS: readonly (readonly [string, string, readonly (string | undefined)[]])[] = [
  ['one message', OPTIONS, [OPTIONS]],
  ['two messages, one with a body of characters of two octets', OPTIONS + MESSAGE, [OPTIONS, MESSAGE]],
  ['a ping between messages', `${OPTIONS}\r\n\r\n${OPTIONS}`, [OPTIONS, 'ping', OPTIONS]],
  ['a pong before a message', `\r\n${OPTIONS}`, [OPTIONS]],
  ['a message that has not ended', OPTIONS.slice(0, -3), []],
];

for (const [name, text, expected] of ROWS) {
  for (const size of [1, 2, 3, 7, 10_000]) {
    test(`${name}, ${size} octets at a time`, () => assert.deepEqual(read(text, size), expected));
  }
}

const BROKEN: readonly (readonly [string, string])[] = [
  ['no Content-Length', 'OPTIONS sip:x SIP/2.0\r\nVia: x\r\n\r\n'],
  ['a Content-Length that is no number', 'OPTIONS sip:x SIP/2.0\r\nContent-Length: x\r\n\r\n'],
  ['a Content-Length beyond all reason', 'OPTIONS sip:x SIP/2.0\r\nContent-Length: 9999999\r\n\r\n'],
  ['no end of the header', 'x'.repeat(300_000)],
];

for (const [name, text] of BROKEN) {
  test(`the stream cannot be read on: ${name}`, () => {
    assert.equal(new MessageStream().push(Buffer.from(text)), undefined);
  });
}
