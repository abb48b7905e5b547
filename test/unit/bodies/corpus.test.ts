/** Bodies of the torture messages, the examples and RFC messages; and bodies broken at random. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  allBodies,
  type Body,
  bodyErrorText,
  bodyOutline,
  bodyTokens,
  describeBody,
  parseBody,
} from '../../../server/src/common/bodies/index.ts';
import type { BodyNode, Span } from '../../../server/src/common/bodies/types.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import type { SipMessage } from '../../../server/src/common/syntax/message.ts';
import { bundledTexts } from '../../support/corpus.ts';
import { mutate } from '../../support/mutate.ts';
import { seeded } from '../../support/random.ts';

function bodiesIn(text: string): { message: SipMessage; body: Body }[] {
  return parseDocument(text).messages.flatMap(message => {
    const body = parseBody(message);
    return body ? [{ message, body }] : [];
  });
}

function errorsIn(text: string): string[] {
  return bodiesIn(text).flatMap(({ message, body }) =>
    body.errors.map(error => `${error.code} ${message.text.slice(error.start, error.end)}`),
  );
}

function folder(path: string, pattern: RegExp): readonly (readonly [file: string, text: string])[] {
  return readdirSync(path)
    .filter(file => pattern.test(file))
    .map(file => [file, readFileSync(`${path}/${file}`, 'utf8')] as const);
}

/** What is really wrong in the bodies of RFC 4475; none of it is what the message was made to show. */
const TORTURE: ReadonlyMap<string, readonly string[]> = new Map([
  // The line "m =video" has a space that no grammar of SDP allows.
  ['dblreq.dat', ['sdp-line-space  ', 'sdp-field ']],
  ['mismatch02.dat', ['sdp-line-missing c=', 'sdp-line-missing m=', 'sdp-field ']],
  ['test.dat', ['sdp-line-missing v=', 'sdp-line-missing v=', 'sdp-line-missing v=', 'sdp-line testing=123']],
]);

for (const [file, text] of folder(new URL('../../data/rfc4475', import.meta.url).pathname, /\.dat$/)) {
  test(`RFC 4475 ${file}: the body has no fault but the known`, () => {
    const found = errorsIn(text);
    // Most of them share "a=rtpmap:31 LPC", which lacks the clock rate (RFC 8866 §6.6).
    const known = TORTURE.get(file) ?? (text.includes('a=rtpmap:31 LPC\r\n') && found.length > 0 ? ['sdp-field '] : []);
    assert.deepEqual(found, known);
  });
}

for (const [file, text] of folder(new URL('../../../examples', import.meta.url).pathname, /\.sip$/)) {
  if (file === 'broken.sip') continue;
  test(`examples/${file}: no fault in a body`, () => assert.deepEqual(errorsIn(text), []));
}

const corpus = process.env['SIPWRIGHT_CORPUS'];

test('RFC 3665 and the captures: no fault in a body', { skip: !corpus }, () => {
  if (!corpus) return;
  const captures = ['ipsec_reg', 'nonipsec_reg', 'ipsec_to_ipsec_call'].map(name => `${corpus}/pcap/${name}`);
  let bodies = 0;
  for (const path of [`${corpus}/rfc/rfc3665`, ...captures]) {
    for (const [file, text] of folder(path, /\.sip$/)) {
      assert.deepEqual(errorsIn(text), [], `${path}/${file}`);
      bodies += bodiesIn(text).length;
    }
  }
  assert.ok(bodies > 40, `${bodies} bodies`);
});

/** A body of each kind, to be broken. */
const SEEDS: readonly string[] = [
  ...bundledTexts().filter(text => /^content-type|^c:/im.test(text)),
  'NOTIFY sip:a SIP/2.0\r\nContent-Type: application/reginfo+xml\r\n\r\n<?xml version="1.0"?>\r\n<r xmlns="urn:ietf:params:xml:ns:reginfo" xmlns:g="u"><!-- c --><registration aor="a&amp;b" g:x=\'1\'/>t<![CDATA[x]]></r>\r\n',
  'NOTIFY sip:a SIP/2.0\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n--b\r\nContent-Type: message/sipfrag\r\n\r\nSIP/2.0 200 OK\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n--b--\r\n',
  'INVITE sip:a SIP/2.0\r\nContent-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP4 233.252.0.1/127\r\nt=0 0\r\na=group:BUNDLE a b\r\nm=audio 1 RTP/AVP 96 99\r\na=rtpmap:96 AMR/8000/1\r\na=fmtp:96 mode-set=0,2;octet-align=1; max-red=0\r\na=rtpmap:99 telephone-event/8000\r\na=fmtp:99 0-15\r\na=curr:qos local none\r\na=candidate:1 1 UDP 1 ::1 9 typ host\r\n',
];

function inside(span: Span, outer: Span): boolean {
  return outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
}

function checkNode(node: BodyNode, outer: Span): void {
  assert.ok(
    inside(node, outer) && inside(node.nameSpan, outer),
    `${node.kind} ${node.name} ${node.start}..${node.end}`,
  );
  for (const child of node.children) checkNode(child, outer);
}

/** Places of everything that a body gives lie inside it. */
function checkBody(message: SipMessage, body: Body): void {
  assert.ok(inside(body, { start: 0, end: message.text.length }));
  for (const error of body.errors) assert.ok(inside(error, body), `${error.code} ${error.start}..${error.end}`);
  for (const error of body.errors) assert.notEqual(bodyErrorText(error), '');
  for (const each of allBodies(body)) assert.ok(inside(each, body));
  for (const node of bodyOutline(body)) checkNode(node, body);
  let pos = body.start;
  for (const token of bodyTokens(body)) {
    assert.ok(inside(token, body) && token.start >= pos, `${token.type} ${token.start}..${token.end} after ${pos}`);
    pos = token.start;
  }
  for (let offset = body.start; offset <= body.end; offset += 7) {
    const found = describeBody(body, offset);
    if (found) assert.ok(inside(found, body), `${found.title} ${found.start}..${found.end}`);
  }
}

test('2,000 broken bodies: no exception, and every place is inside', () => {
  const random = seeded(5);
  for (let i = 0; i < 2_000; i++) {
    const seed = SEEDS[i % SEEDS.length] ?? '';
    const split = Math.max(0, seed.search(/\r?\n\r?\n/) - 1);
    const text = seed.slice(0, split) + mutate(seed.slice(split), random);
    for (const { message, body } of bodiesIn(text)) {
      try {
        checkBody(message, body);
      } catch (error) {
        throw new Error(`case ${i}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
  }
});
