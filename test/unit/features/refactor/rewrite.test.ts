import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refactored, titlesAt } from './places.ts';

const head = (line: string): string => `OPTIONS sip:b@h SIP/2.0\n${line}\nCall-ID: 1\n\n`;

/** [what, text with the cursor, beginning of the title, text afterwards]. */
const TABLE: readonly (readonly [string, string, string, string])[] = [
  ['a compact name', head('v|: SIP/2.0/UDP h'), 'Write Via, the long form', head('Via: SIP/2.0/UDP h')],
  ['a long name', head('supported: |path'), 'Write k, the compact form', head('k: path')],
  [
    'all names in compact form',
    '|OPTIONS sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h\nm: <sip:a@h>\nMax-Forwards: 70\nCall-ID: 1\n\n',
    'Write all header names in compact',
    'OPTIONS sip:b@h SIP/2.0\nv: SIP/2.0/UDP h\nm: <sip:a@h>\nMax-Forwards: 70\ni: 1\n\n',
  ],
  [
    'all names in long form, one message of two',
    'OPTIONS sip:b@h SIP/2.0\nv: SIP/2.0/UDP h\n\n### two\n|OPTIONS sip:b@h SIP/2.0\nv: SIP/2.0/UDP h\ni: 1\n\n',
    'Write all header names in long',
    'OPTIONS sip:b@h SIP/2.0\nv: SIP/2.0/UDP h\n\n### two\nOPTIONS sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h\nCall-ID: 1\n\n',
  ],
  [
    'a long header folded at its parameters',
    head(
      'Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans|;spi-c=1111;spi-s=2222;port-c=5062;port-s=5063, x',
    ),
    'Fold Security-Client',
    head(
      'Security-Client: ipsec-3gpp;alg=hmac-sha-1-96;ealg=aes-cbc;prot=esp;mod=trans\n ;spi-c=1111;spi-s=2222;port-c=5062;port-s=5063, x',
    ),
  ],
  [
    'a long list folded at a comma, not inside a URI',
    head(
      'Record-Route: <sip:one.example.org;lr;transport=udp;x=12345678901234567890>,| <sip:two.example.org;lr>, <sip:three.example.org;lr>',
    ),
    'Fold Record-Route',
    head(
      'Record-Route: <sip:one.example.org;lr;transport=udp;x=12345678901234567890>,\n <sip:two.example.org;lr>, <sip:three.example.org;lr>',
    ),
  ],
  [
    'a folded header unfolded',
    head('Subject: one  \n\t two|\n three'),
    'Unfold Subject',
    head('Subject: one two three'),
  ],
  ['a value that begins on the next line', head('Subject:\n  o|ne'), 'Unfold Subject', head('Subject: one')],
  [
    'a list split',
    head('Route: <sip:a,b@h;lr> , "x, y" <sip:c|>;p=1,<sip:d>'),
    'Give each value of Route',
    head('Route: <sip:a,b@h;lr>\nRoute: "x, y" <sip:c>;p=1\nRoute: <sip:d>'),
  ],
  ['a split list keeps the compact name', head('k: a|,b'), 'Give each value of Supported', head('k: a\nk: b')],
  [
    'fields joined at the first one',
    head('Route: <sip:a>\nMax-Forwards: 70\nroute: <sip:b>|, <sip:c>\nk: x'),
    'Write all values of Route',
    head('Route: <sip:a>, <sip:b>, <sip:c>\nMax-Forwards: 70\nk: x'),
  ],
  [
    'sorted, with the comments above, the paths as they are',
    '|INVITE sip:b@h SIP/2.0\n# about length\nContent-Length: 0\nCSeq: 1 INVITE\nRecord-Route: <sip:p>\nX-One: 1\nVia: SIP/2.0/UDP h\n# about To\nTo: <sip:b@h>\nX-Two: 2\nVia: SIP/2.0/UDP i\nMax-Forwards: 70\n\n',
    'Sort header fields',
    'INVITE sip:b@h SIP/2.0\nRecord-Route: <sip:p>\nVia: SIP/2.0/UDP h\nVia: SIP/2.0/UDP i\nMax-Forwards: 70\n# about To\nTo: <sip:b@h>\nCSeq: 1 INVITE\nX-One: 1\nX-Two: 2\n# about length\nContent-Length: 0\n\n',
  ],
  [
    'sorted with its folded lines',
    '|OPTIONS sip:b@h SIP/2.0\nSubject: b\n\tx\nFrom: <sip:a>\n\n',
    'Sort header fields',
    'OPTIONS sip:b@h SIP/2.0\nFrom: <sip:a>\nSubject: b\n\tx\n\n',
  ],
  [
    'new identifiers of one request',
    '|OPTIONS sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bKold;rport, SIP/2.0/UDP i;branch=z9hG4bK2\nFrom: <sip:a>;tag=old\nTo: <sip:b>\nCall-ID: old@host\n\n',
    'Make a new branch, From tag and Call-ID for this message',
    'OPTIONS sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bK0102030405060708;rport, SIP/2.0/UDP i;branch=z9hG4bK2\nFrom: <sip:a>;tag=090a0b0c0d0e\nTo: <sip:b>\nCall-ID: 0f101112131415161718191a@host\n\n',
  ],
  [
    'a request in a dialog gets a new branch only',
    '|BYE sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bKold\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: 1\n\n',
    'Make a new branch',
    'BYE sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h;branch=z9hG4bK0102030405060708\nFrom: <sip:a>;tag=1\nTo: <sip:b>;tag=2\nCall-ID: 1\n\n',
  ],
  [
    'the identifiers of a dialog, wherever they are named',
    `|INVITE sip:b@h SIP/2.0
Via: SIP/2.0/UDP h;branch=z9hG4bKold
From: <sip:a>;tag=A
Call-ID: c

SIP/2.0 180 Ringing
v: SIP/2.0/UDP h;branch=z9hG4bKold
f: <sip:a>;tag=A
To: <sip:b>;tag=B
i: c

INVITE sip:b@h SIP/2.0
Call-ID: other
From: <sip:c>;tag=A
Replaces: c;to-tag=B;from-tag=A

BYE sip:a@h SIP/2.0
From: <sip:b>;tag=B
To: <sip:a>;tag=A
Call-ID: c

`,
    'Make new branches, tags and Call-ID for the 3 messages',
    `INVITE sip:b@h SIP/2.0
Via: SIP/2.0/UDP h;branch=z9hG4bK1b1c1d1e1f202122
From: <sip:a>;tag=232425262728
Call-ID: 292a2b2c2d2e2f3031323334

SIP/2.0 180 Ringing
v: SIP/2.0/UDP h;branch=z9hG4bK1b1c1d1e1f202122
f: <sip:a>;tag=232425262728
To: <sip:b>;tag=35363738393a
i: 292a2b2c2d2e2f3031323334

INVITE sip:b@h SIP/2.0
Call-ID: other
From: <sip:c>;tag=A
Replaces: 292a2b2c2d2e2f3031323334;to-tag=35363738393a;from-tag=232425262728

BYE sip:a@h SIP/2.0
From: <sip:b>;tag=35363738393a
To: <sip:a>;tag=232425262728
Call-ID: 292a2b2c2d2e2f3031323334

`,
  ],
];

for (const [what, source, title, expected] of TABLE) {
  test(what, () => assert.equal(refactored(source, title), expected));
}

/** [why, text with the cursor, beginning of a title that must not be offered]. */
const NOTHING: readonly (readonly [string, string, string])[] = [
  ['no compact form', head('Max-Forwards|: 70'), 'Write '],
  ['a private header with a short name', head('q|: 1'), 'Write '],
  ['an indented header field', head('To: <sip:b>\n Call|-ID: 1'), 'Write i'],
  ['a header field without a colon', head('Call|-ID 1'), 'Write i'],
  ['challenges are no comma list', head('WWW-Authenticate: Digest realm="a",| nonce="b"'), 'Give each'],
  [
    'credentials cannot be joined',
    head('Authorization: Digest username="a"|\nAuthorization: Digest username="b"'),
    'Write all',
  ],
  ['a single value', head('Subject: a|, b'), 'Give each'],
  ['a comma inside quotes', head('Contact: "a, b"| <sip:a>'), 'Give each'],
  ['a broken list', head('Route: <sip:a|, <sip:b>'), 'Give each'],
  ['a comment speaks about one of the fields', head('Route: <sip:a|>\n# @ignore x y\nRoute: <sip:b>'), 'Write all'],
  ['a comment speaks about the field', head('# @ignore x y\nRoute: <sip:a|>, <sip:b>'), 'Give each'],
  ['an empty list says something', head('Accept:|\nAccept: a/b'), 'Write all'],
  ['a short header', head('Route: <sip:a>|, <sip:b>'), 'Fold'],
  ['a header on one line', head('Route: <sip:a>|, <sip:b>'), 'Unfold'],
  ['a long value that cannot be broken', head(`Call-ID: |${'a'.repeat(100)}`), 'Fold'],
  ['sorted already', '|OPTIONS sip:b@h SIP/2.0\nVia: SIP/2.0/UDP h\nFrom: <sip:a>\nContent-Length: 0\n\n', 'Sort'],
  ['a line that is no header', '|OPTIONS sip:b@h SIP/2.0\nTo: <sip:b>\nnonsense\nFrom: <sip:a>\n\n', 'Sort'],
  ['identifiers of a response', '|SIP/2.0 200 OK\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\nCall-ID: 1\n\n', 'Make'],
  ['the cursor stands in the body', 'MESSAGE sip:b@h SIP/2.0\nCall-ID: 1\nContent-Length: 5\n\nRou|te', 'Make'],
];

for (const [why, source, title] of NOTHING) {
  test(`nothing: ${why}`, () => {
    const titles = titlesAt(source);
    assert.ok(!titles.some(each => each.startsWith(title)), titles.join('; '));
  });
}
