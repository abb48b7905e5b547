import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { akav2Password, akav2SessionKeys } from '../../../server/src/common/auth/aka.ts';
import {
  chooseQop,
  computeDigest,
  computeRspauth,
  computeUserhash,
  type DigestChain,
  type DigestInput,
  type DigestResult,
  type DigestSecret,
  formatNonceCount,
  judgeNonceCount,
  nextNonce,
  parseNonceCount,
  parseQopOptions,
} from '../../../server/src/common/auth/digest.ts';
import {
  DIGEST_ALGORITHMS,
  type DigestAlgorithm,
  findAlgorithm,
} from '../../../server/src/common/auth/digestAlgorithm.ts';
import { bytesFromHex, bytesFromUtf8, hexFromBytes as hex } from '../../../server/src/common/auth/encoding.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import { type Row, readTable, readVectors } from './vectors.ts';

const bytes = (text: string): Uint8Array => bytesFromHex(text) ?? assert.fail(`not hex: ${text}`);
const password = (text: string): DigestSecret => ({ kind: 'password', value: new Secret(text) });

function algorithm(name: string): DigestAlgorithm {
  return findAlgorithm(name) ?? assert.fail(`unknown algorithm ${name}`);
}

function chainOf(result: DigestResult): DigestChain {
  assert.ok(result.ok, result.ok ? '' : result.message);
  return result.chain;
}

function inputOf(v: Row, secret: DigestSecret): DigestInput {
  const qop = v.optional('qop');
  assert.ok(qop === undefined || qop === 'auth' || qop === 'auth-int');
  return {
    algorithm: algorithm(v.text('algorithm')),
    username: v.text('username'),
    realm: v.text('realm'),
    method: v.text('method'),
    uri: v.text('uri'),
    nonce: v.text('nonce'),
    nc: v.optional('nc'),
    cnonce: v.optional('cnonce'),
    body: bytesFromUtf8(v.optional('body') ?? ''),
    qop,
    secret,
  };
}

/** The only place that compares a vector; the tests below are data. */
function check(v: Row, secret: DigestSecret): void {
  const input = inputOf(v, secret);
  const chain = chainOf(computeDigest(input));
  assert.equal(chain.ha2, v.text('ha2'));
  if (secret.kind !== 'ha1') assert.equal(chain.ha1.reveal(), v.text('ha1'));
  assert.equal(chain.response, v.text('response'));
  const rspauth = v.optional('rspauth');
  if (rspauth !== undefined) assert.equal(chainOf(computeRspauth(input, input.body)).response, rspauth);
}

function secretOf(v: Row): DigestSecret {
  const text = v.optional('password');
  if (text !== undefined) return password(text);
  const res = v.optional('res') ?? v.optional('xres');
  if (res !== undefined) {
    const result = { res: bytes(res), ck: bytes(v.text('ck')), ik: bytes(v.text('ik')) };
    return { kind: 'aka', value: new Secret(result) };
  }
  return { kind: 'ha1', value: new Secret(v.text('ha1')) };
}

for (const file of ['digest-published', 'digest-sip-computed', 'aka-digest-computed', 'aka-digest-real-traces']) {
  for (const v of readVectors(`${file}.json`)) test(`${file} ${v.text('id')}`, () => check(v, secretOf(v)));
}

for (const v of readVectors('aka-digest-real-traces.json')) {
  test(`${v.text('id')}: RES as hexadecimal text is another password`, () => {
    const chain = chainOf(computeDigest(inputOf(v, password(v.text('xres')))));
    assert.equal(chain.response, v.text('wrongIfHexPassword'));
  });
}

for (const v of readVectors('aka-digest-computed.json')) {
  if (v.optional('akav2Password') === undefined) continue;
  test(`${v.text('id')}: password and session keys`, () => {
    const { hash } = algorithm(v.text('algorithm'));
    const result = { res: bytes(v.text('res')), ck: bytes(v.text('ck')), ik: bytes(v.text('ik')) };
    assert.equal(hex(akav2Password(hash, result)), hex(bytesFromUtf8(v.text('akav2Password'))));
    const keys = akav2SessionKeys(hash, result);
    assert.equal(hex(keys.ik), v.text('ikPrime'));
    assert.equal(hex(keys.ck), v.text('ckPrime'));
  });
}

test('RFC 7616 §3.9.2 with SHA-512/256 of FIPS 180-4', () => {
  const [v] = readVectors('digest-rfc7616-3.9.2.json');
  assert.ok(v);
  const computed = v.row('computed');
  const input = inputOf(v, password(v.text('password')));
  const chain = chainOf(computeDigest(input));
  assert.equal(chain.ha1.reveal(), computed.text('ha1'));
  assert.equal(chain.ha2, computed.text('ha2'));
  assert.equal(chain.response, computed.text('response'));
  assert.equal(chainOf(computeRspauth(input)).response, computed.text('rspauth'));
  const userhash = computeUserhash('SHA-512-256', v.text('username'), v.text('realm'));
  assert.match(userhash, /^793263caabb707a56211940d90411ea4/);
});

test('userhash is the hash of username and realm', () => {
  assert.equal(computeUserhash('MD5', 'Mufasa', 'r'), 'f22c6a3b9a5760c7952710252a94d0f4');
});

const golden = readTable('golden-numbers.json');
const aka = golden.row('milenage');

function goldenInput(algorithmName: string): DigestInput {
  const result = { res: bytes(aka.text('XRES')), ck: bytes(aka.text('CK')), ik: bytes(aka.text('IK')) };
  return {
    algorithm: algorithm(algorithmName),
    username: aka.text('user'),
    realm: aka.text('realm'),
    method: aka.text('method'),
    uri: aka.text('uri'),
    nonce: aka.text('nonce'),
    qop: 'auth',
    nc: aka.text('nc'),
    cnonce: aka.text('cnonce'),
    secret: { kind: 'aka', value: new Secret(result) },
  };
}

for (const [name, expected] of aka.rows('responses')) {
  test(`golden ${name}`, () => {
    const input = goldenInput(name);
    const chain = chainOf(computeDigest(input));
    assert.equal(chain.ha1.reveal(), expected.text('ha1'));
    assert.equal(chain.response, expected.text('response'));
    assert.equal(chainOf(computeRspauth(input)).response, expected.text('rspauth'));
    const octets: DigestSecret = { kind: 'octets', value: new Secret(bytes(expected.text('password_hex'))) };
    assert.equal(chainOf(computeDigest({ ...input, secret: octets })).response, expected.text('response'));
  });
}

test('golden: no qop, auth-int with an empty body, empty password beside auts', () => {
  const input = goldenInput('AKAv1-MD5');
  const response = (change: Partial<DigestInput>): string => chainOf(computeDigest({ ...input, ...change })).response;
  assert.equal(response({ qop: undefined, nc: undefined, cnonce: undefined }), aka.text('no_qop'));
  assert.equal(response({ qop: 'auth-int' }), aka.text('auth_int_empty_body'));
  assert.equal(response({ secret: password('') }), aka.text('auts_empty_password_response'));
});

for (const [name, v] of golden.rows('sip_digest')) {
  test(`golden SIP Digest ${name}`, () => {
    const input: DigestInput = {
      ...goldenInput(name),
      username: v.text('user'),
      nonce: v.text('nonce'),
      secret: password(v.text('password')),
    };
    const chain = chainOf(computeDigest(input));
    assert.equal(chain.ha1.reveal(), v.text('ha1'));
    assert.equal(chain.response, v.text('response'));
    assert.equal(chainOf(computeRspauth(input)).response, v.text('rspauth'));
  });
}

test('HA1 of the HSS does the work of the password, -sess too', () => {
  for (const name of ['MD5', 'MD5-sess', 'SHA-256-sess']) {
    const input: DigestInput = { ...goldenInput(name), secret: password('zanzibar') };
    const plain = chainOf(computeDigest({ ...input, algorithm: algorithm(name.replace('-sess', '')) }));
    const secret: DigestSecret = { kind: 'ha1', value: plain.ha1 };
    const chain = chainOf(computeDigest({ ...input, secret }));
    assert.equal(chain.response, chainOf(computeDigest(input)).response);
  }
});

test('what is missing is named, never guessed', () => {
  const input = goldenInput('AKAv1-MD5');
  const cases: [Partial<DigestInput>, string][] = [
    [{ cnonce: undefined }, 'qop=auth needs cnonce (RFC 7616 §3.4).'],
    [{ cnonce: undefined, nc: undefined }, 'qop=auth needs nc and cnonce (RFC 7616 §3.4).'],
    [
      { qop: undefined, algorithm: algorithm('MD5-sess'), cnonce: undefined },
      'algorithm=MD5-sess needs cnonce (RFC 7616 §3.4).',
    ],
  ];
  for (const [change, message] of cases) {
    const result = computeDigest({ ...input, ...change });
    assert.equal(result.ok ? 'computed' : result.message, message);
  }
});

test('the chain hides what is worth the password', () => {
  const chain = chainOf(computeDigest({ ...goldenInput('MD5-sess'), secret: password('hunter2') }));
  const shown = JSON.stringify(chain) + inspect(chain, { depth: 9, showHidden: true }) + String(chain.a1);
  assert.doesNotMatch(shown, /hunter2/);
  assert.ok(!shown.includes(chain.ha1.reveal()));
  const { user, realm, nonce, cnonce } = {
    user: aka.text('user'),
    realm: aka.text('realm'),
    nonce: aka.text('nonce'),
    cnonce: aka.text('cnonce'),
  };
  assert.equal(chain.a1Masked, `H(${user}:${realm}:***):${nonce}:${cnonce}`);
  assert.match(chain.kdMasked, /^\*\*\*:/);
});

test('latin-1 and UTF-8 differ only outside ASCII', () => {
  const base = { ...goldenInput('MD5'), secret: password('Jäsøn') };
  const utf8 = chainOf(computeDigest(base)).response;
  assert.notEqual(chainOf(computeDigest({ ...base, charset: 'latin-1' })).response, utf8);
  const ascii = { ...base, secret: password('Jason') };
  assert.equal(
    chainOf(computeDigest({ ...ascii, charset: 'latin-1' })).response,
    chainOf(computeDigest(ascii)).response,
  );
});

test('algorithm names', () => {
  assert.equal(DIGEST_ALGORITHMS.length, 18);
  assert.deepEqual(findAlgorithm('akav1-md5'), { name: 'AKAv1-MD5', hash: 'MD5', session: false, aka: 1 });
  assert.equal(findAlgorithm(undefined)?.name, 'MD5');
  for (const unknown of ['', 'SHA-1', 'AKAv3-MD5', 'MD5-session', 'token'])
    assert.equal(findAlgorithm(unknown), undefined);
});

test('qop options and nonce counts', () => {
  assert.deepEqual(parseQopOptions('auth, auth-int,token'), ['auth', 'auth-int', 'token']);
  assert.equal(chooseQop(['auth-int', 'auth']), 'auth');
  assert.equal(chooseQop(['auth', 'auth-int'], 'auth-int'), 'auth-int');
  assert.equal(chooseQop(['token']), undefined);
  assert.equal(parseNonceCount('0000000A'), 10);
  for (const bad of ['', '1', '0000000g', '000000001']) assert.equal(parseNonceCount(bad), undefined);
  assert.equal(formatNonceCount(255), '000000ff');
  assert.deepEqual(
    [judgeNonceCount(1, 2), judgeNonceCount(2, 2), judgeNonceCount(1, 3)],
    ['next', 'reused', 'skipped'],
  );
  assert.deepEqual(nextNonce({ nonce: 'a', count: 1 }, undefined), { nonce: 'a', count: 2 });
  assert.deepEqual(nextNonce({ nonce: 'a', count: 7 }, 'b'), { nonce: 'b', count: 1 });
});
