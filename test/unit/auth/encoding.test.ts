import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hasSeparationBit, parseAuts, parseNonce } from '../../../server/src/common/auth/aka.ts';
import {
  base64FromBytes,
  bytesFromBase64,
  bytesFromHex,
  bytesFromLatin1,
  bytesFromUtf8,
  hexFromBytes,
} from '../../../server/src/common/auth/encoding.ts';
import { readTable } from './vectors.ts';

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes);

test('hex, base64 and UTF-8 agree with the platform', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), bytes => {
      assert.equal(hexFromBytes(bytes), buffer(bytes).toString('hex'));
      assert.deepEqual(bytesFromHex(hexFromBytes(bytes).toUpperCase()), bytes);
      assert.equal(base64FromBytes(bytes), buffer(bytes).toString('base64'));
      assert.deepEqual(bytesFromBase64(base64FromBytes(bytes)), { ok: true, bytes });
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      assert.deepEqual(buffer(bytesFromUtf8(text)), buffer(new TextEncoder().encode(text)));
    }),
  );
  assert.deepEqual(buffer(bytesFromUtf8('a\ud800b')), buffer(new TextEncoder().encode('a\ud800b')));
});

test('strict base64 never takes a text that it would write otherwise', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9+/= ]{0,12}$/), text => {
      const result = bytesFromBase64(text);
      if (result.ok) assert.equal(base64FromBytes(result.bytes), text);
      else assert.ok(result.position <= text.length);
    }),
  );
});

const notBase64: [text: string, position: number, reason: RegExp][] = [
  ['AA', 2, /need 2 "="/],
  ['AAA', 3, /need 1 "="/],
  ['AAAA=', 4, /need no "="/],
  ['A', 1, /left over/],
  ['AB-D', 2, /"-"/],
  ['AB D', 2, /white space/],
  ['AB=D', 3, /padding/],
  ['AB===', 3, /padding/],
  ['AB==', 1, /stand for nothing/],
];
for (const [text, position, reason] of notBase64) {
  test(`not base64: ${text}`, () => {
    const result = bytesFromBase64(text);
    assert.ok(!result.ok);
    assert.equal(result.position, position);
    assert.match(result.reason, reason);
  });
}

test('not hex, not latin-1', () => {
  for (const text of ['a', 'zz', '0x', 'ab ', '\uff11\uff11']) assert.equal(bytesFromHex(text), undefined);
  assert.equal(bytesFromLatin1('\u20ac'), undefined);
  assert.deepEqual(bytesFromLatin1('\u00e9'), Uint8Array.of(0xe9));
});

test('the nonce of the source trace', () => {
  const trace = readTable('golden-numbers.json').row('seed_trace');
  const nonce = parseNonce(trace.text('nonce'));
  assert.ok(nonce.ok);
  assert.equal(hexFromBytes(nonce.rand), trace.text('RAND'));
  assert.equal(hexFromBytes(nonce.sqnXorAk), trace.text('SQNxorAK'));
  assert.equal(hexFromBytes(nonce.amf), trace.text('AMF'));
  assert.equal(hexFromBytes(nonce.mac), trace.text('MAC'));
  assert.ok(hasSeparationBit(nonce.amf));
});

const badNonces: [text: string, code: string][] = [
  ['', 'empty'],
  ['dcd98b7102dd2f0e8b11d0f600bfb0c093', 'base64'],
  // RFC 3310 §5 prints a nonce with wrong padding.
  ['CjPk9mRqNuT25eRkajM09uTl9nM09uTl9nMz5OX25PZz==', 'base64'],
  ['AAAA', 'short'],
];
for (const [text, code] of badNonces) {
  test(`no AKA nonce: ${JSON.stringify(text)}`, () => {
    const nonce = parseNonce(text);
    assert.equal(nonce.ok ? 'parsed' : nonce.code, code);
  });
}

test('server data after AUTN is kept', () => {
  const nonce = parseNonce(base64FromBytes(new Uint8Array(35).fill(7)));
  assert.deepEqual(nonce.ok && nonce.serverData, new Uint8Array(3).fill(7));
});

test('auts has 14 octets', () => {
  assert.ok(parseAuts('uoU/PBM7gejUAluObEo=').ok);
  assert.match(JSON.stringify(parseAuts('AAAA')), /3 octets; it must have 14/);
  // SIPp writes hexadecimal digits, which are base64 characters too, but of another length.
  assert.match(JSON.stringify(parseAuts('ba853f3c133b81e8d4025b8e6c4a')), /21 octets/);
});
