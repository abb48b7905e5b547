import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateVector } from '../../../server/src/common/auth/aka.ts';
import { akaFunctions } from '../../../server/src/common/auth/akaFunctions.ts';
import { bytesFromHex, hexFromBytes as hex } from '../../../server/src/common/auth/encoding.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import { sqnFromBytes } from '../../../server/src/common/auth/sqn.ts';
import * as tuak from '../../../server/src/common/auth/tuak.ts';
import { type Row, readTable, readVectors } from './vectors.ts';

const bytes = (text: string): Uint8Array => bytesFromHex(text) ?? assert.fail(`not hex: ${text}`);

function oneOf<T extends number>(allowed: readonly T[], value: number): T {
  return allowed.find(one => one === value) ?? assert.fail(`${value} is not allowed`);
}

function lengthsOf(v: Row): tuak.TuakLengths {
  return {
    mac: oneOf([64, 128, 256], v.number('lenMAC')),
    res: oneOf([32, 64, 128, 256], v.number('lenRES')),
    ck: oneOf([128, 256], v.number('lenCK')),
    ik: oneOf([128, 256], v.number('lenIK')),
  };
}

for (const v of readVectors('tuak.json')) {
  test(v.text('name'), () => {
    const k = bytes(v.text('k'));
    const iterations = v.number('keccakIterations');
    const topc = tuak.computeTopc(k, bytes(v.text('top')), iterations);
    assert.equal(hex(topc), v.text('topc'));
    const keys = { k, topc, iterations };
    const lengths = lengthsOf(v);
    const rand = bytes(v.text('rand'));
    const f1 = tuak.f1(keys, lengths, rand, bytes(v.text('sqn')), bytes(v.text('amf')));
    assert.deepEqual([hex(f1.macA), hex(f1.macS)], [v.text('f1'), v.text('f1star')]);
    const f2345 = tuak.f2345(keys, lengths, rand);
    assert.equal(hex(f2345.res), v.text('f2'));
    assert.equal(hex(f2345.ck), v.text('f3'));
    assert.equal(hex(f2345.ik), v.text('f4'));
    assert.equal(hex(f2345.ak), v.text('f5'));
    assert.equal(hex(tuak.f5Star(keys, rand)), v.text('f5star'));
  });
}

for (const v of readVectors('tuak.json', 'keccakf1600')) {
  test(`TS 35.232 Keccak-f[1600] set ${v.number('set')}`, () => {
    const state = bytes(v.text('in'));
    tuak.permute(state);
    assert.equal(hex(state), v.text('out'));
  });
}

test('a TUAK challenge as IMS uses it', () => {
  const v = readTable('golden-numbers.json').row('tuak');
  const functions = akaFunctions({
    algorithm: 'tuak',
    k: new Secret(bytes(v.text('K'))),
    operator: { kind: 'top', value: new Secret(bytes(v.text('TOP'))) },
    iterations: v.number('iterations'),
    lengths: tuak.TUAK_LENGTHS,
  });
  const sqn = sqnFromBytes(bytes(v.text('SQN')));
  const vector = generateVector(functions, { rand: bytes(v.text('RAND')), sqn, amf: bytes(v.text('AMF')) });
  assert.equal(hex(vector.xres), v.text('XRES'));
  assert.equal(hex(vector.ck), v.text('CK'));
  assert.equal(hex(vector.ik), v.text('IK'));
  assert.equal(hex(vector.ak), v.text('AK'));
  assert.equal(hex(vector.autn), v.text('AUTN'));
  assert.equal(vector.nonce, v.text('nonce'));
});
