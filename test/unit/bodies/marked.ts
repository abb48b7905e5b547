/** Bodies with their faults drawn below the lines: the only place that knows how a body is put into a message. */

import assert from 'node:assert/strict';
import { type Body, bodyErrorText, parseBody } from '../../../server/src/common/bodies/index.ts';
import { parseMessage, type SipMessage } from '../../../server/src/common/syntax/message.ts';

/** A line that marks what stands above it: `  ^^^^ code` or, for something missing, `  | code`. */
const MARK = /^( *)(\^+|\|) ([a-z0-9-]+)$/;

/** A message with a body; `header` is the value of Content-Type. */
export function messageWith(contentType: string, body: string, lineEnd = '\r\n'): SipMessage {
  const text = body.replace(/^\n/, '').replaceAll('\n', lineEnd);
  const head = ['MESSAGE sip:a@b.example SIP/2.0', contentType === '' ? 'Subject: x' : `Content-Type: ${contentType}`];
  const message = parseMessage([...head, '', text].join(lineEnd));
  assert.deepEqual(message.errors, []);
  return message;
}

export function bodyWith(contentType: string, body: string): Body {
  const parsed = parseBody(messageWith(contentType, body));
  assert.ok(parsed);
  return parsed;
}

/** Parses the lines of `drawing` that are no marks and compares the errors with the marks. */
export function checkErrors(contentType: string, drawing: string, lineEnd = '\r\n'): Body {
  const lines: string[] = [];
  const expected: string[] = [];
  for (const line of drawing.replace(/^\n/, '').split('\n')) {
    const mark = MARK.exec(line);
    if (!mark) lines.push(line);
    else {
      const column = mark[1]?.length ?? 0;
      const width = mark[2]?.startsWith('|') ? 0 : (mark[2]?.length ?? 0);
      expected.push(`${lines.length}:${column}+${width} ${mark[3]}`);
    }
  }
  const message = messageWith(contentType, lines.join('\n'), lineEnd);
  const body = parseBody(message);
  assert.ok(body);
  const found = body.errors.map(error => {
    const before = message.text.slice(body.start, error.start).split('\n');
    assert.notEqual(bodyErrorText(error), '');
    assert.doesNotMatch(bodyErrorText(error), /\{\}|undefined/);
    return `${before.length}:${before.at(-1)?.length}+${error.end - error.start} ${error.code}`;
  });
  assert.deepEqual(found.sort(), expected.sort(), drawing);
  return body;
}
