/** A wrong response in the editor: the hover names the mistake, and the light bulb repairs it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateVector, openChallenge, parseNonce } from '../../../server/src/common/auth/aka.ts';
import type { AkaMaterial } from '../../../server/src/common/auth/akaFunctions.ts';
import { akaFunctions } from '../../../server/src/common/auth/akaFunctions.ts';
import type { DigestInput } from '../../../server/src/common/auth/digest.ts';
import { computeDigest } from '../../../server/src/common/auth/digest.ts';
import { findAlgorithm } from '../../../server/src/common/auth/digestAlgorithm.ts';
import { hexFromBytes } from '../../../server/src/common/auth/encoding.ts';
import { misreadMaterial } from '../../../server/src/common/auth/hypothesis.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import { codeActions } from '../../../server/src/common/features/codeActions.ts';
import { CLIENT_COMMANDS } from '../../../server/src/common/features/commands.ts';
import { digestHeaders } from '../../../server/src/common/features/credentials.ts';
import { solveCredentials } from '../../../server/src/common/features/solveCredentials.ts';
import type { CodeAction } from '../../../server/src/common/features/types.ts';
import { ALICE, applied, checkHover, marked } from './markers.ts';

const alice = ALICE.subscribers[0]?.usim;
assert.ok(alice);
const functions = akaFunctions(alice.material);
const { nonce } = generateVector(functions, {
  rand: new Uint8Array(16).fill(0x5a),
  sqn: alice.sqn,
  amf: new Uint8Array(2),
});

function resultOf(material: AkaMaterial): DigestInput['secret'] {
  const parsed = parseNonce(nonce);
  assert.ok(parsed.ok);
  const { res, ck, ik } = openChallenge(akaFunctions(material), parsed);
  return { kind: 'aka', value: new Secret({ res, ck, ik }) };
}

const algorithm = findAlgorithm('AKAv1-MD5');
assert.ok(algorithm);
const RIGHT: DigestInput = {
  algorithm,
  username: 'alice@home.net',
  realm: 'home.net',
  secret: resultOf(alice.material),
  method: 'REGISTER',
  uri: 'sip:home.net',
  nonce,
  qop: 'auth',
  nc: '00000001',
  cnonce: 'abcd',
};

function response(change: Partial<DigestInput>): string {
  const result = computeDigest({ ...RIGHT, ...change });
  assert.ok(result.ok);
  return result.chain.response;
}

interface Written {
  readonly uri?: string;
  readonly realm?: string;
  readonly username?: string;
  readonly qop?: string;
}

function register(value: string, written: Written = {}): string {
  const { uri = 'sip:home.net', realm = 'home.net', username = 'alice@home.net', qop = 'qop=auth,' } = written;
  return `# @subscriber alice
REGISTER sip:home.net SIP/2.0
Authorization: Digest username="${username}",realm="${realm}",nonce="${nonce}",uri="${uri}",algorithm=AKAv1-MD5,${qop}nc=00000001,cnonce="abcd",respo|nse="${value}"
`;
}

function actionsAt(source: string): CodeAction[] {
  const { document, cursor } = marked(source);
  return codeActions({
    document,
    uri: 'file:///a.sip',
    findings: { byMessage: [], total: 0 },
    configuration: ALICE,
    commands: CLIENT_COMMANDS,
    range: { start: cursor, end: cursor },
    random: octets => new Uint8Array(octets),
    only: ['quickfix'],
  });
}

const misread = misreadMaterial(alice.material);
assert.ok(misread);
const { res } = openChallenge(functions, parseNonceOrThrow());

function parseNonceOrThrow(): Extract<ReturnType<typeof parseNonce>, { ok: true }> {
  const parsed = parseNonce(nonce);
  assert.ok(parsed.ok);
  return parsed;
}

/** What was computed instead, what the author wrote, what the hover says, and the repair of the light bulb, if any. */
const MISTAKES: readonly (readonly [string, Partial<DigestInput>, Written, RegExp, RegExp | null])[] = [
  ['OP taken for OPc', { secret: resultOf(misread) }, {}, /configured as "op" was used as OPc/, null],
  [
    'RES as hexadecimal text',
    { secret: { kind: 'password', value: new Secret(hexFromBytes(res)) } },
    {},
    /RES went in as hexadecimal text/,
    null,
  ],
  ['uri is not what was hashed', {}, { uri: 'sip:other.net' }, /over the Request-URI/, /Set uri to sip:home\.net/],
  ['another realm', {}, { realm: 'home.example' }, /for the realm "home\.net"/, /Set realm to home\.net/],
  ['another user name', {}, { username: 'alice' }, /for the username "alice@home\.net"/, /Set username to alice@home/],
  ['another method', { method: 'INVITE' }, {}, /for the method INVITE/, null],
  ['without qop', { qop: undefined }, {}, /computed without qop/, null],
  ['-sess', { algorithm: { ...algorithm, session: true, name: 'AKAv1-MD5-sess' } }, {}, /AKAv1-MD5-sess/, /algorithm/],
];

for (const [title, change, written, why, repair] of MISTAKES) {
  test(`why: ${title}`, () => {
    const source = register(response(change), written);
    const page = checkHover(source, /✗ does not match the keys of alice/, ALICE);
    assert.match(page.replaceAll('\\', ''), why);
    assert.match(page, /\*\*Why:\*\* .* \(\[?(?:RFC|TS)/);
    const [right, fix, ...others] = actionsAt(source);
    assert.match(right?.title ?? '', /^Write the response that the keys of alice give/);
    assert.deepEqual(others, []);
    if (repair === null) assert.equal(fix, undefined);
    else {
      assert.match(fix?.title ?? '', repair);
      const repaired = applied(marked(source).document, fix?.edit?.changes['file:///a.sip'] ?? []);
      checkHover(repaired.replace('response=', 'respo|nse='), /✓ matches the keys of alice/, ALICE);
    }
    const rewritten = applied(marked(source).document, right?.edit?.changes['file:///a.sip'] ?? []);
    checkHover(rewritten.replace('response=', 'respo|nse='), /✓ matches the keys of alice/, ALICE);
  });
}

test('a response that nothing explains: said so, with the number of tries', () => {
  const page = checkHover(
    register('0'.repeat(32)),
    /None of the usual mistakes gives this value \(\d+ were tried\)/,
    ALICE,
  );
  assert.doesNotMatch(page, /Why/);
  assert.equal(actionsAt(register('0'.repeat(32))).length, 1);
});

test('the search ends when it is told to, and is not remembered as a failure', () => {
  const { document } = marked(register('0'.repeat(32)));
  const [message] = document.messages;
  const [digest] = message ? digestHeaders(message, ALICE) : [];
  assert.ok(digest);
  assert.equal(solveCredentials(document, 0, digest, ALICE, () => true).kind, 'cancelled');
  const whole = solveCredentials(document, 0, digest, ALICE);
  assert.equal(whole.kind, 'unexplained');
  assert.equal(solveCredentials(document, 0, digest, ALICE), whole);
});

test('hexadecimal digits in capitals are wrong, and the reason is named', () => {
  checkHover(register(response({}).toUpperCase()), /must be in lower case/, ALICE);
});

for (const [title, head] of [
  ['a directive twice', 'realm="home.net",realm="home.net",'],
  ['qop as a list', 'realm="home.net",qop="auth,auth-int",nc=00000001,cnonce="a",'],
  ['an unknown algorithm', 'realm="home.net",algorithm=FOO,'],
  ['an unknown qop', 'realm="home.net",qop=foo,'],
] as const) {
  test(`nothing is claimed: ${title}`, () => {
    const source = `REGISTER sip:home.net SIP/2.0
Authorization: Digest username="Mufasa@home.net",${head}nonce="n",uri="sip:home.net",respo|nse="${'0'.repeat(32)}"
`;
    assert.doesNotMatch(checkHover(source, /parameter of Authorization/, ALICE), /keys of|Expected/);
    assert.deepEqual(actionsAt(source), []);
  });
}

for (const [title, parameters] of [
  ['missing realm', 'nonce="n",uri="sip:home.net"'],
  ['AKA nonce that is too short', 'realm="home.net",nonce="AAAA",uri="sip:home.net",algorithm=AKAv1-MD5'],
  ['AKA nonce that is not base64', 'realm="home.net",nonce="a b",uri="sip:home.net",algorithm=AKAv1-MD5'],
  ['qop without nc', 'realm="home.net",nonce="n",uri="sip:home.net",qop=auth'],
] as const) {
  test(`cannot be computed: ${title}`, () => {
    const user = parameters.includes('AKA') ? 'alice@home.net' : 'Mufasa@home.net';
    const source = `REGISTER sip:home.net SIP/2.0
Authorization: Digest username="${user}",${parameters},respo|nse="${'0'.repeat(32)}"
`;
    assert.doesNotMatch(checkHover(source, /cannot be computed/, ALICE), /Expected/);
    assert.deepEqual(actionsAt(source), []);
  });
}
