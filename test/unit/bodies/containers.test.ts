/** Bodies that hold others: multipart, message/sip, message/sipfrag; and how the kind of a body is chosen. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allBodies, type Body, bodyAt, bodyOutline, describeBody } from '../../../server/src/common/bodies/index.ts';
import type { BodyNode } from '../../../server/src/common/bodies/types.ts';
import { headersOf } from '../../../server/src/common/syntax/views.ts';
import { bodyWith, checkErrors, messageWith } from './marked.ts';

const MIXED = 'multipart/mixed;boundary=b1';
const SDP = 'v=0\no=- 1 1 IN IP4 a.b\ns=-\nc=IN IP4 a.b\nt=0 0\nm=audio 1 RTP/AVP 0\n';

const FAULTS: readonly (readonly [name: string, type: string, drawing: string])[] = [
  ['nothing', MIXED, `--b1\nContent-Type: application/sdp\n\n${SDP}\n--b1\nContent-Type: a/b+xml\n\n<a/>\n--b1--\n`],
  ['preamble and epilogue', MIXED, 'This is ignored.\n--b1\n\nplain\n--b1--\nThis too.\n'],
  ['a part without headers', MIXED, '--b1\n\n--b1--'],
  ['a boundary in quotes', 'multipart/mixed;boundary="b 1"', '--b 1\n\nx\n--b 1--'],
  ['white space after a delimiter', MIXED, '--b1  \n\nx\n--b1-- \n'],
  ['no boundary', 'multipart/mixed', '--b1\n^^^^ multipart-boundary\n\nx\n--b1--'],
  [
    'boundary too long',
    `multipart/mixed;boundary=${'b'.repeat(71)}`,
    `--${'b'.repeat(71)}\n${'^'.repeat(73)} multipart-boundary-malformed\n\nx\n--${'b'.repeat(71)}--`,
  ],
  ['no delimiter', MIXED, 'x\n^ multipart-delimiter-missing\n--b2\n'],
  ['not closed', MIXED, '--b1\n\nx\n | multipart-close-missing\n'],
  ['no empty line', MIXED, '--b1\nContent-Type: text/plain\nhello there\n^^^^^^^^^^^ multipart-empty-line\n--b1--\n'],
  [
    'a part with a faulty header',
    MIXED,
    '--b1\nContent-Type: text\n              ^^^^ media-type-malformed\n\nx\n--b1--\n',
  ],
  ['a part with a faulty body', MIXED, '--b1\nContent-Type: a/b+xml\n\n<a>\n ^ xml-not-closed\n--b1--\n'],
  [
    'parts in parts',
    MIXED,
    `--b1\nContent-Type: multipart/alternative;boundary=b2\n\n--b2\nContent-Type: application/sdp\n\n${SDP}y=1\n^ sdp-line-type\n--b2--\n\n--b1--\n`,
  ],
  [
    'base64 is not looked at',
    MIXED,
    '--b1\nContent-Type: a/b+xml\nContent-Transfer-Encoding: base64\n\nPGE+\n--b1--\n',
  ],
  [
    'a whole message',
    'message/sip',
    `INVITE sip:a@b.example SIP/2.0\nMax-Forwards: x\n              ^ integer-expected\n\n`,
  ],
  [
    'a whole message with a body',
    'message/sip',
    `INVITE sip:a SIP/2.0\nContent-Type: application/sdp\n\n${SDP}y=1\n^ sdp-line-type\n`,
  ],
  ['a message without start-line', 'message/sip', 'Max-Forwards: 70\n^^^^^^^^^^^^^^^^ sip-start-line\n\n'],
  ['a fragment: a status line', 'message/sipfrag', 'SIP/2.0 200 OK'],
  ['a fragment: a status line and its end', 'message/sipfrag;version=2.0', 'SIP/2.0 100 Trying\n'],
  ['a fragment: header fields', 'message/sipfrag', 'From: <sip:a@b.example>;tag=1\nCSeq: 1\n       | method-missing\n'],
];

for (const [name, type, drawing] of FAULTS) {
  test(`${type.replace(/;.*/, '')}: ${name}`, () => {
    checkErrors(type, drawing);
    checkErrors(type, drawing, '\n');
  });
}

const KINDS: readonly (readonly [type: string, text: string, kind: Body['kind']])[] = [
  ['application/sdp', SDP, 'sdp'],
  ['Application/SDP;charset=x', SDP, 'sdp'],
  ['', SDP, 'sdp'],
  ['', '<?xml version="1.0"?><a/>', 'xml'],
  ['application/3gpp-ims+xml', '<a/>', 'xml'],
  ['application/vnd.3gpp.ussd+xml', '<a/>', 'xml'],
  ['text/xml', '<a/>', 'xml'],
  ['application/vnd.3gpp.sms', 'x', 'opaque'],
  ['text/plain', SDP, 'opaque'],
];

for (const [type, text, kind] of KINDS) {
  test(`"${type}" is read as ${kind}`, () => assert.equal(bodyWith(type, text).kind, kind));
}

const NESTED = `--b1\nContent-Type: application/sdp\nContent-Disposition: session\n\n${SDP}\n--b1\nContent-Type: message/sipfrag\n\nSIP/2.0 200 OK\nCSeq: 1 INVITE\n--b1--\n`;

function outlineText(nodes: readonly BodyNode[], depth = 0): string {
  return nodes
    .map(node => `${' '.repeat(depth)}${node.kind} ${node.name}\n${outlineText(node.children, depth + 1)}`)
    .join('');
}

test('multipart: outline, bodies and places', () => {
  const message = messageWith(MIXED, NESTED);
  const body = bodyWith(MIXED, NESTED);
  assert.deepEqual(
    allBodies(body).map(each => each.kind),
    ['multipart', 'sdp', 'sip'],
  );
  assert.equal(
    outlineText(bodyOutline(body)).replace(/ {2}line .*\n/g, ''),
    `part application/sdp
 header Content-Type
 header Content-Disposition
 session Session
${'  line\n'.repeat(0)} media audio
part message/sipfrag
 header Content-Type
 message 200 OK
  header CSeq
`,
  );
  assert.ok(body.kind === 'multipart');
  const [first, second] = body.parts;
  assert.equal(message.text.slice(first?.body.start, first?.body.end), `${SDP.replaceAll('\n', '\r\n')}`);
  assert.equal(message.text.slice(second?.body.start, second?.body.end), 'SIP/2.0 200 OK\r\nCSeq: 1 INVITE');
  assert.equal(second?.content?.kind === 'sip' && headersOf(second.content.inner.message).length, 1);
  const place = message.text.indexOf('m=audio');
  assert.equal(bodyAt(body, place).kind, 'sdp');
  assert.equal(describeBody(body, place)?.title, 'Media');
  const header = describeBody(body, message.text.indexOf('Content-Disposition') + 3);
  assert.equal(header?.title, 'Content-Disposition');
  assert.equal(message.text.slice(header?.start, header?.end), 'Content-Disposition');
});

test('bodies in bodies are read to a depth', () => {
  const levels = 12;
  let text = '';
  for (let level = 0; level < levels; level++) {
    text += `--b${level}\nContent-Type: multipart/mixed;boundary=b${level + 1}\n\n`;
  }
  const body = bodyWith('multipart/mixed;boundary=b0', text);
  assert.ok(body.errors.some(error => error.code === 'body-too-deep'));
});
