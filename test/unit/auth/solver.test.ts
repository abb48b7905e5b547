import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { buildNonce, generateVector, parseNonce } from '../../../server/src/common/auth/aka.ts';
import { type AkaMaterial, akaFunctions, withoutConcealment } from '../../../server/src/common/auth/akaFunctions.ts';
import { bytesFromHex, bytesFromUtf8, hexFromBytes } from '../../../server/src/common/auth/encoding.ts';
import type { SolverCase, SolverSubscriber } from '../../../server/src/common/auth/hypothesis.ts';
import { explainMac } from '../../../server/src/common/auth/macSolver.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import { HYPOTHESES, solve } from '../../../server/src/common/auth/solver.ts';

const bytes = (text: string): Uint8Array => bytesFromHex(text) ?? assert.fail(`not hex: ${text}`);
const DOMAIN = 'ims.mnc001.mcc001.3gppnetwork.org';
const RAND = bytes('23553cbe9637a89d218ae64dae47bf35');
const OTHER_RAND = bytes('c00d603103dcee52c4478119494202e8');

function milenage(k: string, kind: 'op' | 'opc', value: string): AkaMaterial {
  return { algorithm: 'milenage', k: new Secret(bytes(k)), operator: { kind, value: new Secret(bytes(value)) } };
}

const OPC = 'cd63cb71954a9f4e48a5994e37a02baf';
const aliceMaterial = milenage('465b5ce8b199b49faa5f0a2ee238a6bc', 'opc', OPC);
const bobMaterial = milenage('0396eb317b6d1c36f19c1c84cd6ffd16', 'op', 'ff53bade17df5d4e793073ce9d7579fa');
const alice: SolverSubscriber = {
  name: 'alice',
  impi: `001010000000001@${DOMAIN}`,
  impus: ['sip:alice@home.net'],
  material: aliceMaterial,
  password: new Secret('pässword'),
};
const bob: SolverSubscriber = {
  name: 'bob',
  impi: 'b@b',
  impus: [],
  material: bobMaterial,
  password: new Secret('bob'),
};

const nonceOf = (material: AkaMaterial, rand: Uint8Array): string =>
  generateVector(akaFunctions(material), { rand, sqn: 0x20, amf: new Uint8Array(2) }).nonce;
const resOf = (material: AkaMaterial, rand: Uint8Array): Buffer => Buffer.from(akaFunctions(material).f2345(rand).res);
const md5 = (...parts: (string | Buffer)[]): string => hashOf('md5', ...parts);

function hashOf(name: string, ...parts: (string | Buffer)[]): string {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

const NONCE = nonceOf(aliceMaterial, RAND);
const OTHER_NONCE = nonceOf(aliceMaterial, OTHER_RAND);
const BODY = 'v=0\r\ns=-\r\n';

type Credentials = SolverCase['credentials'];

function caseOf(change: Partial<SolverCase>, credentials: Partial<Credentials>): SolverCase {
  return {
    method: 'REGISTER',
    requestUri: `sip:${DOMAIN}`,
    body: bytesFromUtf8(''),
    subscriber: alice,
    otherSubscribers: [bob],
    elsewhere: { nonces: [OTHER_NONCE], cnonces: ['feedbeef'], ncs: ['00000002'], realms: ['other.example'] },
    credentials: {
      algorithm: 'AKAv1-MD5',
      username: alice.impi,
      realm: DOMAIN,
      uri: `sip:${DOMAIN}`,
      nonce: NONCE,
      response: '',
      qop: 'auth',
      nc: '00000001',
      cnonce: '0a4f113b',
      auts: undefined,
      ...credentials,
    },
    ...change,
  };
}

/** An independent digest: what a peer with a certain mistake would have sent. */
function sent(
  one: SolverCase,
  password: string | Buffer,
  wrong: Partial<Credentials> & { method?: string; body?: string } = {},
): string {
  const c = { ...one.credentials, ...wrong };
  const ha1 = md5(`${c.username}:${c.realm}:`, password);
  const tail = c.qop === 'auth-int' ? `:${md5(wrong.body ?? Buffer.from(one.body))}` : '';
  const ha2 = md5(`${wrong.method ?? one.method}:${c.uri}${tail}`);
  return c.qop === undefined
    ? md5(`${ha1}:${c.nonce}:${ha2}`)
    : md5([ha1, c.nonce, c.nc, c.cnonce, c.qop, ha2].join(':'));
}

const RES = resOf(aliceMaterial, RAND);

/** [name, expected ids, the message's case, the response in it]. */
type Row = [name: string, ids: string, one: SolverCase, response: (one: SolverCase) => string];

const aka = caseOf({}, {});
const digest = caseOf({}, { algorithm: 'MD5', nonce: 'abcdef' });
const withBody = caseOf({ method: 'INVITE', body: bytesFromUtf8(BODY) }, { qop: 'auth-int' });
const akav2 = caseOf({}, { algorithm: 'AKAv2-MD5' });
const opForOpc: SolverSubscriber = { ...alice, material: milenage('465b5ce8b199b49faa5f0a2ee238a6bc', 'op', OPC) };

const rows: Row[] = [
  ['right', 'right', aka, one => sent(one, RES)],
  ['capitals', 'upper-case-response', aka, one => sent(one, RES).toUpperCase()],
  ['OPc configured as OP', 'operator-value-misread', { ...aka, subscriber: opForOpc }, one => sent(one, RES)],
  ['RES as hex text', 'res-not-raw', aka, one => sent(one, RES.toString('hex'))],
  ['RES as base64 text', 'res-not-raw', aka, one => sent(one, RES.toString('base64'))],
  ['empty password', 'empty-password', aka, one => sent(one, '')],
  ['empty password beside auts', 'right', caseOf({}, { auts: 'uoU/PBM7gejUAluObEo=' }), one => sent(one, '')],
  ['bare XRES for AKAv2', 'akav2-password-form', akav2, one => sent(one, RES)],
  ['keys of bob', 'other-subscriber', aka, one => sent(one, resOf(bobMaterial, RAND))],
  [
    'keys of bob, own keys unknown',
    'other-subscriber',
    { ...aka, subscriber: undefined },
    one => sent(one, resOf(bobMaterial, RAND)),
  ],
  ['whole other nonce', 'other-nonce', aka, one => sent(one, resOf(aliceMaterial, OTHER_RAND), { nonce: OTHER_NONCE })],
  ['RES of the other nonce', 'other-nonce', aka, one => sent(one, resOf(aliceMaterial, OTHER_RAND))],
  ['AKAv1 for plain MD5', 'other-algorithm', aka, one => sent(one, 'pässword')],
  [
    'AKA without an algorithm directive',
    'other-algorithm',
    caseOf({ subscriber: { ...alice, password: undefined } }, { algorithm: undefined }),
    one => sent(one, RES),
  ],
  ['Latin-1 password', 'charset', digest, one => sent(one, Buffer.from('pässword', 'latin1'))],
  ['quoted password', 'password-form', digest, one => sent(one, '"pässword"')],
  ['password with line end', 'password-form', digest, one => sent(one, 'pässword\n')],
  [
    '-sess asked, plain computed',
    'session-variant',
    caseOf({}, { algorithm: 'AKAv1-MD5-sess' }),
    one => sent(one, RES),
  ],
  [
    'uri is the Request-URI',
    'request-uri',
    caseOf({ requestUri: 'sip:a@b' }, {}),
    one => sent(one, RES, { uri: 'sip:a@b' }),
  ],
  ['uri without scheme', 'uri-form', aka, one => sent(one, RES, { uri: DOMAIN })],
  ['method', 'other-method', aka, one => sent(one, RES, { method: 'INVITE' })],
  ['rspauth', 'other-method', aka, one => sent(one, RES, { method: '' })],
  ['username without domain', 'username', aka, one => sent(one, RES, { username: '001010000000001' })],
  ['IMPU as username', 'username', aka, one => sent(one, RES, { username: 'sip:alice@home.net' })],
  ['realm of another message', 'realm', aka, one => sent(one, RES, { realm: 'other.example' })],
  [
    'username and realm swapped',
    'username-and-realm-swapped',
    aka,
    one => sent(one, RES, { username: DOMAIN, realm: alice.impi }),
  ],
  ['quoted realm', 'quotes-or-spaces', aka, one => sent(one, RES, { realm: `"${DOMAIN}"` })],
  ['space behind uri', 'quotes-or-spaces', aka, one => sent(one, RES, { uri: `sip:${DOMAIN} ` })],
  ['cnonce of another message', 'nc-or-cnonce-elsewhere', aka, one => sent(one, RES, { cnonce: 'feedbeef' })],
  ['nc without zeros', 'nc-or-cnonce-elsewhere', aka, one => sent(one, RES, { nc: '1' })],
  ['without qop', 'other-qop', aka, one => sent(one, RES, { qop: undefined })],
  ['auth for auth-int', 'other-qop', withBody, one => sent(one, RES, { qop: 'auth' })],
  ['body with LF', 'body-form', withBody, one => sent(one, RES, { body: BODY.replaceAll('\r', '') })],
  ['body without last line end', 'body-form', withBody, one => sent(one, RES, { body: BODY.trimEnd() })],
  ['body empty', 'body-form', withBody, one => sent(one, RES, { body: '' })],
  [
    'two: hex RES and another method',
    'res-not-raw,other-method',
    aka,
    one => sent(one, RES.toString('hex'), { method: 'INVITE' }),
  ],
  [
    'two: Request-URI and no qop',
    'request-uri,other-qop',
    caseOf({ requestUri: 'sip:a@b' }, {}),
    one => sent(one, RES, { uri: 'sip:a@b', qop: undefined }),
  ],
  ['nothing fits', 'unexplained', aka, () => md5('no such thing')],
  ['no keys at all', 'unknown', { ...aka, subscriber: undefined, otherSubscribers: [] }, one => sent(one, RES)],
  ['unknown algorithm', 'unknown', caseOf({}, { algorithm: 'AKAv3-MD5' }), one => sent(one, RES)],
  ['qop list', 'unknown', caseOf({}, { qop: 'auth,auth-int' }), one => sent(one, RES)],
  ['no response', 'unknown', aka, () => ''],
];

const seen = new Set<string>();
for (const [name, ids, one, response] of rows) {
  test(`solver: ${name}`, () => {
    const result = solve({ ...one, credentials: { ...one.credentials, response: response(one) } });
    const found =
      result.kind === 'explained' ? result.explanation.mistakes.map(mistake => mistake.id).join() : result.kind;
    assert.equal(found, ids, JSON.stringify(result));
    for (const id of ids.split(',')) seen.add(id);
  });
}

test('every hypothesis of the table has been found in a test', () => {
  for (const { id } of HYPOTHESES) assert.ok(seen.has(id), id);
});

test('the -sess hash from raw octets', () => {
  const one = caseOf({}, { algorithm: 'AKAv1-MD5-sess' });
  const { credentials: c } = one;
  const inner = createHash('md5').update(`${c.username}:${c.realm}:`).update(RES).digest();
  const ha1 = md5(inner, `:${c.nonce}:${c.cnonce}`);
  const response = md5(`${ha1}:${c.nonce}:${c.nc}:${c.cnonce}:${c.qop}:${md5(`REGISTER:${c.uri}`)}`);
  const result = solve({ ...one, credentials: { ...c, response } });
  assert.match(result.kind === 'explained' ? result.explanation.message : '', /raw octets of the inner hash/);
});

test('bounded and cancellable', () => {
  const one = caseOf({}, { response: md5('no such thing') });
  const few = solve(one, { maxAttempts: 5 });
  assert.deepEqual(few, { kind: 'unexplained', attempts: 5 });
  let asked = 0;
  assert.deepEqual(solve(one, { cancelled: () => ++asked > 3 }), { kind: 'cancelled', attempts: 3 });
  const all = solve(one);
  assert.ok(all.kind === 'unexplained' && all.attempts <= 2000 && all.attempts > 200);
});

test('repairs name what to change and never a key', () => {
  const one = { ...aka, subscriber: opForOpc };
  const result = solve({ ...one, credentials: { ...one.credentials, response: sent(one, RES) } });
  assert.ok(result.kind === 'explained');
  assert.deepEqual(result.explanation.mistakes[0]?.repair, { configuration: 'op', rename: 'opc' });
  assert.ok(!JSON.stringify(result).includes(OPC));
});

function macCase(nonce: string, subscriber: SolverSubscriber | undefined): string | undefined {
  const parsed = parseNonce(nonce);
  assert.ok(parsed.ok);
  return explainMac(parsed, subscriber, [bob])?.id;
}

test('why a MAC is wrong', () => {
  const functions = akaFunctions(aliceMaterial);
  const input = { rand: RAND, sqn: 0x20, amf: bytes('8000') };
  const vector = generateVector(functions, input);
  assert.equal(macCase(vector.nonce, alice), undefined);
  assert.equal(macCase(vector.nonce, opForOpc), 'operator-value-misread');
  assert.equal(macCase(generateVector(akaFunctions(bobMaterial), input).nonce, alice), 'other-subscriber');
  assert.equal(macCase(generateVector(withoutConcealment(functions), input).nonce, alice), 'sqn-not-concealed');
  const zeroAmf = vector.autn.slice();
  zeroAmf[6] = 0x12;
  assert.equal(macCase(buildNonce(RAND, zeroAmf), alice), 'other-amf');
  const macS = Uint8Array.of(...vector.autn.slice(0, 8), ...functions.f1(RAND, bytes('000000000020'), input.amf).macS);
  assert.equal(macCase(buildNonce(RAND, macS), alice), 'mac-s');
  const broken = vector.autn.slice();
  broken[15] = (broken[15] ?? 0) ^ 1;
  assert.equal(macCase(buildNonce(RAND, broken), alice), undefined);
  assert.notEqual(hexFromBytes(broken), hexFromBytes(vector.autn));
});
