import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildAuts, generateVector, openAuts, openChallenge, parseNonce } from '../../../server/src/common/auth/aka.ts';
import { akaFunctions } from '../../../server/src/common/auth/akaFunctions.ts';
import { base64FromBytes, bytesFromHex, hexFromBytes as hex } from '../../../server/src/common/auth/encoding.ts';
import * as milenage from '../../../server/src/common/auth/milenage.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import { bytesFromSqn, sqnFromBytes } from '../../../server/src/common/auth/sqn.ts';
import { type Row, readVectors } from './vectors.ts';

const bytes = (text: string): Uint8Array => bytesFromHex(text) ?? assert.fail(`not hex: ${text}`);

for (const v of readVectors('milenage.json')) {
  test(v.text('name'), () => {
    const k = bytes(v.text('k'));
    const keys = { k, opc: bytes(v.text('opc')) };
    const op = v.optional('op');
    if (op !== undefined) assert.equal(hex(milenage.computeOpc(k, bytes(op))), v.text('opc'));
    const rand = bytes(v.text('rand'));
    const f1 = milenage.f1(keys, rand, bytes(v.text('sqn')), bytes(v.text('amf')));
    assert.deepEqual([hex(f1.macA), hex(f1.macS)], [v.text('f1'), v.text('f1star')]);
    const f2345 = milenage.f2345(keys, rand);
    assert.equal(hex(f2345.res), v.text('f2'));
    assert.equal(hex(f2345.ck), v.text('f3'));
    assert.equal(hex(f2345.ik), v.text('f4'));
    assert.equal(hex(f2345.ak), v.text('f5'));
    assert.equal(hex(milenage.f5Star(keys, rand)), v.text('f5star'));
  });

  test(`${v.text('name')}: AUTN, nonce and AUTS`, () => challengeAndAuts(v));
}

function challengeAndAuts(v: Row): void {
  const functions = functionsOf(v);
  const rand = bytes(v.text('rand'));
  const sqn = sqnFromBytes(bytes(v.text('sqn')));
  const vector = generateVector(functions, { rand, sqn, amf: bytes(v.text('amf')) });
  assert.equal(hex(vector.autn), v.text('autn'));
  assert.equal(vector.nonce, v.text('nonceBase64'));

  const nonce = parseNonce(vector.nonce);
  assert.ok(nonce.ok);
  assert.equal(nonce.serverData.length, 0);
  const opened = openChallenge(functions, nonce);
  assert.ok(opened.macMatches);
  assert.equal(hex(bytesFromSqn(opened.sqn)), v.text('sqn'));

  const auts = buildAuts(functions, rand, sqn);
  assert.equal(hex(auts), v.text('auts'));
  assert.equal(base64FromBytes(auts), v.text('autsBase64'));
  assert.deepEqual([openAuts(functions, rand, auts).sqnMs, openAuts(functions, rand, auts).macMatches], [sqn, true]);
  auts[13] = (auts[13] ?? 0) ^ 1;
  assert.equal(openAuts(functions, rand, auts).macMatches, false);
}

function functionsOf(v: Row): ReturnType<typeof akaFunctions> {
  return akaFunctions({
    algorithm: 'milenage',
    k: new Secret(bytes(v.text('k'))),
    operator: { kind: 'opc', value: new Secret(bytes(v.text('opc'))) },
  });
}

// No published vector has other constants, so this checks that they are used where the standard puts them: with
// r = 8 and c = 0 everywhere OUT2 to OUT5 are equal, and the f1 of sqn = amf = 0, opc = 0 is E[E[RAND]].
test('constants of the operator take effect', () => {
  const zero = new Uint8Array(16);
  const keys = {
    k: bytes('465b5ce8b199b49faa5f0a2ee238a6bc'),
    opc: zero,
    constants: { c: [zero, zero, zero, zero, zero], r: [8, 8, 8, 8, 8] },
  } as const;
  const rand = bytes('23553cbe9637a89d218ae64dae47bf35');
  const { res, ck, ik, ak } = milenage.f2345(keys, rand);
  assert.equal(hex(ck), hex(ik));
  assert.equal(hex(ck).slice(0, 12), hex(ak));
  assert.equal(hex(ck).slice(16), hex(res));
  const f1 = milenage.f1(keys, rand, new Uint8Array(6), new Uint8Array(2));
  const unrotated = milenage.f2345({ ...keys, constants: { ...keys.constants, r: [0, 0, 0, 0, 0] } }, rand);
  assert.equal(hex(f1.macA) + hex(f1.macS), hex(unrotated.ck));
});
