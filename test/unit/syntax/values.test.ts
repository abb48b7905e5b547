/** Typed views: from the text of a header to data, and positions back. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDocument, placeAt, positionOf } from '../../../server/src/common/syntax/document.ts';
import { parseMessage, type SipMessage } from '../../../server/src/common/syntax/message.ts';
import {
  addressesOf,
  credentialsOf,
  cseqOf,
  integerOf,
  itemsOf,
  mediaTypeOf,
  type Param,
  param,
  paramListOf,
  quote,
  unquote,
  viasOf,
} from '../../../server/src/common/syntax/values.ts';
import {
  type Header,
  headersNamed,
  headersOf,
  methodOf,
  startLineOf,
  statusOf,
} from '../../../server/src/common/syntax/views.ts';

function header(line: string): { message: SipMessage; header: Header } {
  const message = parseMessage(`OPTIONS sip:a SIP/2.0\n${line}\n\n`);
  const found = headersOf(message)[0];
  assert.ok(found);
  return { message, header: found };
}

const pairs = (params: readonly Param[]) => params.map(({ name, value }) => [name, value]);

test('an address with everything', () => {
  const it = header('m: "A \\"B\\"" <sips:a%20b:pw@[::1]:5061;lr;maddr=1.2.3.4?Subject=x&Route=y>;q=0.5;+g.3gpp.smsip');
  const [address] = addressesOf(it.message, it.header);
  assert.ok(address?.uri);
  assert.equal(it.header.name, 'Contact');
  assert.equal(address.displayName, 'A "B"');
  const { scheme, user, password, host, port } = address.uri;
  assert.deepEqual([scheme, user, password, host, port], ['sips', 'a%20b', 'pw', '[::1]', 5061]);
  assert.deepEqual(pairs(address.uri.params), [
    ['lr', undefined],
    ['maddr', '1.2.3.4'],
  ]);
  assert.deepEqual(pairs(address.uri.headers), [
    ['Subject', 'x'],
    ['Route', 'y'],
  ]);
  assert.deepEqual(pairs(address.params), [
    ['q', '0.5'],
    ['+g.3gpp.smsip', undefined],
  ]);
  assert.equal(param(address.params, 'Q')?.value, '0.5');
});

test('a tel URI and a bare one', () => {
  const it = header('P-Asserted-Identity: <tel:+1-201;phone-context=x>, sip:a@b');
  const [tel, sip] = addressesOf(it.message, it.header);
  assert.deepEqual([tel?.uri?.scheme, tel?.uri?.user, tel?.uri?.host], ['tel', '+1-201', undefined]);
  assert.deepEqual(pairs(tel?.uri?.params ?? []), [['phone-context', 'x']]);
  assert.deepEqual([sip?.uri?.user, sip?.uri?.host], ['a', 'b']);
});

test('star', () => {
  const it = header('Contact: *');
  assert.deepEqual(
    addressesOf(it.message, it.header).map(one => one.star),
    [true],
  );
});

test('Via, with white space where it is legal', () => {
  const it = header('Via: SIP / 2.0 / udp  a.example : 5060 ;branch=z9hG4bK1;rport, SIP/2.0/TCP [::1]');
  const vias = viasOf(it.message, it.header);
  assert.deepEqual(
    vias.map(via => [via.transport, via.host, via.port]),
    [
      ['UDP', 'a.example', 5060],
      ['TCP', '[::1]', undefined],
    ],
  );
  assert.deepEqual(pairs(vias[0]?.params ?? []), [
    ['branch', 'z9hG4bK1'],
    ['rport', undefined],
  ]);
});

test('lists of tokens, with and without parameters', () => {
  const list = header('Require: path, sec-agree');
  assert.deepEqual(
    itemsOf(list.message, list.header).map(item => item.value),
    ['path', 'sec-agree'],
  );
  const one = header('P-Visited-Network-ID: "other net", visited.example;x=1');
  assert.deepEqual(
    itemsOf(one.message, one.header).map(item => [item.value, item.quoted, pairs(item.params)]),
    [
      ['other net', true, []],
      ['visited.example', false, [['x', '1']]],
    ],
  );
});

test('credentials, parameter lists, CSeq, numbers, media type', () => {
  const auth = header('Authorization: Digest username="a\\"b", nc=00000001 ,qop = auth');
  const credentials = credentialsOf(auth.message, auth.header);
  assert.equal(credentials?.scheme, 'Digest');
  assert.deepEqual(pairs(credentials?.params ?? []), [
    ['username', 'a"b'],
    ['nc', '00000001'],
    ['qop', 'auth'],
  ]);
  const vector = header('P-Charging-Vector: icid-value="1;2";orig-ioi=home');
  assert.deepEqual(pairs(paramListOf(vector.message, vector.header)), [
    ['icid-value', '1;2'],
    ['orig-ioi', 'home'],
  ]);
  const cseq = header('CSeq: 0009\r\n  INVITE');
  assert.deepEqual(
    [cseqOf(cseq.message, cseq.header)?.number, cseqOf(cseq.message, cseq.header)?.method],
    [9, 'INVITE'],
  );
  const expires = header('Expires: 600000');
  assert.equal(integerOf(expires.message, expires.header)?.value, 600000);
  const type = header('c: Multipart/Mixed; boundary="b"');
  assert.deepEqual(
    [mediaTypeOf(type.message, type.header)?.type, mediaTypeOf(type.message, type.header)?.subtype],
    ['multipart', 'mixed'],
  );
});

test('quoting and unquoting', () => {
  for (const text of ['', 'a', 'a"b', 'a\\b', '\\"']) assert.equal(unquote(quote(text)), text);
  assert.equal(unquote('"open'), 'open');
});

test('start-lines; the method of a response is the one in its CSeq', () => {
  const response = parseMessage('SIP/2.0 401 Not\tyou \nCSeq: 1 REGISTER\n\n');
  const line = startLineOf(response);
  assert.equal(line?.type === 'response' && line.reason, 'Not\tyou ');
  assert.deepEqual([statusOf(response), methodOf(response)], [401, 'REGISTER']);
});

test('headers by name: any case, compact forms, in the order of the text', () => {
  const message = parseMessage('OPTIONS sip:a SIP/2.0\nv: SIP/2.0/UDP a\nX-Foo: 1\nVIA: SIP/2.0/UDP b\nx-foo: 2\n\n');
  assert.deepEqual(
    headersNamed(message, 'via').map(one => one.raw),
    ['SIP/2.0/UDP a', 'SIP/2.0/UDP b'],
  );
  assert.deepEqual(
    headersNamed(message, 'X-FOO').map(one => one.raw),
    ['1', '2'],
  );
});

test('positions and offsets agree, over messages and line ends of both kinds', () => {
  const text = 'OPTIONS sip:a SIP/2.0\r\nVia: é😀x\r\n\r\n### n\nOPTIONS sip:b SIP/2.0\nTo: <sip:b>\n\n';
  const document = parseDocument(text);
  for (let offset = 0; offset <= text.length; offset++) {
    const before = text.slice(0, offset);
    const line = before.split('\n').length - 1;
    const character = offset - (before.lastIndexOf('\n') + 1);
    const place = placeAt(document, { line, character });
    assert.ok(place);
    // Between CR and LF is the end of the line.
    const column = text[offset - 1] === '\r' && text[offset] === '\n' ? character - 1 : character;
    assert.deepEqual(positionOf(document, place.index, place.offset), { line, character: column });
  }
  const beyond = placeAt(document, { line: 1, character: 999 });
  assert.ok(beyond);
  assert.deepEqual(positionOf(document, beyond.index, beyond.offset), { line: 1, character: 9 });
});
