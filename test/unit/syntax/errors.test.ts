/** Every syntax error once, at its characters: a caret line marks them; a caret after the text marks a missing piece. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorCode, SYNTAX_ERRORS } from '../../../server/src/common/syntax/errors.ts';
import { parseMessage } from '../../../server/src/common/syntax/message.ts';

/** One line of a message, the caret line below it. `|` alone stands for a zero-width error before that column. */
const CASES: Readonly<Record<ErrorCode, readonly (readonly [line: string, carets: string])[]>> = {
  'start-line-malformed': [['REGISTER', '^^^^^^^^']],
  'start-line-spaces': [
    ['OPTIONS  sip:a SIP/2.0', '       ^^'],
    ['SIP/2.0  200 OK', '       ^^'],
    ['OPTIONS sip:a\tSIP/2.0', '             ^'],
    ['OPTIONS sip:aSIP/2.0', '             |'],
  ],
  'start-line-trailing-space': [['OPTIONS sip:a SIP/2.0 ', '                     ^']],
  'method-not-token': [['OPT@ONS sip:a SIP/2.0', '^^^^^^^']],
  'request-uri-brackets': [['OPTIONS <sip:a> SIP/2.0', '        ^^^^^^^']],
  'request-uri-missing': [['OPTIONS SIP/2.0', '        ^^^^^^^']],
  'request-uri-space': [['OPTIONS sip:a; lr SIP/2.0', '        ^^^^^^^^^']],
  'sip-version-missing': [['OPTIONS sip:a', '             |']],
  'sip-version-unknown': [
    ['OPTIONS sip:a SIP/2.O', '              ^^^^^^^'],
    ['OPTIONS sip:a SIP 2.0', '              ^^^^^^^'],
    ['OPTIONS sip:a SIP/3.0', '              ^^^^^^^'],
    ['SIP/1.0 200 OK', '^^^^^^^'],
  ],
  'status-code-malformed': [
    ['SIP/2.0 99 No', '        ^^'],
    ['SIP/2.0 700 No', '        ^^^'],
  ],
  'status-line-no-space': [['SIP/2.0 200', '        ^^^']],
  'header-no-colon': [
    ['Max-Forwards 70', '^^^^^^^^^^^^'],
    ['Contact <sip:a@b>', '^^^^^^^'],
    ['what is this', '^^^^^^^^^^^^'],
  ],
  'header-name-missing': [[': x', '^']],
  'header-name-not-token': [['Max=Forwards: 70', '^^^^^^^^^^^^']],
  'continuation-without-header': [[' continued', '^^^^^^^^^^']],
  'header-indented': [['Max-Forwards: 7\n To: <sip:a@b>', '                ^^^']],
  'line-end-return': [['Max-Forwards: 7\rTo: <sip:a@b>', '               ^']],
  'quote-foreign': [['To: “Alice” <sip:a@b>', '    ^^^^^^^']],
  'hyphen-foreign': [['Max–Forwards: 70', '   ^']],
  'space-foreign': [['CSeq: 1\u00a0OPTIONS', '       ^']],
  'empty-line-missing': [['SIP/2.0 200 OK', '^^^^^^^^^^^^^^']],
  'value-missing': [['To:', '   |']],
  'quote-unclosed': [
    ['To: "Alice <sip:a@b>', '    ^^^^^^'],
    ['Authorization: Digest realm="a, nonce="b"', '                            ^^'],
  ],
  'quote-unopened': [['Authorization: Digest realm=a", nonce="b"', '                            ^^']],
  'angle-unopened': [['To: sip:a@b>;tag=1', '    ^^^^^^^^']],
  'angle-unclosed': [['To: <sip:a@b', '    ^^^^^^^^']],
  'angle-missing': [['Route: sip:a;lr', '       ^^^^^']],
  'angle-space': [['To: < sip:a@b>', '     ^']],
  'address-needs-brackets': [['Contact: sip:a@b?Subject=x', '         ^^^^^^^^^^^^^^^^^']],
  'display-name-needs-quotes': [['To: Bell, Alexander <sip:a@b>', '    ^^^^^^^^^^^^^^^']],
  'uri-missing': [['To: <>', '     |']],
  'uri-scheme-missing': [['To: alice@a.example', '    ^^^^^^^^^^^^^^^']],
  'uri-character': [['To: <sip:a{b@c>', '          ^^']],
  'uri-escape': [['To: <sip:a%4gb@c>', '          ^^^']],
  'user-empty': [['To: <sip:@a.example>', '         ^']],
  'host-missing': [['To: <sip:alice@>', '               |']],
  'host-character': [['To: <sip:alice@a_b>', '                ^^']],
  'ipv6-malformed': [['To: <sip:[1::2::3]>', '         ^^^^^^^^^']],
  'ipv6-unclosed': [['To: <sip:[1::2>', '         ^^^^^']],
  'ipv6-needs-brackets': [['To: <sip:2001:db8::1>', '         ^^^^^^^^^^^']],
  'port-malformed': [['Via: SIP/2.0/UDP a:x;branch=z9hG4bK1', '                   ^']],
  'parameter-empty': [
    ['To: <sip:a@b>;;tag=1', '             ^^'],
    ['To: <sip:a@b>;', '             ^'],
  ],
  'parameter-malformed': [
    [
      'P-Access-Network-Info: 3GPP-NR-TDD; sip:10.0.0.1:5060;lr',
      '                                    ^^^^^^^^^^^^^^^^^',
    ],
  ],
  'parameter-value-missing': [
    ['To: <sip:a@b>;tag=', '                  |'],
    ['Content-Type: a/b;charset', '                         |'],
  ],
  'parameter-value-malformed': [['To: <sip:a@b>;tag=a@b', '                  ^^^']],
  'element-empty': [
    ['Supported: path,,gruu', '                ^'],
    ['Supported: path,', '               ^'],
  ],
  'comma-for-semicolon': [
    ['Contact: <sip:a@b>,expires=60;q=0.5', '                  ^'],
    ['To: <sip:a@b>,tag=1', '             ^'],
  ],
  'semicolon-for-comma': [['Authorization: Digest realm="a"; nonce="b"; uri="c"', '                               ^']],
  'star-not-alone': [
    ['Contact: *, <sip:a@b>', '         ^'],
    ['Contact: <sip:a@b>, *', '                    ^'],
  ],
  'semicolon-missing': [['To: <sip:a@b>;a=1 tag=2', '                 |']],
  'comma-missing': [['Authorization: Digest realm="a" nonce="b"', '                               |']],
  'text-unexpected': [
    ['To: <sip:a@b>;tag=a b', '                    ^'],
    ['Supported: a b', '             ^'],
  ],
  'token-expected': [['Allow: @', '       ^']],
  'integer-expected': [['Max-Forwards: -1', '              ^^']],
  'decimal-expected': [['MIME-Version: one', '              ^^^']],
  'method-missing': [
    ['CSeq: 1', '       |'],
    ['CSeq: 1OPTIONS', '       ^^^^^^^'],
  ],
  'star-expected': [['Accept-Contact: ;audio', '                |']],
  'call-id-malformed': [
    ['Call-ID: a@b@c', '         ^^^^^'],
    ['Call-ID: a b', '         ^^^'],
  ],
  'media-type-malformed': [['Content-Type: application', '              ^^^^^^^^^^^']],
  'message-id-malformed': [['Content-ID: part1@a.example', '            ^^^^^^^^^^^^^^^']],
  'date-malformed': [['Date: 2010-11-13', '      ^^^^^^^^^^']],
  'date-not-gmt': [['Date: Sat, 13 Nov 2010 23:29:00 EST', '                                ^^^']],
  'via-protocol': [['Via: SIP/2.0 a.example', '     ^^^^^^^']],
  'via-space-missing': [['Via: SIP/2.0/UDP[::1];branch=z9hG4bK1', '                |']],
  'warning-malformed': [['Warning: 1812 isi.edu "x"', '         ^^^^']],
  'auth-scheme-missing': [
    ['Authorization: ="x"', '               |'],
    ['Authorization: realm="x"', '               ^^^^^'],
  ],
  'comment-unclosed': [['Retry-After: 18 (soon', '                ^^^^^']],
};

test('every code has an example', () => {
  assert.deepEqual(Object.keys(CASES).sort(), Object.keys(SYNTAX_ERRORS).sort());
});

for (const [code, examples] of Object.entries(CASES)) {
  for (const [line, carets] of examples) {
    test(`${code}: ${line}`, () => {
      const isStart = /^(?:OPT\S* |SIP\/|REGISTER$)/.test(line) && code !== 'empty-line-missing';
      const before = isStart ? '### \n' : '### \nOPTIONS sip:a SIP/2.0\n';
      const text = `${before}${line}\n\n`;
      const found = parseMessage(text).errors.map(error => [
        error.code,
        error.start - before.length,
        error.end - before.length,
      ]);
      const start = carets.search(/[\^|]/);
      const width = carets.includes('|') ? 0 : carets.length - start;
      assert.deepEqual(found, [[code, start, start + width]]);
    });
  }
}
