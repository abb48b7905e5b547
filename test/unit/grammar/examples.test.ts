/** The files that a newcomer opens first: clean where they say so, and with values that verify. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseNonce, verifyChallenge } from '../../../server/src/common/auth/aka.ts';
import { akaFunctions } from '../../../server/src/common/auth/akaFunctions.ts';
import { computeDigest, type DigestSecret } from '../../../server/src/common/auth/digest.ts';
import { findAlgorithm } from '../../../server/src/common/auth/digestAlgorithm.ts';
import { hexFromBytes } from '../../../server/src/common/auth/encoding.ts';
import { Secret } from '../../../server/src/common/auth/secret.ts';
import { SQN_PROFILE, usimFrom } from '../../../server/src/common/auth/sqn.ts';
import { findSubscriber } from '../../../server/src/common/config/configuration.ts';
import { parseConfiguration } from '../../../server/src/common/config/parse.ts';
import { parseDocument } from '../../../server/src/common/syntax/document.ts';
import type { SipMessage } from '../../../server/src/common/syntax/message.ts';
import { contentLengths } from '../../../server/src/common/syntax/print.ts';
import { credentialsOf, param } from '../../../server/src/common/syntax/values.ts';
import { firstHeader, methodOf, startLineOf } from '../../../server/src/common/syntax/views.ts';
import { findingsByLine, findingsOf } from './findings.ts';
import { expandSnippet } from './snippetText.ts';
import { ROOT } from './tokenizer.ts';

const read = (name: string) => readFileSync(join(ROOT, 'examples', name), 'utf8');

/** `REGISTER`, `401`, ... of each message. */
function labels(messages: readonly SipMessage[]): string[] {
  return messages.map(message => {
    const start = startLineOf(message);
    return start?.type === 'request' ? start.method : String(start?.code);
  });
}

const CLEAN: Record<string, readonly string[]> = {
  'register.sip': ['REGISTER'],
  'registration.sip': ['REGISTER', '401', 'REGISTER', '200'],
  'call.sip': ['INVITE', '100', '183', 'PRACK', '200', 'UPDATE', '200', '180', '200', 'ACK', 'BYE', '200'],
};

for (const [name, expected] of Object.entries(CLEAN)) {
  test(`${name} is clean`, () => {
    const { messages } = parseDocument(read(name));
    assert.deepEqual(labels(messages), expected);
    for (const message of messages) {
      assert.deepEqual(message.errors, []);
      assert.equal(firstHeader(message, 'Content-Length')?.raw, String(contentLengths(message)[0]));
    }
    assert.deepEqual(findingsOf(read(name)), []);
  });
}

test('broken.sip: below each remark inside a message stands a finding', () => {
  const text = read('broken.sip');
  assert.deepEqual(labels(parseDocument(text).messages), ['REGISTER', '401', 'MESSAGE']);
  const found = findingsByLine(text);
  const lines = text.split('\n');
  const begin = lines.findIndex(line => line.startsWith('###'));
  const remarks = lines.flatMap((line, index) => (index > begin && /^# [^@]/.test(line) ? index : []));
  assert.ok(remarks.length > 10);
  for (const line of remarks) assert.ok(found.has(line + 1), `nothing is found below "${lines[line]}"`);
});

/** The credentials of a request, verified with the keys of sipwright.json beside it. */
function assertVerifies(message: SipMessage): void {
  const header = firstHeader(message, 'Authorization');
  const params = (header && credentialsOf(message, header)?.params) ?? [];
  const value = (name: string) => param(params, name)?.value ?? '';
  const { configuration, findings } = parseConfiguration(read('sipwright.json'));
  assert.deepEqual(findings, []);
  const subscriber = findSubscriber(configuration, { username: value('username') });
  const usim = subscriber?.usim;
  const nonce = parseNonce(value('nonce'));
  const algorithm = findAlgorithm(value('algorithm'));
  assert.ok(usim && nonce.ok && algorithm, 'known subscriber, nonce and algorithm');
  const functions = akaFunctions(usim.material);
  const { res } = functions.f2345(nonce.rand);
  const secret: DigestSecret = { kind: 'octets', value: new Secret(res) };
  const result = computeDigest({
    algorithm,
    secret,
    username: value('username'),
    realm: value('realm'),
    method: methodOf(message) ?? '',
    uri: value('uri'),
    nonce: value('nonce'),
    qop: 'auth',
    nc: value('nc'),
    cnonce: value('cnonce'),
  });
  assert.equal(result.ok && result.chain.response, value('response'));
  // The first bit of AMF is the separation bit: 0 for IMS (TS 33.102 annex H).
  assert.equal(hexFromBytes(nonce.amf), hexFromBytes(usim.amf));
  const { verdict } = verifyChallenge(functions, SQN_PROFILE, usimFrom(SQN_PROFILE, usim.sqnMs), nonce);
  assert.equal(verdict, 'accepted');
}

test('the answer in registration.sip is right, and the network proved itself', () => {
  const message = parseDocument(read('registration.sip')).messages[2];
  assert.ok(message);
  assertVerifies(message);
});

const snippets: Record<string, { body: string[] }> = JSON.parse(
  readFileSync(join(ROOT, 'snippets/sip-message.json'), 'utf8'),
);
for (const name of ['REGISTER, protected', 'REGISTER, de-register']) {
  test(`the answer in the snippet ${name} is right`, () => {
    const text = expandSnippet(snippets[name]?.body.join('\n') ?? '').text;
    const message = parseDocument(text).messages[0];
    assert.ok(message);
    assertVerifies(message);
  });
}

test('source-trace.sip keeps its line ends, and its four messages', () => {
  const text = read('source-trace.sip');
  assert.equal(text.replace(/\r\n/g, '').includes('\n'), false);
  assert.deepEqual(labels(parseDocument(text).messages), ['REGISTER', '401', 'REGISTER', '200']);
});

const corpus = join(process.env['SIPWRIGHT_CORPUS'] ?? '', 'ims-traces-text');
const present = process.env['SIPWRIGHT_CORPUS'] !== undefined && existsSync(corpus);
test('source-trace.sip holds the messages of the trace, octet for octet', { skip: !present }, () => {
  const text = read('source-trace.sip');
  for (const name of readdirSync(corpus)) {
    assert.ok(text.includes(readFileSync(join(corpus, name), 'utf8')), name);
  }
});
