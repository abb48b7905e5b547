/** osmo-auc-gen, the authentication centre of Osmocom, computes the same vectors and reads our AUTS as we mean it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { buildAuts, generateVector } from '../../server/src/common/auth/aka.ts';
import { akaFunctions } from '../../server/src/common/auth/akaFunctions.ts';
import { hexFromBytes } from '../../server/src/common/auth/encoding.ts';
import { Secret } from '../../server/src/common/auth/secret.ts';
import { resynchronisedSqn, SQN_PROFILE, splitSqn, sqnFromBytes } from '../../server/src/common/auth/sqn.ts';
import { randomStream } from '../../server/src/common/sim/random.ts';
import { isProgram, needs } from './live.ts';

const options = needs('osmo-auc-gen', isProgram('osmo-auc-gen', '--help'));

/** `NAME: value` lines of its answer; undefined when it refuses. */
function aucGen(args: readonly string[]): ReadonlyMap<string, string> | undefined {
  const all = ['-3', '-a', 'milenage', ...args];
  const { status, stdout } = spawnSync('osmo-auc-gen', all, { encoding: 'utf8', timeout: 10_000 });
  if (status !== 0) return undefined;
  return new Map([...stdout.matchAll(/^([\w. ]+):\t(\S+)$/gm)].map(([, name = '', value = '']) => [name, value]));
}

/** Random, but the same in every run. */
const CASES = Array.from({ length: 32 }, (_, i) => {
  const random = randomStream(i, 'subscriber', 'keys');
  const [k, operator, rand, amf, sqn] = [16, 16, 16, 2, 6].map(count => random.bytes(count));
  assert.ok(k && operator && rand && amf && sqn);
  const kind = i % 2 === 0 ? ('op' as const) : ('opc' as const);
  const material = {
    algorithm: 'milenage' as const,
    k: new Secret(k),
    operator: { kind, value: new Secret(operator) },
  };
  const keys = ['-k', hexFromBytes(k), kind === 'op' ? '-O' : '-o', hexFromBytes(operator)];
  // Its steps to the next SQN stay within 48 bits.
  return { i, kind, keys, functions: akaFunctions(material), rand, amf, sqn: Math.floor(sqnFromBytes(sqn) / 2) };
});

for (const { i, kind, keys, functions, rand, amf, sqn } of CASES) {
  test(`vector ${i}, with ${kind.toUpperCase()}`, options, () => {
    const answer = aucGen([...keys, '-f', hexFromBytes(amf), '-s', String(sqn), '-r', hexFromBytes(rand)]);
    const vector = generateVector(functions, { rand, sqn, amf });
    const { autn, xres, ck, ik, nonce } = vector;
    assert.deepEqual(
      ['AUTN', 'RES', 'CK', 'IK'].map(name => answer?.get(name)),
      [autn, xres, ck, ik].map(octets => hexFromBytes(octets)),
    );
    assert.equal(answer?.get('IMS nonce'), nonce);
    assert.equal(answer?.get('SQN'), String(sqn));
  });

  test(`AUTS ${i}: it reads SQN_MS and goes on from there as our HSS does`, options, () => {
    const auts = buildAuts(functions, rand, sqn);
    const args = [...keys, '-f', hexFromBytes(amf), '-r', hexFromBytes(rand)];
    const answer = aucGen([...args, '-A', hexFromBytes(auts)]);
    assert.equal(answer?.get('SQN.MS'), String(sqn));
    // Its IND is the one that it is told, 0; ours is the next one.
    const own = resynchronisedSqn('annexC', SQN_PROFILE, 0, sqn);
    const seq = (value: number): number => splitSqn(SQN_PROFILE, value).seq;
    assert.equal(seq(Number(answer?.get('SQN'))), seq(own));
    const broken = auts.map((octet, at) => (at === 13 ? octet ^ 1 : octet));
    assert.equal(aucGen([...args, '-A', hexFromBytes(broken)]), undefined);
  });
}
