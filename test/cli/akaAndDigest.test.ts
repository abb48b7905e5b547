import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runAka } from '../../server/src/node/cli/aka.ts';
import { runDigest } from '../../server/src/node/cli/digest.ts';
import { readTable, readVectors } from '../unit/auth/vectors.ts';
import { type Outcome, run } from './fakeIo.ts';

type Field =
  | ('topc' | 'macA' | 'macS' | 'res' | 'ck' | 'ik' | 'ak' | 'akStar' | 'auts' | 'autsOpened')
  | ('a1' | 'ha1' | 'a2' | 'ha2' | 'response' | 'rspauth');

function json(outcome: Outcome): Record<Field, unknown> {
  assert.equal(outcome.err, '');
  assert.equal(outcome.code, 0);
  return JSON.parse(outcome.out);
}

const options = (values: Record<string, string | undefined>): string[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));

for (const v of readVectors('milenage.json')) {
  test(`sipwright aka: ${v.text('name')}`, () => {
    const op = v.optional('op');
    const given = options({
      k: v.text('k'),
      op,
      opc: op === undefined ? v.text('opc') : undefined,
      rand: v.text('rand').toUpperCase(),
      sqn: v.text('sqn'),
      amf: v.text('amf'),
    });
    const auts = v.text('auts');
    const autsBase64 = v.text('autsBase64');
    const autsOpened = {
      sqnMs: v.text('sqn'),
      macS: auts.slice(12),
      expectedMacS: auts.slice(12),
      macMatches: true,
    };
    const expected = {
      algorithm: 'milenage',
      opc: v.text('opc'),
      macA: v.text('f1'),
      macS: v.text('f1star'),
      res: v.text('f2'),
      ck: v.text('f3'),
      ik: v.text('f4'),
      ak: v.text('f5'),
      akStar: v.text('f5star'),
      autn: v.text('autn'),
      nonce: v.text('nonceBase64'),
      auts,
      autsBase64,
      autsOpened,
    };
    assert.deepEqual(json(run(runAka, given)), expected);
    assert.deepEqual(json(run(runAka, [...given, '--auts', autsBase64])).autsOpened, autsOpened);
    assert.deepEqual(json(run(runAka, [...given, '--auts', auts])).autsOpened, autsOpened);
  });
}

for (const v of readVectors('tuak.json')) {
  // --key-bits sets CK and IK together; of the sets with one long key the other is not asked for.
  const bits = Math.max(v.number('lenCK'), v.number('lenIK'));
  test(`sipwright aka: ${v.text('name')}`, () => {
    const result = json(
      run(runAka, [
        ...options({
          k: v.text('k'),
          top: v.text('top'),
          rand: v.text('rand'),
          sqn: v.text('sqn'),
          amf: v.text('amf'),
        }),
        ...options({ algorithm: 'tuak', iterations: String(v.number('keccakIterations')), 'key-bits': String(bits) }),
        ...options({ 'res-bits': String(v.number('lenRES')), 'mac-bits': String(v.number('lenMAC')) }),
      ]),
    );
    assert.equal(result.topc, v.text('topc'));
    assert.deepEqual([result.macA, result.macS], [v.text('f1'), v.text('f1star')]);
    assert.equal(result.akStar, v.text('f5star'));
    if (v.number('lenCK') !== v.number('lenIK')) return;
    assert.deepEqual([result.res, result.ck, result.ik], [v.text('f2'), v.text('f3'), v.text('f4')]);
    assert.equal(result.ak, v.text('f5'));
  });
}

const golden = readTable('golden-numbers.json').row('milenage');
const AKA = {
  k: golden.text('K'),
  op: golden.text('OP'),
  rand: golden.text('RAND'),
  sqn: golden.text('SQN'),
  amf: golden.text('AMF'),
};
const badAka: [args: string[], message: RegExp][] = [
  [[], /required option '--k <hex>'/],
  [options({ ...AKA, k: AKA.k.slice(1) }), /^sipwright: --k must be 32 hexadecimal digits; it has 31\.\n$/],
  [options({ ...AKA, k: `x${AKA.k.slice(1)}` }), /character 1 is none/],
  [options({ ...AKA, op: undefined }), /exactly one of/],
  [options({ ...AKA, opc: AKA.op }), /exactly one of/],
  [options({ ...AKA, algorithm: 'tuak' }), /--op is no value of tuak/],
  [options({ ...AKA, algorithm: 'comp128' }), /Allowed choices are milenage, tuak/],
  [options({ ...AKA, sqn: '20' }), /--sqn must be 12/],
  [options({ ...AKA, auts: 'AAAA' }), /auts has 3 octets; it must have 14/],
  [options({ ...AKA, auts: '-' }), /not base64/],
  [options({ ...AKA, op: undefined, top: '5'.repeat(64), 'mac-bits': '65' }), /--mac-bits must be one of 64, 128, 256/],
  [options({ ...AKA, op: undefined, top: '5'.repeat(64), iterations: '0' }), /--iterations/],
];
for (const [args, message] of badAka) {
  test(`sipwright aka refuses: ${message}`, () => {
    const { code, out, err } = run(runAka, args);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.match(err, message);
    for (const secret of [AKA.k, AKA.k.slice(1)]) assert.ok(!err.includes(secret));
  });
}

test('a misspelt option does not bring its value into the message', () => {
  const { code, out, err } = run(runAka, [...options(AKA), `--kk=${AKA.k}`]);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /unknown option '--kk'/);
});

test('neither command prints what it was given to keep', () => {
  const aka = run(runAka, options({ ...AKA, opc: undefined })).out;
  for (const secret of [AKA.k, AKA.op]) assert.ok(!aka.includes(secret));
  const digest = run(runDigest, options({ ...DIGEST, password: 'correct horse' })).out;
  assert.ok(!digest.includes('correct horse'));
});

const DIGEST = {
  method: golden.text('method'),
  uri: golden.text('uri'),
  username: golden.text('user'),
  realm: golden.text('realm'),
  nonce: golden.text('nonce'),
  qop: 'auth',
  nc: golden.text('nc'),
  cnonce: golden.text('cnonce'),
};
const RESULT = { res: golden.text('XRES'), ck: golden.text('CK'), ik: golden.text('IK') };

for (const [algorithm, v] of golden.rows('responses')) {
  test(`sipwright digest: ${algorithm}`, () => {
    const result = json(run(runDigest, options({ ...DIGEST, ...RESULT, algorithm })));
    assert.equal(result.ha1, v.text('ha1'));
    assert.equal(result.response, v.text('response'));
    assert.equal(result.rspauth, v.text('rspauth'));
    assert.equal(result.a2, `REGISTER:${DIGEST.uri}`);
    assert.ok(String(result.a1).includes(`${DIGEST.username}:${DIGEST.realm}:***`));
  });
}

for (const file of ['digest-published', 'digest-sip-computed']) {
  for (const v of readVectors(`${file}.json`)) {
    const password = v.optional('password');
    if (password === undefined) continue;
    test(`sipwright digest: ${v.text('id')}`, () => {
      const names = ['method', 'uri', 'username', 'realm', 'nonce', 'qop', 'nc', 'cnonce', 'algorithm'];
      const body = v.optional('body');
      const args = options({
        ...Object.fromEntries(names.map(name => [name, v.optional(name)])),
        password,
        'body-file': body === undefined ? undefined : 'body.txt',
      });
      const result = json(run(runDigest, args, { files: { '/work/body.txt': body ?? '' } }));
      assert.equal(result.response, v.text('response'));
      assert.equal(result.ha1, v.text('ha1'));
      assert.equal(result.ha2, v.text('ha2'));
      if (v.optional('rspauth') !== undefined) assert.equal(result.rspauth, v.text('rspauth'));
      assert.ok(!String(result.a1).includes(password));
    });
  }
}

test('sipwright digest: body from standard input, empty password beside auts', () => {
  const int = { ...DIGEST, qop: 'auth-int', res: RESULT.res, algorithm: 'AKAv1-MD5', 'body-file': '-' };
  assert.equal(json(run(runDigest, options(int), { stdin: '' })).response, golden.text('auth_int_empty_body'));
  const empty = options({ ...DIGEST, password: '', algorithm: 'AKAv1-MD5' });
  assert.equal(json(run(runDigest, empty)).response, golden.text('auts_empty_password_response'));
});

const badDigest: [args: string[], message: RegExp][] = [
  [[], /required option '--method <method>'/],
  [options(DIGEST), /either --password or --res/],
  [options({ ...DIGEST, ...RESULT, password: 'x' }), /either --password or --res/],
  [options({ ...DIGEST, password: 'x', algorithm: 'SHA-1' }), /algorithm is not known.*AKAv2-SHA-512-256-sess/],
  [options({ ...DIGEST, ...RESULT }), /--res goes with an AKA algorithm, not with MD5/],
  [options({ ...DIGEST, res: RESULT.res, algorithm: 'AKAv2-MD5' }), /needs --ck and --ik/],
  [options({ ...DIGEST, ...RESULT, algorithm: 'AKAv1-MD5', res: 'a5' }), /--res must be/],
  [options({ ...DIGEST, password: 'x', nc: '1' }), /--nc must be 8/],
  [options({ ...DIGEST, password: 'x', cnonce: undefined }), /qop=auth needs cnonce/],
  [options({ ...DIGEST, password: 'x', qop: 'auth,auth-int' }), /Allowed choices are auth, auth-int/],
  [options({ ...DIGEST, password: 'x', 'body-file': 'none' }), /none: the file cannot be read/],
];
for (const [args, message] of badDigest) {
  test(`sipwright digest refuses: ${message}`, () => {
    const { code, out, err } = run(runDigest, args);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, message);
    // One sentence, and where to read more when the options themselves are wrong.
    assert.match(err, /^sipwright: .*\n(?:"sipwright digest --help" lists the arguments\.\n)?$/);
  });
}

test('help is no failure', () => {
  for (const command of [runAka, runDigest]) {
    const { code, out, err } = run(command, ['--help']);
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /Usage: sipwright/);
  }
});
