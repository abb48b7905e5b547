/** Where messages begin and end (the .sip file contract). */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import { contentLengths } from '../../../server/src/common/syntax/print.ts';
import { bodyOf, directivesOf, hasMessage, startLineOf, titleOf } from '../../../server/src/common/syntax/views.ts';

/** `REGISTER`, `200`, or `-` for a segment without a message; a body in brackets. */
function outline(text: string): string[] {
  return parseDocument(text).messages.map(message => {
    const line = startLineOf(message);
    const name = line === undefined ? '-' : line.type === 'request' ? line.method : String(line.code);
    const body = bodyOf(message);
    return body ? `${name} [${body.text.replace(/\r?\n/g, '|')}]` : name;
  });
}

const R = 'OPTIONS sip:a SIP/2.0\n';
const S = 'SIP/2.0 200 OK\n';
const CASES: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  ['an empty file', '', ['-']],
  ['one message', `${R}\n`, ['OPTIONS']],
  ['CRLF', 'OPTIONS sip:a SIP/2.0\r\n\r\nSIP/2.0 200 OK\r\n\r\n', ['OPTIONS', '200']],
  ['a start-line after an empty line', `${R}\n${S}\n`, ['OPTIONS', '200']],
  ['a separator ends a message', `${R}Via: x\n### next\n${S}\n`, ['OPTIONS', '200']],
  ['a separator without an empty line', `### one\n${R}\n### two\n${S}\n`, ['OPTIONS', '200']],
  ['after a separator anything begins a message', '### broken\nREGSITER sip:a\nVia: x\n\n', ['REGSITER']],
  ['comments before a start-line belong to its message', `# c\n# @hop Gm\n${R}\n# c\n${S}\n`, ['OPTIONS', '200']],
  ['prose between messages', `# c\n${R}\nThe answer is:\n\n${S}\n`, ['OPTIONS', '200']],
  ['a log prefix right above a start-line', `12:00:01 RECV from 10.0.0.1\n${R}Via: x\n\n`, ['OPTIONS']],
  ['a start-line in prose is prose', `see\n${R}and so on\n`, ['-']],
  ['a broken start-line above a known header', 'OPTIONS sip:a\nVia: x\n\n', ['OPTIONS']],
  ['no start-line at all', 'hello\nworld\n', ['-']],
  ['Content-Length 0, then prose', `${R}Content-Length: 0\n\nnot a body\n`, ['OPTIONS', '-']],
  ['Content-Length that fits with CRLF', `${R}c: text/plain\nl: 4\n\nab\n\n${S}\n`, ['OPTIONS [ab|]', '200']],
  ['Content-Length that fits with LF', `${R}c: text/plain\nl: 3\n\nab\n\n${S}\n`, ['OPTIONS [ab|]', '200']],
  ['Content-Length without the last line end', `${R}c: text/plain\nl: 2\n\nab\n\n${S}\n`, ['OPTIONS [ab]', '200']],
  ['Content-Length cuts before prose', `${R}c: text/plain\nl: 4\n\nab\n\nprose\n\n${S}\n`, ['OPTIONS [ab|]', '200']],
  ['a wrong Content-Length swallows nothing', `${R}c: text/plain\nl: 999\n\nab\n\n${S}\n`, ['OPTIONS [ab|]', '200']],
  ['a body without Content-Length', `${R}c: text/plain\n\nab\n\ncd\n\n${S}\n`, ['OPTIONS [ab||cd|]', '200']],
  ['SDP without Content-Type', `${R}\nv=0\ns=-\n\n${S}\n`, ['OPTIONS [v=0|s=-|]', '200']],
  ['# in a body is body', `${R}c: text/plain\n\n# a\nb\n\n${S}\n`, ['OPTIONS [# a|b|]', '200']],
  ['comments after a body belong to the next', `${R}c: text/plain\n\na\n\n# @hop Gm\n${S}\n`, ['OPTIONS [a|]', '200']],
  ['message/sipfrag is not split', `${R}c: message/sipfrag\nl: 16\n\n${S}\n`, ['OPTIONS [SIP/2.0 200 OK|]']],
  [
    'message/sip without a length is not split',
    `${R}c: message/sip\n\n${R}Via: x\n\n### n\n${S}\n`,
    ['OPTIONS [OPTIONS sip:a SIP/2.0|Via: x|]', '200'],
  ],
  [
    'a part of multipart is not split',
    `${R}c: multipart/mixed;boundary=b\n\n--b\nc: message/sip\n\n${R}\n--b--\n\n${S}\n`,
    ['OPTIONS [--b|c: message/sip||OPTIONS sip:a SIP/2.0||--b--|]', '200'],
  ],
  ['no empty line at the end', `${R}Via: x`, ['OPTIONS']],
];

for (const [what, text, expected] of CASES) test(what, () => assert.deepEqual(outline(text), expected));

test('the first content decides whether a file is SIP', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['', true],
    ['\n\n', true],
    ['# a comment\n', true],
    ['# @subscriber alice\n', true],
    [`log\n\n${R}\n`, true],
    ['%Module QtCore\n%Include a.sip\n', false],
    ['// PyQt\n%Module(name=PyQt6.QtCore)\n', false],
    ['set_global_assignment -entity "x"\n', false],
    ['hello\nworld\n', false],
    ['\0\u0001\ufffd\ufffd', false],
    [`\ufffd\u0000\n\ufffd\nv: \u0001\n${R}`, false],
  ];
  for (const [text, expected] of cases) assert.equal(parseDocument(text).isSip, expected, JSON.stringify(text));
});

test('titles and directives', () => {
  const message = parseDocument(
    `### The first REGISTER  \n# @subscriber alice\n# plain\n#@ignore via-branch-cookie old peer\n${R}# @hop Gm\n\n`,
  ).messages[0];
  assert.ok(message && hasMessage(message));
  assert.equal(titleOf(message), 'The first REGISTER');
  assert.deepEqual(
    directivesOf(message).map(({ key, value }) => [key, value]),
    [
      ['subscriber', 'alice'],
      ['ignore', 'via-branch-cookie old peer'],
      ['hop', 'Gm'],
    ],
  );
});

test('accepted values of Content-Length, the one to write first', () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['', [0]],
    ['ab\ncd\n', [8, 6, 5, 7]],
    ['ab\r\ncd\r\n', [8, 6, 7]],
    ['é\n', [4, 2, 3]],
  ];
  for (const [body, expected] of cases) {
    const message = parseDocument(`${R}c: text/plain\n\n${body}`).messages[0];
    assert.ok(message);
    assert.deepEqual(contentLengths(message), expected, JSON.stringify(body));
  }
});
